import { record } from '@comity/audit/server'
import type { Context, Person } from '../contract.ts'
import { personOf, setDisabled } from '../store.ts'
import { loadPersonFor } from './load-person.ts'

/** Lets a disabled person in again, with the password and roles of before. @throws ComityError `not-found`, `not-allowed`. */
export async function enablePerson(ctx: Context, id: string): Promise<Person> {
  const person = personOf(await loadPersonFor(ctx, 'enable', id))
  await setDisabled(ctx.db, id, null)
  await record(ctx, { act: 'person.enabled', subject: { kind: 'person', id } })
  return { ...person, disabled: false }
}
