import type { Node } from '@comity/accounts/contract'
import { StatementAnswer, type SuggestionStanding } from '../contract.ts'
import { bringLetter } from '../letters/operations/bring-letter.ts'
import { dueErrands, moveSuggestion, settleErrand, type DueErrand } from '../suggestion-store.ts'
import { AT_ONCE, callPeer, retryMs } from './call-peer.ts'

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
    // What is refused for what it says is not taken the next time either.
    if (refused) await moveSuggestion(node.db, errand.sha256, 'declined', { answer, decided_at: now })
    await settleErrand(node.db, errand, {
      attempts: errand.attempts + 1,
      problem: answer,
      due_at: refused ? null : later(retryMs(errand.attempts)),
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
  const answer = await callPeer(node, peer, { path: '/api/directory/statements', type: 'application/json', body: file })
  if (typeof answer === 'string') return answer
  if (answer.status !== 200) return `http-${answer.status}`
  const standing = StatementAnswer.safeParse(jsonOf(answer.body))
  if (!standing.success) return 'answer-malformed'
  const { wantsLetter, ...rest } = standing.data
  return wantsLetter === undefined ? rest : ((await bringLetter(node, peer, file)) ?? rest)
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
