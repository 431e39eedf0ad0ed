import type { Actor, Context } from '@comity/accounts/contract'
import { personById } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { LetterPage } from '../contract.ts'
import { letterCounts, reviveLetter, troubledLetters } from '../letter-store.ts'
import { may } from '../policy.ts'

function mustAdminister(actor: Actor): void {
  if (!may(actor, 'letters')) throw new ComityError('not-allowed', { values: { act: 'letters' } })
}

/** E-mails that did not go out, or not yet, for administrators. @throws ComityError `not-allowed`. */
export async function listLetters(db: Db, actor: Actor, nodeSendsMail: boolean): Promise<LetterPage> {
  mustAdminister(actor)
  const letters: LetterPage['letters'] = []
  for (const row of await troubledLetters(db)) {
    if (row.state !== 'dead' && row.state !== 'waiting') continue
    const person = await personById(db, row.person_id)
    letters.push({
      id: row.id,
      personId: row.person_id,
      personName: person?.name ?? row.person_id,
      state: row.state,
      attempts: row.attempts,
      createdAt: row.created_at.toISOString(),
      dueAt: row.state === 'dead' ? null : row.due_at.toISOString(),
      problem: row.problem,
      answer: row.answer,
    })
  }
  return { nodeSendsMail, ...(await letterCounts(db)), letters }
}

/** Tries a letter again that was given up. @throws ComityError `not-allowed`; `not-found`. */
export async function retryLetter(ctx: Context, id: string): Promise<{ changed: number }> {
  mustAdminister(ctx.actor)
  if (!(await reviveLetter(ctx.db, id, ctx.now))) throw new ComityError('not-found')
  await record(ctx, { act: 'letter.retried', subject: { kind: 'letter', id }, details: {} })
  return { changed: 1 }
}
