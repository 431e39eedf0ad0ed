import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { SuggestionStanding } from '../contract.ts'
import { authorityInForce } from '../store.ts'
import { dueErrands, moveSuggestion, settleErrand, type DueErrand } from '../suggestion-store.ts'

/** Errands run in one round: bounds how long it lasts. */
const AT_ONCE = 20
const TIMEOUT_MS = 20_000
const MAX_ANSWER_BYTES = 10_000
const FIRST_RETRY_MS = 10_000
const LONGEST_RETRY_MS = 3_600_000
/** How often it is asked what became of a statement that waits for its publication. */
const ASK_AGAIN_MS = 60_000

/** Brings signed statements to those that they are for, and hears what became of them. Gives how many were brought. */
export async function runErrands(node: Node): Promise<number> {
  const due = await dueErrands(node.db, node.world.clock.now(), AT_ONCE)
  await Promise.all(due.map((one) => runOne(node, one)))
  return due.length
}

async function runOne(node: Node, errand: DueErrand): Promise<void> {
  const answer = await bring(node, errand)
  const now = node.world.clock.now()
  const later = (ms: number): Date => new Date(now.getTime() + ms)
  if (typeof answer === 'string') {
    const refused = /^http-4(?!0[48]|29)/.test(answer)
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(errand.attempts, 12), LONGEST_RETRY_MS)
    // What is refused for what it says is not taken the next time either.
    if (refused) await moveSuggestion(node.db, errand.sha256, 'declined', { answer, decided_at: now })
    await settleErrand(node.db, errand, {
      attempts: errand.attempts + 1,
      problem: answer,
      due_at: refused ? null : later(retryMs),
    })
    return
  }
  const open = answer.state === 'received' || answer.state === 'taken-up'
  await moveSuggestion(node.db, errand.sha256, answer.state, { answer: answer.answer, ...(open ? {} : { decided_at: now }) })
  await settleErrand(node.db, errand, {
    attempts: errand.attempts + 1,
    problem: null,
    delivered_at: errand.delivered_at ?? now,
    due_at: open ? later(ASK_AGAIN_MS) : null,
  })
}

/** How the statement stands there, or why it could not be brought. */
async function bring(node: Node, { peer, file }: DueErrand): Promise<SuggestionStanding | string> {
  const facts = await authorityInForce(node.db, peer)
  if (facts === null) return 'authority-unknown'
  try {
    const { status, body } = await node.world.net.fetch({
      method: 'POST',
      url: `${facts.authority.nodeOrigin}/api/directory/statements`,
      headers: { 'content-type': 'application/json' },
      body: file,
      timeoutMs: TIMEOUT_MS,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    })
    if (status !== 200) return `http-${status}`
    const answer = SuggestionStanding.safeParse(JSON.parse(new TextDecoder().decode(body)))
    return answer.success ? answer.data : 'answer-malformed'
  } catch (error) {
    if (error instanceof ComityError) return error.code
    if (error instanceof SyntaxError) return 'answer-malformed'
    throw error
  }
}
