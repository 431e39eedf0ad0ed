import type { OutgoingState } from '../contract.ts'
import type { OwnAct, News, Step } from './lifecycle.ts'

const drafting = ['draft', 'in-review', 'approved', 'ready', 'sent-orally'] as const
const underWay = [
  'sent',
  'delivered',
  'acknowledged',
  'clarification-asked',
  'in-consultation',
  'decided',
  'executing',
  'result-received',
  'assessed',
] as const
const ended = ['closed', 'withdrawn', 'returned'] as const
const afterSending = [...underWay, ...ended] as const

/** Own acts of the requesting side (reference §4.2). */
export const outgoingOwn: readonly Step<OutgoingState, OwnAct>[] = [
  { from: ['draft'], act: 'save', to: 'same', source: '46(15)' },
  { from: ['draft', 'clarification-asked'], act: 'attach', to: 'same', source: '46(15)–(16)' },
  { from: ['draft'], act: 'submit', to: 'in-review', source: '46(15)' },
  { from: ['in-review'], act: 'return', to: 'draft', source: '46(15)' },
  { from: ['in-review'], act: 'approve', to: 'approved', source: '46(13)–(15)' },
  { from: ['approved'], act: 'translate', to: 'ready', source: '46(14)' },
  { from: ['ready'], act: 'translate', to: 'same', source: '46(14)' },
  { from: ['approved', 'ready'], act: 'make-oral', to: 'sent-orally', source: '46(14)' },
  { from: ['approved', 'ready', 'sent-orally'], act: 'send', to: 'sent', source: '46(13)' },
  { from: ['clarification-asked'], act: 'answer', to: 'back', source: '46(16)' },
  {
    from: ['acknowledged', 'decided', 'executing'],
    act: 'consult',
    to: 'in-consultation',
    source: '46(26), (28)',
  },
  { from: [...underWay], act: 'reply-consultation', to: 'same', source: '46(26)' },
  { from: ['in-consultation'], act: 'conclude-consultation', to: 'back', source: '46(26)' },
  { from: [...underWay], act: 'conclude-consultation', to: 'same', source: '46(26)' },
  { from: [...underWay], act: 'answer-conditions', to: 'same', source: '46(26)' },
  { from: [...underWay], act: 'enquire', to: 'same', source: '46(24)' },
  { from: [...underWay], act: 'change-urgency', to: 'same', source: '46(24)' },
  { from: [...underWay, 'closed'], act: 'ask-consent', to: 'same', source: '46(19)' },
  { from: [...underWay, 'closed'], act: 'record-use', to: 'same', source: '46(19)' },
  { from: [...underWay, 'closed'], act: 'disclose', to: 'same', source: '46(5), (19)' },
  { from: [...underWay, 'closed'], act: 'answer-costs', to: 'same', source: '46(28)' },
  { from: [...underWay, 'closed'], act: 'correct', to: 'same', source: 'design' },
  { from: [...underWay, 'closed'], act: 'meet-condition', to: 'same', source: '46(26)' },
  { from: [...underWay, 'closed'], act: 'return-material', to: 'same', source: '46(11), E30 6(2)' },
  { from: [...underWay, 'closed'], act: 'report-asset', to: 'same', source: '55, 57' },
  { from: [...underWay, 'closed'], act: 'give-lifting-views', to: 'same', source: '55(8)' },
  { from: [...underWay, 'closed'], act: 'propose-agreement', to: 'same', source: '57(5)' },
  { from: [...underWay, 'closed'], act: 'answer-agreement', to: 'same', source: '57(5)' },
  { from: [...drafting], act: 'discard', to: 'withdrawn', source: 'design' },
  { from: [...underWay], act: 'withdraw', to: 'withdrawn', source: '46(24), WA 41(2)' },
  { from: ['result-received'], act: 'assess', to: 'assessed', source: 'design' },
  { from: ['assessed'], act: 'close', to: 'closed', source: 'design' },
  { from: ['decided'], decided: ['refused'], act: 'close', to: 'closed', source: 'design' },
  { from: ['closed'], act: 'reopen', to: 'back', source: 'design' },
  { from: [...drafting, ...afterSending], act: 'note', to: 'same', source: 'design' },
  { from: [...drafting, ...afterSending], act: 'assign', to: 'same', source: 'design' },
  { from: [...underWay], act: 'register-arrival', to: 'same', source: 'design' },
]

