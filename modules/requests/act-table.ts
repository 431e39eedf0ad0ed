import type { DossierKind } from './contract.ts'
import { table } from './policy.ts'
import { incomingOwn } from './rules/incoming-steps.ts'
import type { OwnAct } from './rules/lifecycle.ts'
import { outgoingOwn } from './rules/outgoing-steps.ts'

/** The dossier that an act sends; what is not named stays in the house. */
export const dossierOfAct: Partial<Record<OwnAct, DossierKind>> = {
  send: 'request',
  acknowledge: 'acknowledgement',
  forward: 'misdirected',
  ask: 'clarification-asked',
  answer: 'clarification-answer',
  consult: 'consultation',
  'reply-consultation': 'consultation-reply',
  'conclude-consultation': 'consultation-concluded',
  'propose-conditions': 'conditions-proposed',
  'answer-conditions': 'conditions-answered',
  decide: 'decision',
  'start-execution': 'execution-started',
  'send-part': 'result',
  'send-result': 'result',
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
  'meet-condition': 'condition-met',
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

/** Every act as GLOSSARY.md shows it, made from the tables that the program itself follows. Markdown. */
export function actTable(): string {
  const sides = [
    ['requesting', outgoingOwn],
    ['requested', incomingOwn],
  ] as const
  const rows = sides.flatMap(([side, steps]) => {
    const acts = [...new Set(steps.map(({ act }) => act))]
    return acts.map((act) => {
      const lines = steps.filter((step) => step.act === act)
      const states = [...new Set(lines.flatMap(({ from }) => from))]
      const ways = [...new Set(lines.map(({ to }) => to))]
      const sources = [...new Set(lines.map(({ source }) => source))]
      const cells = [act, dossierOfAct[act] ?? '–', states.join(', '), ways.join(', '), table[act].join(', '), sources.join('; ')]
      return `| ${side} | ${cells.join(' | ')} |`
    })
  })
  return ['| side | act | dossier | in these states | leads to | who | source |', '|---|---|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}
