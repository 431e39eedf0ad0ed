import type { ActName } from '../../contract.ts'

/** The acts that have a page which is one short form; the page is called as the act. */
export const actsWithForm = [
  'note',
  'discard',
  'withdraw',
  'reopen',
  'triage',
  'forward',
  'correct',
  'consult',
  'reply-consultation',
  'conclude-consultation',
  'answer-conditions',
  'enquire',
  'reply-enquiry',
] as const satisfies readonly ActName[]