/**
 * What arrives on the requesting side. Nothing true that arrives late is refused: it is recorded, and leads nowhere. A consultation that the
 * other side opened holds nobody up here: it is answered from wherever the request is.
 */
export const outgoingNews: readonly Step<OutgoingState, News>[] = [
  { from: ['sent'], act: 'delivered', to: 'delivered', source: '46(14)' },
  { from: [...afterSending], act: 'delivered', to: 'same', source: '46(14)' },
  { from: ['sent', 'delivered'], act: 'acknowledgement', to: 'acknowledged', source: '46(13)' },
  { from: [...afterSending], act: 'acknowledgement', to: 'same', source: '46(13)' },
  { from: [...afterSending], act: 'passed-on', to: 'same', source: 'E30 18, WA 34(4)' },
  {
    from: ['sent', 'delivered', 'acknowledged', 'clarification-asked', 'in-consultation'],
    act: 'given-back',
    to: 'returned',
    source: 'E30 18',
  },
  { from: [...afterSending], act: 'given-back', to: 'same', source: 'E30 18' },
  {
    from: ['sent', 'delivered', 'acknowledged', 'in-consultation', 'executing'],
    act: 'clarification-asked',
    to: 'clarification-asked',
    source: '46(16)',
  },
  { from: [...afterSending], act: 'clarification-asked', to: 'same', source: '46(16)' },
  { from: [...afterSending], act: 'consultation', to: 'same', source: '46(26)' },
  { from: [...afterSending], act: 'consultation-concluded', to: 'same', source: '46(26)' },
  { from: ['sent', 'delivered', 'acknowledged', 'in-consultation'], act: 'decision', to: 'decided', source: '46(23)–(26)' },
  { from: ['clarification-asked'], asked: 'before-decision', act: 'decision', to: 'decided', source: '46(16), (24)' },
  { from: [...afterSending], act: 'decision', to: 'same', source: '46(23)–(26)' },
  { from: ['decided', 'in-consultation'], act: 'execution-started', to: 'executing', source: '46(17)' },
  { from: [...afterSending], act: 'execution-started', to: 'same', source: '46(17)' },
  { from: [...afterSending], act: 'result-part', to: 'same', source: '46(3)' },
  { from: ['executing', 'in-consultation', 'decided'], act: 'result-final', to: 'result-received', source: '46(3)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'result-final', to: 'result-received', source: '46(3), (16)' },
  { from: [...afterSending], act: 'result-final', to: 'same', source: '46(3)' },
  { from: ['closed'], act: 'reopening', to: 'back', source: 'design' },
  { from: [...afterSending], act: 'reopening', to: 'same', source: 'design' },
  ...told('closing', 'design'),
  ...told('consultation-reply', '46(26)'),
  ...told('conditions-proposed', '46(26)'),
  ...told('status-reply', '46(24)'),
  ...told('use-consent-answered', '46(19)'),
  ...told('cost-notice', '46(28)'),
  ...told('correction', 'design'),
  ...told('material-returned', '46(11)'),
  ...told('asset-report', '55, 57'),
  ...told('lifting-proposed', '55(8)'),
  ...told('freeze-lifted', '55(8), WA 41(1)'),
  ...told('agreement-proposed', '57(5)'),
  ...told('agreement-answered', '57(5)'),
]

function told(act: News, source: string): Step<OutgoingState, News>[] {
  return [{ from: [...afterSending], act, to: 'same', source }]
}

export const outgoingSteps: readonly Step<OutgoingState>[] = [...outgoingOwn, ...outgoingNews]
export const outgoingOwnActs: ReadonlySet<string> = new Set(outgoingOwn.map((step) => step.act))
