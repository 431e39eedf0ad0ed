import type { Node } from '@comity/accounts/contract'
import { inContext, personById, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import type { Mail } from '@comity/mail'
import { claimLetter, insertLetter, putOffLetter, settleLetter, takeDueNotices } from './letter-store.ts'
import type { ClaimedLetter } from './letter-store.ts'
import { kindOf } from './rules/kinds.ts'
import { letterText } from './rules/letter-text.ts'
import { nextAttempt } from './rules/mail-times.ts'

/** Another process may take a letter that this one has not brought home after so long. */
const LEASE_MS = 5 * 60_000

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
  const settle = (state: 'sent' | 'dropped' | 'dead', trouble: { problem: string; answer: string } | null = null) =>
    settleLetter(node.db, { id, state, at: node.world.clock.now() }, trouble)
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
    const trouble = { problem: error.code, answer: String(error.values['answer'] ?? '').slice(0, 200) }
    const now = node.world.clock.now()
    const again =
      error.code === 'mail-refused'
        ? null
        : nextAttempt({ attempts: letter.attempts, createdAt: letter.created_at }, now, node.world.chance.fraction())
    node.log.warn({ letterId: id, problem: error.code, again: again?.toISOString() ?? null }, 'a letter did not go out')
    if (again === null) await settle('dead', trouble)
    else await putOffLetter(node.db, id, { dueAt: again, ...trouble })
    return false
  }
}
