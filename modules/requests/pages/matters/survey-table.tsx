import { Bdi, Code, DataTable, DateTime, Tag, type Tone } from '@comity/ui'
import type { MeasureOutcome, Survey, SurveyItem, SurveyRequest } from '../../contract.ts'
import { StateTag } from '../content/state-tag.tsx'
import type { View } from '../view.ts'
import type { SayOfMatters } from './matter-scene.ts'

interface SurveyProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly survey: Survey
  readonly names: ReadonlyMap<string, string>
  readonly exports: { readonly csvHref: string; readonly xlsxHref: string }
  readonly paging: { readonly previousHref: string | undefined; readonly nextHref: string | undefined }
}

const owing = { us: 'warning', them: 'info', nobody: 'neutral' } as const

/** State by State: each request, what it asks and what came of it, where it stands on both sides, who owes the next step and by when. */
export function SurveyTable({ view, t, survey, names, exports, paging }: SurveyProps) {
  const { lang, say } = view
  return (
    <DataTable
      lang={lang}
      caption={t('survey')}
      hideCaption
      rows={byState(survey.requests)}
      rowKey={({ id }) => id}
      exports={exports}
      paging={paging}
      columns={[
        { key: 'state', header: t('survey.state'), names: true, cell: (row) => <Counterpart t={t} row={row} names={names} /> },
        { key: 'request', header: t('survey.request'), cell: (row) => <RequestCell view={view} t={t} row={row} /> },
        { key: 'measures', header: t('survey.measures'), cell: (row) => <MeasureCell view={view} t={t} row={row} /> },
        { key: 'here', header: t('survey.here'), cell: (row) => <StateTag say={say} state={row.state} /> },
        {
          key: 'there',
          header: t('survey.there'),
          cell: (row) =>
            row.theirState === null ? (
              <span class="hint">{t('survey.unknown')}</span>
            ) : (
              <StateTag say={say} state={row.theirState} />
            ),
        },
        { key: 'owed', header: t('survey.owed'), cell: (row) => <OwedCell view={view} t={t} row={row} /> },
      ]}
    />
  )
}

/** Requests to one State stand together, each in the order in which they were begun. */
export function byState(requests: readonly SurveyRequest[]): SurveyRequest[] {
  return [...requests].sort((a, b) => placeOf(a).localeCompare(placeOf(b)))
}

function placeOf({ counterpartState, counterpart, counterpartName }: SurveyRequest): string {
  return [counterpartState ?? '~', counterpart ?? counterpartName ?? ''].join(' ')
}

/** Who the other side of a request is, in words. */
export function counterpartName(row: SurveyRequest, names: ReadonlyMap<string, string>): string | null {
  return row.counterpart === null ? row.counterpartName : (names.get(row.counterpart) ?? row.counterpart)
}

interface CellProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly row: SurveyRequest
}

function Counterpart({ t, row, names }: Omit<CellProps, 'view'> & { readonly names: ReadonlyMap<string, string> }) {
  const name = counterpartName(row, names)
  if (name === null) return <span class="hint">{t('survey.nobody')}</span>
  return (
    <>
      {row.counterpartState !== null && <Code>{row.counterpartState}</Code>} <Bdi>{name}</Bdi>
    </>
  )
}

function RequestCell({ view: { lang, say, zone }, t, row }: CellProps) {
  return (
    <>
      <a href={`/requests/${row.id}`}>
        <Bdi>{row.subject === '' ? say('requests.noSubject') : row.subject}</Bdi>
      </a>
      <div class="hint">
        {say(`direction.${row.direction}`)} · <Code>{row.reference}</Code>
        {row.sentAt !== null && (
          <>
            {' · '}
            {t('survey.sent')} <DateTime lang={lang} at={row.sentAt} zone={zone} only="date" />
          </>
        )}
      </div>
    </>
  )
}

const tones: Readonly<Record<MeasureOutcome, Tone>> = {
  full: 'success',
  partial: 'info',
  'attempted-not-achieved': 'warning',
  refused: 'danger',
  postponed: 'warning',
  withdrawn: 'neutral',
  impossible: 'danger',
}

function MeasureCell({ view: { say }, t, row }: CellProps) {
  if (row.measures.length === 0) return <>{say('none')}</>
  return (
    <>
      {row.measures.map(({ kind, outcome }, at) => (
        <div key={at}>
          {say(`measure.${kind}`)}{' '}
          {outcome === null ? (
            <span class="hint">({t('survey.noOutcome')})</span>
          ) : (
            <Tag tone={tones[outcome]}>{say(`outcome.${outcome}`)}</Tag>
          )}
        </div>
      ))}
    </>
  )
}

function OwedCell({ view: { lang }, t, row }: CellProps) {
  return (
    <>
      <Tag tone={owing[row.owes]}>{t(`owes.${row.owes}`)}</Tag>
      {row.owedOn !== null && (
        <div class="hint">
          <DateTime lang={lang} at={row.owedOn} only="date" />
        </div>
      )}
    </>
  )
}

/** Which person, property and exhibit stands in which request: a row for each, which names the requests, so that any number of them fits. */
export function ItemTable({ view, t, survey, names }: Omit<SurveyProps, 'exports' | 'paging'>) {
  const { lang } = view
  const requests = byState(survey.requests)
  if (survey.items.length === 0 || requests.length === 0) return null
  const howOf = (item: SurveyItem, requestId: string) => item.requests.find(({ id }) => id === requestId)?.how
  return (
    <DataTable
      lang={lang}
      caption={t('survey.items')}
      rows={survey.items.map((item, at) => ({ item, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        { key: 'item', header: t('survey.item'), names: true, cell: ({ item }) => <ItemName t={t} item={item} /> },
        {
          key: 'in',
          header: t('survey.standsIn'),
          cell: ({ item }) => (
            <Requests
              requests={requests.filter(({ id }) => howOf(item, id) !== undefined)}
              names={names}
              none={t('survey.inNone')}
              note={({ id }) => (howOf(item, id) === 'same' ? null : t('survey.differs'))}
            />
          ),
        },
        {
          key: 'not',
          header: t('survey.missingIn'),
          cell: ({ item }) => (
            <Requests
              requests={requests.filter(({ id }) => howOf(item, id) === undefined)}
              names={names}
              none={t('survey.inAll')}
              note={() => null}
            />
          ),
        },
      ]}
    />
  )
}

interface RequestsProps {
  readonly requests: readonly SurveyRequest[]
  readonly names: ReadonlyMap<string, string>
  readonly none: string
  readonly note: (request: SurveyRequest) => string | null
}

function Requests({ requests, names, none, note }: RequestsProps) {
  if (requests.length === 0) return <span class="hint">{none}</span>
  return (
    <>
      {requests.map((request) => {
        const said = note(request)
        return (
          <div key={request.id}>
            <a href={`/requests/${request.id}`}>
              <Code>{request.reference}</Code>
            </a>{' '}
            <Bdi>{counterpartName(request, names) ?? ''}</Bdi> {said !== null && <Tag tone="warning">{said}</Tag>}
          </div>
        )
      })}
    </>
  )
}

function ItemName({ t, item }: { readonly t: SayOfMatters; readonly item: SurveyItem }) {
  return (
    <>
      <Bdi>{item.name}</Bdi>
      <div class="hint">
        {t(`part.${item.part}`)}
        {!item.inMatter && ` · ${t('survey.onlyRequest')}`}
      </div>
    </>
  )
}
