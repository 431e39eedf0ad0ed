import { Bdi, Code, Details, SummaryList, type SummaryItem } from '@comity/ui'
import type { ComponentChildren } from 'preact'
import { formatDate } from '@comity/i18n'
import { z } from 'zod'
import { dossierBodies, type Request, type TimelineEntry } from '../../contract.ts'
import { closedWord } from '../../rules/closed-words.ts'
import { labels } from '../../rules/document-labels.ts'
import { isExportKey, sayOfExport } from '../../export/texts.ts'
import { isRecordKey, sayOfRecord } from '../record/texts.ts'
import { sayOfSteps } from '../steps/texts.ts'
import { isKey, sayOr, type Key } from '../texts.ts'
import type { View } from '../view.ts'

interface EntryBodyProps {
  readonly view: View
  readonly request: Request
  readonly entry: TimelineEntry
  /** What persons, units and authorities are called, by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** Their content stands on the page itself. */
const beginnings: readonly string[] = ['request', 'supplementary-request', 'forwarded-request']

/** Reasons of an internal return travel in no dossier. */
const Reasons = z.object({ reasons: z.string() })

/** What a step said. A body of a kind that this version does not know is left to its dossier. */
export function EntryBody(props: EntryBodyProps) {
  const items = itemsOf(props)
  if (items.length === 0) return null
  const said = <SummaryList lang={props.view.lang} items={items} />
  return items.length <= MANY ? said : <Details summary={sayOfSteps(props.view.lang)('entry.said')}>{said}</Details>
}

/** More lines than these of one step would hide what came before and after it. */
const MANY = 6

function itemsOf({ view, request, entry, names }: EntryBodyProps): SummaryItem[] {
  const { say } = view
  const said = (label: Parameters<typeof say>[0], text: string | undefined): SummaryItem[] =>
    text === undefined || text === '' ? [] : [{ label: say(label), value: <Bdi>{text}</Bdi> }]
  if (entry.act === 'result') {
    const result = dossierBodies.result.safeParse(entry.body)
    if (!result.success) return []
    const outcomes = result.data.outcomes.map(({ measureId, outcome, remarks }) => ({
      label: measureName(view, request, measureId),
      value: (
        <>
          {say(`outcome.${outcome}`)}
          {remarks !== undefined && (
            <>
              : <Bdi>{remarks}</Bdi>
            </>
          )}
        </>
      ),
    }))
    const unanswered = result.data.withoutAnswer === true ? [{ label: say('field.withoutAnswer'), value: say('yes') }] : []
    return [...said('field.summary', result.data.summary), ...outcomes, ...unanswered]
  }
  if (entry.act === 'returned') {
    const returned = Reasons.safeParse(entry.body)
    return returned.success ? said('field.reasons', returned.data.reasons) : []
  }
  const plain = z.record(z.string(), z.unknown()).safeParse(entry.body)
  if (!plain.success || beginnings.includes(entry.act)) return []
  return Object.entries(plain.data).flatMap(([name, value]) =>
    plainItem({ view, request, entry, names }, name, calledBy(names, value)),
  )
}

/** What a node calls by an id, as people call it. */
function calledBy(names: ReadonlyMap<string, string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => calledBy(names, one))
  return typeof value === 'string' ? (names.get(value) ?? value) : value
}

function plainItem({ view, request, entry }: EntryBodyProps, name: string, value: unknown): SummaryItem[] {
  const { say } = view
  if (name === 'reference')
    return [
      {
        label: say(entry.side === 'ours' ? 'field.ownReference' : 'field.counterpartReference'),
        value: <Code>{String(value)}</Code>,
      },
    ]
  if (name === 'withoutAnswer') return value === true ? [{ label: say('field.withoutAnswer'), value: say('yes') }] : []
  if (name === 'question') return [{ label: say('said.question'), value: <Bdi>{String(value)}</Bdi> }]
  // What a node names by an identifier is shown by what it says; when a question was asked, by its place in the timeline.
  if (unsaid.test(name) || value === null || value === '' || isIdentity(value)) return []
  const label = labelOf(view, name)
  return label === '' ? [] : [{ label, value: <Bdi>{shown(view, request, name, value)}</Bdi> }]
}

/** What only programs read of a line. */
const unsaid = /^(askedIn|letterLine|undoneLine|undoneAct)$|Id$/

/** An identifier, a list of nothing else, or of nothing. */
function isIdentity(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => isIdentity(one))
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

/** A field of a dossier's body as its printed rendition calls it, so that page and paper read alike. */
function labelOf({ say, lang }: View, name: string): string {
  if (name === 'decision') return say('act.decision')
  const part = `part.${name}`
  if (isRecordKey(part)) return sayOfRecord(lang)(part)
  return labels[name]?.[lang] ?? sayOr(say, `field.${name}`, '')
}

function shown(view: View, request: Request, name: string, value: unknown): ComponentChildren {
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((item: unknown, at) => (
          <li key={at}>{shown(view, request, name, item)}</li>
        ))}
      </ul>
    )
  if (typeof value === 'object' && value !== null) return partsOf(view, request, value)
  if (typeof value === 'boolean') return view.say(value ? 'yes' : 'no')
  const text = String(value)
  if (/channel$/i.test(name) && isExportKey(`channel.${text}`)) return channelName(view, text)
  const closed = closedWord(name, text, view.lang)
  if (closed !== null) return closed
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(view.lang, text) : text
}

/** One thing of a list: a condition by its text, an answer to it beside it, a measure by its name. */
function partsOf(view: View, request: Request, value: object): ComponentChildren {
  const { conditionId, measureId } = Ids.parse(value)
  const condition = request.record.conditions.find(({ id }) => id === conditionId)?.text
  const about = condition ?? (measureId === undefined ? undefined : measureName(view, request, measureId))
  const rest = Object.entries(value).filter(
    ([name, part]) => !(name === 'id' || name.endsWith('Id') || part === null || part === ''),
  )
  return (
    <>
      {about !== undefined && <div dir="auto">{about}</div>}
      {rest.map(([name, part]) => (
        <div key={name} dir="auto">
          {name === 'text' || name === 'kind' ? '' : `${labelOf(view, name)}: `}
          {name === 'kind' ? view.say(sayKind(part)) : shown(view, request, name, part)}
        </div>
      ))}
    </>
  )
}

const Ids = z.object({ conditionId: z.string().optional(), measureId: z.string().optional() })

function sayKind(kind: unknown): Key {
  const key = `condition.${String(kind)}`
  return isKey(key) ? key : 'condition.other'
}

function channelName({ lang }: View, channel: string): string {
  const key = `channel.${channel}`
  return isExportKey(key) ? sayOfExport(lang)(key) : channel
}

function measureName({ say }: View, request: Request, measureId: string): string {
  const at = (request.content.measures ?? []).findIndex((measure) => measure.id === measureId)
  const measure = request.content.measures?.[at]
  return measure === undefined ? say('section.measures') : `${at + 1}. ${say(`measure.${measure.kind}`)}`
}
