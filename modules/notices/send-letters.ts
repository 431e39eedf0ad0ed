import type { Node } from '@comity/accounts/contract'
import { inContext, personById, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import type { Mail } from '@comity/mail'
import { claimLetter, giveUpLetters, insertLetter, putOffLetter, settleLetter, takeDueNotices } from './letter-store.ts'
import type { ClaimedLetter } from './letter-store.ts'
import { kindOf } from './rules/kinds.ts'
import { letterText } from './rules/letter-text.ts'
import { GIVE_UP_MS, nextAttempt } from './rules/mail-times.ts'
import { countedAttempts, isTroubleOfAll } from './rules/troubles.ts'

/**
 * Another process may take a letter that this one has not brought home after so long: longer than a server that answers each of some ten commands at the
 * last moment, so that nobody takes a letter that is still being sent.
 */
const LEASE_MS = 15 * 60_000

/** Gathers what is due into letters, one for each person, and sends them; gives how many the mail server took. */
export async function sendLetters(node: Node, mail: Mail, signal?: AbortSignal): Promise<number> {
  await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const due = Map.groupBy(await takeDueNotices(ctx.db, ctx.now), (row) => row.person_id)
    for (const [personId, rows] of due)
      await insertLetter(ctx.db, { id: ctx.world.chance.uuid(), personId, at: ctx.now, noticeIds: rows.map(({ id }) => id) })
  })
  let sent = 0
  for (;;) {
    // A stop waits for one letter at most, however slow the mail server is.
    if (signal?.aborted === true) return sent
    const now = node.world.clock.now()
    const letter = await claimLetter(node.db, now, new Date(now.getTime() + LEASE_MS))
    if (letter === undefined) return sent
    if (await sendOne(node, mail, letter)) sent += 1
  }
}

async function sendOne(node: Node, mail: Mail, letter: ClaimedLetter): Promise<boolean> {
  const { id } = letter
  const person = await personById(node.db, letter.person_id)
  const settle = (state: 'sent' | 'dropped') => settleLetter(node.db, { id, state, at: node.world.clock.now() }, null)
  // Read meanwhile, or nobody to write to: nothing to send.
  if (person === null || person.disabled || person.email === null || letter.kinds.length === 0) {
    await settle('dropped')
    return false
  }
  const language = person.language ?? 'en'
  const text = letterText(language, letter.kinds.map(kindOf), node.facts.origin)
  try {
    await mail.send({ id, to: person.email, ...text, language, at: letter.created_at })
    await settle('sent')
    return true
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    await keepForLater(node, letter, {
      problem: error.code,
      answer: String(error.values['answer'] ?? '').slice(0, 200),
    })
    return false
  }
}

async function keepForLater(
  node: Node,
  letter: ClaimedLetter,
  trouble: { readonly problem: string; readonly answer: string },
): Promise<void> {
  const { id, created_at: createdAt } = letter
  const now = node.world.clock.now()
  const attempts = countedAttempts(trouble.problem, letter.attempts)
  const isFinal = trouble.problem === 'mail-refused'
  const again = isFinal ? null : nextAttempt({ attempts, createdAt }, now, node.world.chance.fraction())
  node.log.warn({ letterId: id, problem: trouble.problem, again: again?.toISOString() ?? null }, 'a letter did not go out')
  if (again !== null) return putOffLetter(node.db, id, { dueAt: again, ...trouble })
  await settleLetter(node.db, { id, state: 'dead', at: now }, trouble)
  // Otherwise each of them would be the next to try, one after the other.
  if (isTroubleOfAll(trouble.problem))
    await giveUpLetters(node.db, { before: new Date(now.getTime() - GIVE_UP_MS), at: now, ...trouble })
}
