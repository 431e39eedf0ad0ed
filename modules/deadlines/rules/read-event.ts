import { z } from 'zod'
import type { RequestStepped } from '@comity/requests/contract'

/** Something happened to a request, as the request told it. */
export type ClockEvent = Pick<RequestStepped, 'act' | 'side' | 'kind' | 'body' | 'dossierId'> & {
  /** Incoming means that our side is the requested one. */
  readonly direction: 'outgoing' | 'incoming'
}

/** One happening as the rules read it: the same word on both sides, whoever did it. */
export interface Happening {
  /** Kind of dossier, or what a note or receipt means. */
  readonly kind: string
  readonly variants: readonly string[]
  readonly by: 'requesting' | 'requested'
  /** Which enquiry, consultation, asset … it is about; none where it is about the whole. */
  readonly keys: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly due: string | null
  readonly dossierId: string | null
  /** Whether one side said it to the other; not where it is a note of the house or a receipt. */
  readonly said: boolean
}

/** What else than a dossier matters: notes of the house for what went outside the network, and the receipt that something was opened. */
const wordOfNote: Readonly<Record<string, string>> = {
  'made-orally': 'oral-request',
  'confirmed-in-writing': 'oral-confirmation',
  discarded: 'withdrawal',
  opened: 'opened',
}

const text = z.string().min(1).max(100).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const Said = z.looseObject({
  conditionId: text,
  enquiryId: text,
  consultationId: text,
  consentId: text,
  costId: text,
  liftingId: text,
  agreementId: text,
  assetId: text,
  forwardedTo: text,
  answerBy: day,
  replyBy: day,
  viewsBy: day,
  reviewOn: day,
  deadline: day,
  until: day,
  decision: text,
  step: text,
  kind: text,
  final: z.boolean().optional().catch(undefined),
  content: z.looseObject({ suggestedDeadline: day }).optional().catch(undefined),
})

/** A misdirected request that went on to the competent authority: for its sender the duties run on, against that one. No rule names it. */
const GONE_ON = 'gone-on'

/** Reads an event of either side into what the rules listen to; null for what starts and ends nothing, as an assignment or a mere delivery. */
export function readEvent({ direction, act, side, kind, body, dossierId }: ClockEvent): Happening | null {
  const word = kind ?? wordOfNote[act]
  if (word === undefined) return null
  // A body that is no object says nothing.
  const said = Said.safeParse(body ?? {}).data ?? {}
  const ours = direction === 'incoming' ? 'requested' : 'requesting'
  const theirs = direction === 'incoming' ? 'requesting' : 'requested'
  return {
    kind: said.forwardedTo !== undefined && direction === 'outgoing' ? GONE_ON : word,
    variants: variantsOf(said),
    by: side === 'ours' ? ours : theirs,
    keys: keysOf(said),
    due: dueOf(said),
    dossierId,
    said: kind !== null,
  }
}

type Said = Partial<z.output<typeof Said>>

function variantsOf(said: Said): string[] {
  const finality = said.final === undefined ? undefined : said.final ? 'final' : 'part'
  return [finality, said.decision, said.step, said.kind].filter((found) => found !== undefined)
}

function keysOf(said: Said): string[] {
  const { conditionId, enquiryId, consultationId, consentId, costId, liftingId, agreementId, assetId } = said
  return [conditionId, enquiryId, consultationId, consentId, costId, liftingId, agreementId, assetId].filter(
    (key) => key !== undefined,
  )
}

function dueOf(said: Said): string | null {
  const { answerBy, replyBy, viewsBy, reviewOn, deadline, until, content } = said
  return answerBy ?? replyBy ?? viewsBy ?? reviewOn ?? deadline ?? until ?? content?.suggestedDeadline ?? null
}

/** Undertakings that come with an answer: a condition with a date binds once it is accepted (46(26)), and its date runs from then. */
export function impliedBy(event: ClockEvent, conditions: RequestStepped['request']['record']['conditions']): Happening[] {
  const answered = readEvent(event)
  if (answered?.kind !== 'conditions-answered') return []
  const { answers } = Answers.safeParse(event.body).data ?? { answers: [] }
  const accepted = new Set(answers.filter((one) => one.accepted).map(({ conditionId }) => conditionId))
  return conditions
    .filter(({ id, dueOn }) => accepted.has(id) && dueOn !== null)
    .map(({ id, kind, dueOn }) => ({
      ...answered,
      kind: kind === 'return-of-material' ? 'material-to-return' : 'condition-to-meet',
      variants: [],
      keys: [id],
      due: dueOn,
      dossierId: null,
      said: false,
    }))
}

const Answers = z.looseObject({ answers: z.array(z.looseObject({ conditionId: z.string(), accepted: z.boolean() })) })

/** Whether a happening is one of those that a rule names. `*` is for what the debtor does, which the caller knows. */
export function isNamed(names: readonly string[], { kind, variants }: Happening): boolean {
  return names.includes(kind) || variants.some((variant) => names.includes(`${kind}/${variant}`))
}

/** Kinds after which nothing is owed any more, but for undertakings that outlive closing. */
export const endingKinds: readonly string[] = ['withdrawal', 'closing', 'misdirected']
