import { z } from 'zod'

/** Something happened to a request. */
export interface ClockEvent {
  /** Incoming means that our side is the requested one. */
  readonly direction: 'outgoing' | 'incoming'
  /** An own act, or a kind of dossier. */
  readonly act: string
  readonly side: 'ours' | 'theirs'
  /** What was said with it: keys (`enquiryId` …), dates (`answerBy` …) and variants are read from it. */
  readonly body: unknown
  readonly dossierId: string | null
}

/** One happening as the rules read it: the same word on both sides, whoever did it. */
export interface Happening {
  /** Kind of dossier or step. */
  readonly kind: string
  readonly variants: readonly string[]
  readonly by: 'requesting' | 'requested'
  readonly key: string
  /** `YYYY-MM-DD`. */
  readonly due: string | null
  readonly dossierId: string | null
}

/** What an own act says to the other side: acts and the dossiers that they send are one happening. */
const kindOfAct: Readonly<Record<string, string>> = {
  send: 'request',
  'make-oral': 'oral-request',
  'confirm-written': 'oral-confirmation',
  acknowledge: 'acknowledgement',
  forward: 'passed-on',
  misdirected: 'passed-on',
  ask: 'clarification-asked',
  answer: 'clarification-answer',
  'answer-before-decision': 'clarification-answer',
  'answer-in-execution': 'clarification-answer',
  consult: 'consultation',
  'reply-consultation': 'consultation-reply',
  'conclude-consultation': 'consultation-concluded',
  'propose-conditions': 'conditions-proposed',
  'answer-conditions': 'conditions-answered',
  decide: 'decision',
  'start-execution': 'execution-started',
  'send-part': 'result',
  'send-result': 'result',
  'result-part': 'result',
  'result-final': 'result',
  enquire: 'status-enquiry',
  'reply-enquiry': 'status-reply',
  'change-urgency': 'urgency-changed',
  'ask-consent': 'use-consent-asked',
  'answer-consent': 'use-consent-answered',
  disclose: 'disclosure-notice',
  'notify-costs': 'cost-notice',
  'answer-costs': 'cost-answer',
  correct: 'correction',
  withdraw: 'withdrawal',
  'return-material': 'material-returned',
  'report-asset': 'asset-report',
  'propose-lifting': 'lifting-proposed',
  'give-lifting-views': 'lifting-views',
  'lift-freeze': 'freeze-lifted',
  'propose-agreement': 'agreement-proposed',
  'answer-agreement': 'agreement-answered',
  assess: 'assessment',
  close: 'closing',
  reopen: 'reopening',
}
const variantOfAct: Readonly<Record<string, string>> = {
  'send-part': 'part',
  'send-result': 'final',
  'result-part': 'part',
  'result-final': 'final',
}

const text = z.string().min(1).max(100).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const Said = z.looseObject({
  enquiryId: text,
  consultationId: text,
  consentId: text,
  costId: text,
  liftingId: text,
  agreementId: text,
  assetId: text,
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
  accepted: z.boolean().optional().catch(undefined),
  content: z.looseObject({ suggestedDeadline: day }).optional().catch(undefined),
})

/** Reads an event of either side into what the rules listen to. A body that is no object says nothing. */
export function readEvent({ direction, act, side, body, dossierId }: ClockEvent): Happening {
  const kind = kindOfAct[act] ?? act
  const said = Said.safeParse(body ?? {}).data ?? {}
  const ownSide = direction === 'incoming' ? 'requested' : 'requesting'
  const otherSide = direction === 'incoming' ? 'requesting' : 'requested'
  return {
    kind,
    variants: variantsOf(act, said),
    by: side === 'ours' ? ownSide : otherSide,
    key: keyOf(said),
    due: dueOf(said),
    dossierId,
  }
}

type Said = Partial<z.output<typeof Said>>

function variantsOf(act: string, said: Said): string[] {
  const finality = said.final === undefined ? undefined : said.final ? 'final' : 'part'
  const answer = said.accepted === true ? 'accepted' : undefined
  return [variantOfAct[act], finality, said.decision, said.step, said.kind, answer].filter((found) => found !== undefined)
}

function keyOf(said: Said): string {
  const { enquiryId, consultationId, consentId, costId, liftingId, agreementId, assetId } = said
  return enquiryId ?? consultationId ?? consentId ?? costId ?? liftingId ?? agreementId ?? assetId ?? ''
}

function dueOf(said: Said): string | null {
  const { answerBy, replyBy, viewsBy, reviewOn, deadline, until, content } = said
  return answerBy ?? replyBy ?? viewsBy ?? reviewOn ?? deadline ?? until ?? content?.suggestedDeadline ?? null
}

/** Undertakings that a happening brings along: conditions with a date become clocks of their own (46(26)). */
export function impliedBy(event: ClockEvent): Happening[] {
  const { kind, by } = readEvent(event)
  if (kind !== 'decision' && kind !== 'conditions-proposed') return []
  const said = Conditions.safeParse(event.body ?? {}).data
  return (said?.conditions ?? []).flatMap((condition) =>
    condition.dueOn === undefined
      ? []
      : [
          {
            kind: condition.kind === 'return-of-material' ? 'material-to-return' : 'condition-to-meet',
            variants: [],
            by,
            key: condition.id,
            due: condition.dueOn,
            dossierId: null,
          },
        ],
  )
}

const Conditions = z.looseObject({
  conditions: z.array(z.looseObject({ id: z.string().max(100), kind: z.string().max(60), dueOn: day })).optional(),
})

/** Whether a happening is one of those that a rule names. `*` is for what the debtor does, which the caller knows. */
export function isNamed(names: readonly string[], { kind, variants }: Happening): boolean {
  return names.includes(kind) || variants.some((variant) => names.includes(`${kind}/${variant}`))
}

/** Kinds after which nothing is owed any more, but for undertakings that outlive closing. */
export const endingKinds: readonly string[] = ['withdrawal', 'closing', 'passed-on', 'given-back']
