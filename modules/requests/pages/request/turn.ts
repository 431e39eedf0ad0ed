import { formatDate } from '@comity/i18n'
import type { Request } from '../../contract.ts'
import { isKey } from '../texts.ts'
import type { View } from '../view.ts'

/** Whose turn it is, in one sentence; `since` is the instant of the last thing that happened. */
export function turnText(
  { lang, say, zone }: View,
  request: Request,
  { name, since }: { readonly name: string; readonly since: string },
): string {
  const mine = request.nextSteps.some((step) => step.act === 'approve') ? '.you' : ''
  const how = howDecided(request)
  const key = `turn.${request.direction}.${request.state}${mine}${how}`
  // Each state has its sentence, as a test asserts.
  return isKey(key) ? say(key, { name, date: formatDate(lang, since, zone) }) : say(`state.${request.state}`)
}

/** Which sentence of a decision: a grant, unless it says otherwise or waits for its conditions. */
function howDecided({ state, decided, record }: Request): string {
  if (state !== 'decided') return ''
  if (decided === 'refused' || decided === 'postponed') return `.${decided}`
  return record.conditions.some(({ status }) => status === 'proposed') ? '.conditions' : ''
}

/** Whether our own question to the other side is open. */
export function openQuestion({ direction, state }: Request): boolean {
  return direction === 'incoming' && state === 'clarification-asked'
}
