import { isDeepStrictEqual } from 'node:util'
import type { Matter, RequestState, Survey, SurveyItem, SurveyRequest } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import { present } from './exhibits.ts'
import { finalStates } from './lifecycle.ts'
import { paired } from './pair-items.ts'
import { theirState } from './their-state.ts'

/** A line of a timeline as the survey needs it; `files` by their hashes. */
export interface SurveyedLine {
  readonly requestId: string
  readonly at: string
  readonly side: 'ours' | 'theirs'
  readonly act: string
  readonly dossierId: string | null
  readonly files: readonly string[]
}

/** What was sent where, what is owed by whom, what came back; and which persons, property and exhibits stand in which request. */
export function surveyOf(
  matter: Matter,
  requests: readonly StoredRequest[],
  lines: readonly SurveyedLine[],
): Pick<Survey, 'requests' | 'items'> {
  const byRequest = Map.groupBy(lines, ({ requestId }) => requestId)
  return {
    requests: requests.map((request) => surveyed(request, byRequest.get(request.id) ?? [])),
    items: [
      ...itemsIn(matter, requests, 'persons', (person) => person.name),
      ...itemsIn(matter, requests, 'property', (item) => item.description),
      ...exhibitsIn(matter, requests, byRequest),
    ],
  }
}

function surveyed(request: StoredRequest, lines: readonly SurveyedLine[]): SurveyRequest {
  const owes = owesNext(request)
  const { content, counterpart } = request
  return {
    id: request.id,
    direction: request.direction,
    reference: request.ownReference,
    counterpartReference: request.counterpartReference,
    subject: content.subject ?? '',
    counterpart,
    counterpartName: request.counterpartName,
    counterpartState: request.counterpartState ?? counterpart?.slice(0, 2).toUpperCase() ?? null,
    state: request.state,
    theirState: theirState(request, lines),
    measures: (content.measures ?? []).map(({ id, kind }) => ({
      kind,
      outcome: request.outcomes.find(({ measureId }) => measureId === id)?.outcome ?? null,
    })),
    owes,
    owedOn: owes === 'us' ? (request.dueOn ?? request.answerBy) : owes === 'them' ? askedOfThem(request) : null,
    sentAt:
      lines.find(({ act, side }) => side === (request.direction === 'outgoing' ? 'ours' : 'theirs') && sendings.includes(act))
        ?.at ?? null,
  }
}

const sendings: readonly string[] = ['request', 'supplementary-request']

/** The day by which the other side was asked to do something. */
function askedOfThem(request: StoredRequest): string | null {
  if (request.direction === 'incoming') return request.answerBy
  return request.content.suggestedDeadline ?? null
}

const waitsForThem: readonly `${'outgoing' | 'incoming'} ${RequestState}`[] = [
  'outgoing sent',
  'outgoing delivered',
  'outgoing acknowledged',
  'outgoing executing',
  'incoming clarification-asked',
  'incoming result-sent',
]

/** Who owes the next step of a request. A grant waits for its execution, a refusal for our closing; a consultation for who did not open it. */
export function owesNext(request: Pick<StoredRequest, 'direction' | 'state' | 'decided' | 'record'>): SurveyRequest['owes'] {
  const { direction, state, decided, record } = request
  if (finalStates.includes(state)) return 'nobody'
  if (state === 'decided' && direction === 'outgoing')
    return decided === 'refused' ? 'us' : conditionsWait(record) ? 'us' : 'them'
  if (state === 'in-consultation') {
    const open = record.consultations.findLast(({ concludedAt }) => concludedAt === null)
    const ours = direction === 'outgoing' ? 'requesting' : 'requested'
    const last = open?.replies.at(-1)?.by ?? open?.openedBy
    return last === ours ? 'them' : 'us'
  }
  return waitsForThem.includes(`${direction} ${state}`) ? 'them' : 'us'
}

function conditionsWait({ conditions }: StoredRequest['record']): boolean {
  return conditions.some(({ status }) => status === 'proposed')
}

type Part = 'persons' | 'property'
type ItemOf<P extends Part> = Matter[P][number]

/** Each item of the matter with the requests it stands in, then what only requests name. */
function itemsIn<P extends Part>(
  matter: Pick<Matter, P>,
  requests: readonly StoredRequest[],
  part: P,
  nameOf: (item: ItemOf<P>) => string,
): SurveyItem[] {
  const known: readonly ItemOf<P>[] = matter[part]
  const rows = known.map((item) => ({ item, inMatter: true, requests: nowhere() }))
  for (const request of requests) {
    const said: readonly ItemOf<P>[] = request.content[part] ?? []
    for (const [at, other] of paired(
      rows.map(({ item }) => item),
      said,
    )) {
      const item = other === null ? undefined : said[other]
      if (item === undefined) continue
      const row = at === null ? undefined : rows[at]
      const how = row === undefined || isDeepStrictEqual(row.item, item) ? ('same' as const) : ('differs' as const)
      if (row) row.requests.push({ id: request.id, how })
      else rows.push({ item, inMatter: false, requests: [{ id: request.id, how }] })
    }
  }
  return rows.map(({ item, inMatter, requests: where }) => ({ part, name: nameOf(item), inMatter, requests: where }))
}

/** An exhibit stands in a request whose draft carries its file, or with which its file went. */
function exhibitsIn(
  matter: Matter,
  requests: readonly StoredRequest[],
  lines: ReadonlyMap<string, readonly SurveyedLine[]>,
): SurveyItem[] {
  return present(matter.exhibits).map(({ label, description, file }) => ({
    part: 'exhibits',
    name: `${label} ${description}`,
    inMatter: true,
    requests: requests.flatMap((request) => {
      const went = (lines.get(request.id) ?? []).filter(({ side }) => side === 'ours').flatMap(({ files }) => files)
      const own = [...(request.direction === 'outgoing' ? request.attachments : []), ...request.prepared].map(
        ({ sha256 }) => sha256,
      )
      return file !== undefined && [...went, ...own].includes(file.sha256) ? [{ id: request.id, how: 'same' as const }] : []
    }),
  }))
}

function nowhere(): SurveyItem['requests'] {
  return []
}
