import type { LegalRecord, StandingKind } from '../contract.ts'
import { awaited, otherSide, standing } from './standing-item.ts'
import type { Standing } from './standing-item.ts'
import { standingOfProperty } from './standing-of-property.ts'

/** Every part of the legal record as it stands now: the same on both sides, since the record is. Pure. */
export function standingOf(record: LegalRecord): Standing[] {
  return [
    ...record.conditions.map(ofCondition),
    ...record.consultations.map(ofConsultation),
    ...record.enquiries.map(ofEnquiry),
    ...record.consents.map(ofConsent),
    ...record.costs.map(ofCost),
    ...standingOfProperty(record),
    ...materialOwed(record),
    ...record.decisions.map((one, at, all) => ofDecision(one, at, all.length)),
    ...notices(record),
  ]
}

type Of<Part extends keyof LegalRecord> = LegalRecord[Part] extends readonly (infer One)[] ? One : never

/** 46(26): binding once accepted; one with a day is owed until it is told that it was met, any other may be told so. */
function ofCondition({ id, text, proposedAt: at, status, answerBy, dueOn, answeredAt, metOn }: Of<'conditions'>): Standing {
  const item = { kind: 'condition', id, by: 'requested', at, state: status, text, source: '46(26)' } as const
  if (status === 'declined') return standing(item)
  if (status === 'proposed')
    return standing({ ...item, ...awaited('requesting', 'answer-conditions', { since: at, until: answerBy }) })
  if (metOn !== null) return standing({ ...item, state: 'met', until: metOn })
  if (dueOn === null) return standing({ ...item, acts: [{ side: 'requesting', act: 'meet-condition' }] })
  return standing({ ...item, ...awaited('requesting', 'meet-condition', { since: answeredAt ?? at, until: dueOn }) })
}

/** 46(26): the other side replies, whoever opened it ends it; silence past the day set ends it too. */
function ofConsultation({ id, openedBy, openedAt: at, text, replyBy, replies, outcome }: Of<'consultations'>): Standing {
  const item = { kind: 'consultation', id, by: openedBy, at, text, source: '46(26)' } as const
  if (outcome !== null) return standing({ ...item, state: outcome })
  const other = otherSide[openedBy]
  const acts = [
    { side: other, act: 'reply-consultation' },
    { side: openedBy, act: 'conclude-consultation' },
    { side: openedBy, act: 'reply-consultation' },
  ]
  const reply = replies.findLast(({ by }) => by === other)
  if (reply === undefined)
    return standing({ ...item, state: 'open', ...awaited(other, 'reply-consultation', { since: at, until: replyBy }), acts })
  return standing({ ...item, state: 'replied', ...awaited(openedBy, 'conclude-consultation', { since: reply.at }), acts })
}

function ofEnquiry({ id, by, at, question: text, replyBy, repliedAt }: Of<'enquiries'>): Standing {
  const item = { kind: 'enquiry', id, by, at, text, source: '46(24)' } as const
  if (repliedAt !== null) return standing({ ...item, state: 'answered' })
  return standing({ ...item, state: 'open', ...awaited(otherSide[by], 'reply-enquiry', { since: at, until: replyBy }) })
}

function ofConsent({ id, use: text, askedAt: at, status }: Of<'consents'>): Standing {
  const item = { kind: 'consent', id, by: 'requesting', at, text, source: '46(19)' } as const
  if (status !== 'asked') return standing({ ...item, state: status })
  return standing({ ...item, state: 'open', ...awaited('requested', 'answer-consent', { since: at }) })
}

function ofCost({ id, at, description: text, status }: Of<'costs'>): Standing {
  const item = { kind: 'cost', id, by: 'requested', at, text, source: '46(28)' } as const
  if (status !== 'told') return standing({ ...item, state: status })
  return standing({ ...item, state: 'open', ...awaited('requesting', 'answer-costs', { since: at }) })
}

/** What was sent on condition that it comes back (E30 6(2)), until it is told that it did. */
function materialOwed({ toBeReturned, material }: LegalRecord): Standing[] {
  const returned = material.map(({ by, at, what: text, on }, place) =>
    standing({ kind: 'material', by, at, text, until: on, state: 'noted', source: '46(11), E30 6(2)' }, String(place)),
  )
  if (!toBeReturned || material.some(({ by }) => by === 'requesting')) return returned
  const acts = [{ side: 'requesting', act: 'return-material' }] as const
  const owed = { owedBy: 'requesting', owed: 'return-material', acts } as const
  return [...returned, standing({ kind: 'material', by: 'requested', state: 'open', source: '46(11), E30 6(2)', ...owed })]
}

/** The last one holds; a postponement is looked at again on the day that it names (46(25)). */
function ofDecision({ at, decision, reasons, reviewOn }: Of<'decisions'>, place: number, count: number): Standing {
  const last = place === count - 1
  const item = { kind: 'decision', by: 'requested', at, text: reasons, source: '46(17), (21)–(26)' } as const
  const state = last ? 'holds' : 'superseded'
  if (!last || decision !== 'postponed') return standing({ ...item, state }, String(place))
  return standing({ ...item, state, ...awaited('requested', 'decide', { since: at, until: reviewOn }) }, String(place))
}

/** What was said and asks for no answer. */
function notices(record: LegalRecord): Standing[] {
  const { disclosures, corrections, urgency, misdirected, withdrawal, feedback } = record
  const note = (kind: StandingKind, source: string, told: Partial<Standing>, place = '') =>
    standing({ kind, state: 'noted', source, ...told }, place)
  return [
    ...urgency.map(({ at, reason: text, deadline: until }, place) =>
      standing(
        {
          kind: 'urgency',
          by: 'requesting',
          at,
          text,
          until,
          state: place === urgency.length - 1 ? 'holds' : 'superseded',
          source: '46(24)',
        },
        String(place),
      ),
    ),
    ...disclosures.map(({ at, what: text }, place) =>
      note('disclosure', '46(5), (19)', { by: 'requesting', at, text }, String(place)),
    ),
    ...corrections.map(({ at, by, text }, place) => note('correction', 'design', { at, by, text }, String(place))),
    ...(misdirected === null
      ? []
      : [note('misdirected', 'E30 18, WA 34(4)', { by: 'requested', at: misdirected.at, text: misdirected.reasons })]),
    ...(withdrawal === null
      ? []
      : [note('withdrawal', '46(24), WA 41(2)', { by: 'requesting', at: withdrawal.at, text: withdrawal.reasons })]),
    ...(feedback === null ? [] : [note('feedback', 'design', { by: 'requesting', at: feedback.at, text: feedback.remarks })]),
  ]
}
