import { record } from '@comity/audit/server'
import type { Context, Person } from '../contract.ts'
import { endSessions } from '../session-store.ts'
import { personOf, setDisabled } from '../store.ts'
import { loadPersonFor } from './load-person.ts'

/** Locks a person out at once: all sessions and tokens end. @throws ComityError `not-found`, `not-allowed`. */
export async function disablePerson(ctx: Context, id: string): Promise<Person> {
  const person = personOf(await loadPersonFor(ctx, 'disable', id))
  await setDisabled(ctx.db, id, ctx.now)
  await endSessions(ctx.db, id, { at: ctx.now })
  await record(ctx, { act: 'person.disabled', subject: { kind: 'person', id } })
  return { ...person, disabled: true }
}
