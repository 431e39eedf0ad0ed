import type { Lang } from '@comity/i18n'
import type { MatterRow, Survey, SurveyRequest } from '../contract.ts'
import { sayIn, sayOr } from '../pages/texts.ts'
import { sayOfWork } from '../work/texts.ts'
import { sayOfMatters } from './texts.ts'

/** A table as a file has it. */
export interface Sheet {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The words that tables are told in. */
export interface SheetWords {
  readonly lang: Lang
  /** Names of authorities by id. */
  readonly names: ReadonlyMap<string, string>
  /** Names of the office's people by id. */
  readonly people: ReadonlyMap<string, string>
  /** Where this node is. */
  readonly origin: string
}

/** The list of matters, one a row. */
export function listSheet(matters: readonly MatterRow[], { lang, people, origin }: SheetWords): Sheet {
  const [say, t] = [sayIn(lang), sayOfMatters(lang)]
  const header = [
    say('field.ownReference'),
    say('field.title'),
    t('list.status'),
    t('readers.has'),
    t('list.requests'),
    t('survey.request'),
    t('column.changed'),
    t('column.link'),
  ]
  const rows = matters.map((row) => [
    row.reference,
    row.title,
    t(row.closedAt === null ? 'open' : 'closed'),
    row.assignee === null ? '' : (people.get(row.assignee) ?? t('readers.hidden')),
    String(row.openRequests),
    String(row.requests),
    minute(row.changedAt),
    `${origin}/matters/${row.id}`,
  ])
  return { name: say('matters.title'), header, rows }
}

/** What was sent where, and which person, property and exhibit stands in which request. */
export function surveySheets({ requests, items }: Survey, words: SheetWords): Sheet[] {
  const { lang, names, origin } = words
  const [say, t] = [sayIn(lang), sayOfMatters(lang)]
  const nameOf = (row: SurveyRequest) =>
    row.counterpart === null ? (row.counterpartName ?? '') : (names.get(row.counterpart) ?? row.counterpart)
  const state = (word: string | null) => (word === null ? t('survey.unknown') : sayOr(say, `state.${word}`, word))
  const header = [
    say('field.counterpart'),
    t('survey.state'),
    say('field.ownReference'),
    say('field.counterpartReference'),
    say('field.subject'),
    t('survey.sent'),
    t('survey.measures'),
    t('survey.here'),
    t('survey.there'),
    t('survey.owed'),
    sayOfWork(lang)('field.due'),
    t('column.link'),
  ]
  const rows = requests.map((row) => [
    nameOf(row),
    row.counterpartState ?? '',
    row.reference,
    row.counterpartReference ?? '',
    row.subject,
    row.sentAt === null ? '' : minute(row.sentAt),
    row.measures
      .map(
        ({ kind, outcome }) =>
          `${say(`measure.${kind}`)}: ${outcome === null ? t('survey.noOutcome') : say(`outcome.${outcome}`)}`,
      )
      .join('; '),
    state(row.state),
    state(row.theirState),
    t(`owes.${row.owes}`),
    row.owedOn ?? '',
    `${origin}/requests/${row.id}`,
  ])
  const grid = items.map((item) => [
    t(`part.${item.part}`),
    item.name,
    ...requests.map(({ id }) => {
      const how = item.requests.find((one) => one.id === id)?.how
      return how === undefined ? t('survey.absent') : t(`survey.${how}`)
    }),
  ])
  const columns = requests.map((row) => `${nameOf(row)} ${row.reference}`)
  return [
    { name: short(t('survey')), header, rows },
    { name: short(t('survey.items')), header: [t('exhibit.kind'), t('survey.item'), ...columns], rows: grid },
  ]
}

/** A sheet's name has at most 31 letters. */
function short(name: string): string {
  return name.slice(0, 31)
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}
