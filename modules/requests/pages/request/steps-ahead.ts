import type { Request } from '../../contract.ts'
import { completenessOf } from '../../server.ts'
import { openQuestion } from './turn.ts'
import { actsWithForm } from '../steps/acts-with-form.ts'
import { isKey, type Key, type Say } from '../texts.ts'
import type { View } from '../view.ts'

/** A step that the reader may take, with the article that allows or demands it and the page where it is taken. */
export interface StepAhead {
  readonly page: string
  readonly source: string
  readonly label: Key
}

/** The page on which an act is done; acts that share a page lead to it once. */
export const pageOf: Readonly<Record<string, string>> = {
  save: 'edit',
  submit: 'check',
  translate: 'translations',
  return: 'review',
  approve: 'review',
  send: 'send',
  answer: 'answer',
  assess: 'assess',
  acknowledge: 'acknowledge',
  ask: 'ask',
  decide: 'decide',
  'start-execution': 'start-execution',
  'send-result': 'send-result',
  close: 'close',
  'pass-on': 'pass-on',
  'report-execution': 'report-execution',
  'note-rendition': 'renditions',
  ...Object.fromEntries(actsWithForm.map((act) => [act, act])),
}

/** Pages whose step brings the request forward, the nearest first. A question may wait, so `ask` is not among them. */
const forward = [
  'review',
  'send',
  'answer',
  'answer-conditions',
  'reply-consultation',
  'acknowledge',
  'start-execution',
  'decide',
  'send-result',
  'assess',
  'close',
]

/** What the reader may do now; each page once. */
export function stepsAhead(request: Request): StepAhead[] {
  const steps = request.nextSteps.flatMap(({ act, source, closed }) => {
    if (closed !== undefined) return []
    const page = pageOf[act]
    return page === undefined ? [] : [{ page, source, label: labelOf(act, page, request) }]
  })
  return steps.filter((step, at) => steps.findIndex((other) => other.page === step.page) === at)
}

/** A step that the law does not admit yet, with the gate that bars it. */
export interface ClosedStep {
  readonly label: Key
  readonly gate: string
  readonly source: string
}

/** What the reader could do if a condition of the law held, and which. */
export function closedSteps(request: Request): ClosedStep[] {
  return request.nextSteps.flatMap(({ act, source, closed }) => {
    const page = pageOf[act]
    if (closed === undefined || page === undefined) return []
    return [{ label: labelOf(act, page, request), gate: closed, source }]
  })
}

function labelOf(act: string, page: string, request: Request): Key {
  if (page === 'review') return 'step.review'
  if (openQuestion(request) && act === 'decide') return 'button.decideWithoutAnswer'
  if (openQuestion(request) && act === 'send-result') return 'button.resultWithoutAnswer'
  const key = `step.${act}`
  return isKey(key) ? key : 'button.continue'
}

/** The one step that is the reader's turn; null while it is the turn of others. */
export function primaryStep(request: Request): StepAhead | null {
  // An open question and a sent result wait for the other side, although this side may go on.
  if (openQuestion(request) || request.state === 'result-sent') return null
  const steps = stepsAhead(request)
  const pages = request.state === 'draft' ? [isWhole(request) ? 'check' : 'edit'] : forward
  const [first] = pages.flatMap((page) => steps.find((step) => step.page === page) ?? [])
  return first ?? null
}

function isWhole({ content, attachments }: Request): boolean {
  return completenessOf(content, { files: attachments.map(({ name }) => name) }).every((finding) => finding.level !== 'block')
}

/** What a step did, and what is next for the one who did it. */
export function noticeAfter({ say }: View, done: string, after: Request): string {
  return `${done} ${nextText(say, primaryStep(after))}`
}

function nextText(say: Say, step: StepAhead | null): string {
  return step === null ? say('notice.nothingNext') : say('notice.next', { step: say(step.label) })
}
