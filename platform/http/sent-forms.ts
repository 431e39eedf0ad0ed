import { ComityError } from '@comity/errors'
import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import type { SentForm } from './app.ts'
import { errorPageText } from './messages.ts'
import { redirect } from './page-answer.ts'
import type { PageAnswer } from './page-answer.ts'

/**
 * Does what a form asks for once: a second press of the button, the browser sending again, or the way back and once more lead to where the
 * first sending led. A form is known by its hidden token, which is another one on each page, and by its address. It is taken before the act and
 * given back where nothing was done: what is wrong with what was typed can be corrected in the same form.
 *
 * @throws ComityError `form-sent-before` where the first sending showed its result once, or nobody knows any more what became of it.
 */
export async function actOnce(
  request: FastifyRequest,
  token: string | null,
  act: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const { sentForms, sending } = request.server.comity
  const { viewer, signedInBy } = request.comity
  if (sentForms === undefined || viewer === null || signedInBy !== 'session' || token === null || token === '') return act()
  const form = { sessionId: viewer.sessionId, key: keyOf(token, request.url) }
  const place = `${form.sessionId} ${form.key}`
  // Of two presses at the same time one waits for what becomes of the other.
  while (sending.has(place)) await sending.get(place)
  const work = takeAndAct(request, form, act)
  sending.set(place, settled(work))
  try {
    return await work
  } finally {
    sending.delete(place)
  }
}

async function takeAndAct(request: FastifyRequest, form: SentForm, act: () => Promise<PageAnswer>): Promise<PageAnswer> {
  const { sentForms } = request.server.comity
  if (sentForms === undefined) return act()
  const before = await sentForms.take(form)
  if (before !== null) {
    if (before.ledTo === null) throw new ComityError('form-sent-before')
    return redirect(before.ledTo, { notice: errorPageText(request.comity.lang)('sent-before') })
  }
  try {
    const answer = await act()
    if (answer.kind === 'redirect') await sentForms.lead(form, answer.url)
    else if (answer.kind === 'download' || answer.page.made !== true) await sentForms.giveBack(form)
    return answer
  } catch (error) {
    // A refusal has done nothing; of anything else nobody knows what it has done.
    if (error instanceof ComityError) await sentForms.giveBack(form)
    throw error
  }
}

function keyOf(token: string, url: string): string {
  return createHash('sha256').update(token).update('\n').update(url).digest('base64url')
}

function settled(work: Promise<unknown>): Promise<void> {
  const nothing = () => undefined
  return work.then(nothing, nothing)
}
