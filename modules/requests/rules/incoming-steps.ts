import type { DecisionKind, IncomingState } from '../contract.ts'
import type { News, OwnAct, Step } from './lifecycle.ts'

const underWay = [
  'received',
  'acknowledged',
  'under-assessment',
  'clarification-asked',
  'in-consultation',
  'decided',
  'with-executing-authority',
  'executing',
  'executed',
  'result-sent',
] as const
const ended = ['closed', 'withdrawn', 'forwarded'] as const
const all = ['awaiting-confirmation', ...underWay, ...ended] as const
const inExecution = ['executing', 'executed'] as const
const withProperty = ['decided', 'with-executing-authority', 'executing', 'executed', 'result-sent', 'closed'] as const
const goingAhead: readonly DecisionKind[] = ['granted', 'granted-with-conditions', 'partially-granted']

/**
 * Own acts of the requested side (reference §4.3). A request begins here as `received`. 46(16) lets it ask, 46(24) has it execute as soon as
 * possible: an answer that does not come blocks nothing, one that comes late changes nothing.
 */
export const incomingOwn: readonly Step<IncomingState, OwnAct>[] = [
  { from: ['awaiting-confirmation'], act: 'confirm-written', to: 'received', source: '46(14)' },
  { from: ['received'], act: 'acknowledge', to: 'acknowledged', source: '46(13)' },
  { from: ['received', 'acknowledged', 'under-assessment'], act: 'forward', to: 'forwarded', source: 'E30 18, WA 34(4)' },
  { from: ['acknowledged'], act: 'triage', to: 'under-assessment', source: '46(14), (17)' },
  { from: ['acknowledged', 'under-assessment', ...inExecution], act: 'ask', to: 'clarification-asked', source: '46(16)' },
  {
    from: ['acknowledged', 'under-assessment', 'clarification-asked', 'decided', 'executing'],
    act: 'consult',
    to: 'in-consultation',
    source: '46(26), (28)',
  },
  { from: [...underWay], act: 'reply-consultation', to: 'same', source: '46(26)' },
  { from: ['in-consultation'], act: 'conclude-consultation', to: 'back', source: '46(26)' },
  { from: [...underWay], act: 'conclude-consultation', to: 'same', source: '46(26)' },
  {
    from: ['acknowledged', 'under-assessment', 'clarification-asked', 'in-consultation'],
    act: 'propose-conditions',
    to: 'same',
    source: '46(26)',
  },
  { from: ['acknowledged', 'under-assessment'], act: 'decide', to: 'decided', source: '46(17), (21)–(26)' },
  { from: ['clarification-asked'], asked: 'before-decision', act: 'decide', to: 'decided', source: '46(16), (24)' },
  {
    from: ['decided'],
    decided: ['postponed', 'granted-with-conditions'],
    act: 'decide',
    to: 'same',
    source: '46(25)–(26)',
  },
  { from: ['decided'], decided: goingAhead, act: 'pass-on', to: 'with-executing-authority', source: '46(13)' },
  { from: ['decided'], decided: goingAhead, act: 'start-execution', to: 'executing', source: '46(13), (17)' },
  { from: ['with-executing-authority'], act: 'start-execution', to: 'executing', source: '46(13), (17)' },
  { from: [...inExecution], act: 'attach', to: 'same', source: '46(3)' },
  { from: ['executing'], act: 'report-execution', to: 'executed', source: '46(13)' },
  { from: ['executed'], act: 'report-execution', to: 'same', source: '46(13)' },
  { from: [...inExecution], act: 'send-part', to: 'same', source: '46(3), (24)' },
  { from: [...inExecution], act: 'send-result', to: 'result-sent', source: '46(3), (24)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'attach', to: 'same', source: '46(3), (16)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'send-part', to: 'same', source: '46(3), (16), (24)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'send-result', to: 'result-sent', source: '46(3), (16), (24)' },
  { from: [...underWay, 'closed'], act: 'reply-enquiry', to: 'same', source: '46(24)' },
  { from: [...underWay, 'closed'], act: 'answer-consent', to: 'same', source: '46(19)' },
  { from: [...underWay, 'closed'], act: 'notify-costs', to: 'same', source: '46(28)' },
  { from: [...underWay, 'closed'], act: 'correct', to: 'same', source: 'design' },
  { from: [...underWay, 'closed'], act: 'return-material', to: 'same', source: '46(11), E30 6(2)' },
  { from: [...withProperty], act: 'report-asset', to: 'same', source: '55, 57' },
  { from: [...withProperty], act: 'propose-lifting', to: 'same', source: '55(8)' },
  { from: [...withProperty], act: 'lift-freeze', to: 'same', source: '55(7)–(8)' },
  { from: [...withProperty], act: 'propose-agreement', to: 'same', source: '57(5)' },
  { from: [...withProperty], act: 'answer-agreement', to: 'same', source: '57(5)' },
  { from: ['result-sent'], act: 'close', to: 'closed', source: 'design' },
  { from: ['decided'], decided: ['refused'], act: 'close', to: 'closed', source: 'design' },
  { from: ['closed'], act: 'reopen', to: 'back', source: 'design' },
  { from: [...all], act: 'note', to: 'same', source: 'design' },
  { from: [...all], act: 'assign', to: 'same', source: 'design' },
  { from: [...underWay], act: 'register-arrival', to: 'same', source: 'design' },
]

/** What arrives on the requested side; a consultation that the other side opened holds nobody up here. */
export const incomingNews: readonly Step<IncomingState, News>[] = [
  { from: ['clarification-asked'], asked: 'before-decision', act: 'answer-before-decision', to: 'back', source: '46(16)' },
  ...told('answer-before-decision', '46(16)'),
  { from: ['clarification-asked'], asked: 'in-execution', act: 'answer-in-execution', to: 'back', source: '46(16)' },
  ...told('answer-in-execution', '46(16)'),
  ...told('consultation', '46(26)'),
  ...told('consultation-concluded', '46(26)'),
  { from: ['awaiting-confirmation', ...underWay], act: 'withdrawal', to: 'withdrawn', source: '46(24), FR 27(3)' },
  ...told('withdrawal', '46(24)'),
  { from: ['result-sent'], act: 'closing', to: 'closed', source: 'design' },
  { from: ['decided'], decided: ['refused'], act: 'closing', to: 'closed', source: 'design' },
  ...told('closing', 'design'),
  { from: ['closed'], act: 'reopening', to: 'back', source: 'design' },
  ...told('reopening', 'design'),
  ...told('consultation-reply', '46(26)'),
  ...told('conditions-answered', '46(26)'),
  ...told('status-enquiry', '46(24)'),
  ...told('urgency-changed', '46(24)'),
  ...told('use-consent-asked', '46(19)'),
  ...told('disclosure-notice', '46(5), (19)'),
  ...told('cost-answer', '46(28)'),
  ...told('correction', 'design'),
  ...told('condition-met', '46(26)'),
  ...told('material-returned', '46(11)'),
  ...told('asset-report', '55, 57'),
  ...told('lifting-views', '55(8)'),
  ...told('agreement-proposed', '57(5)'),
  ...told('agreement-answered', '57(5)'),
  ...told('assessment', 'design'),
]

function told(act: News, source: string): Step<IncomingState, News>[] {
  return [{ from: [...all], act, to: 'same', source }]
}

export const incomingSteps: readonly Step<IncomingState>[] = [...incomingOwn, ...incomingNews]
export const incomingOwnActs: ReadonlySet<string> = new Set(incomingOwn.map((step) => step.act))
