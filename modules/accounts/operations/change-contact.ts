import { record } from '@comity/audit/server'
import type { ContactInput, Context, Person } from '../contract.ts'
import { personOf, setContact } from '../store.ts'
import { loadPersonFor } from './load-person.ts'

/** Says where, in which language and time zone a person is written to. @throws ComityError `not-found`, `not-allowed`. */
export async function changeContact(ctx: Context, input: ContactInput & { readonly id: string }): Promise<Person> {
  const { id } = input
  const person = personOf(await loadPersonFor(ctx, 'change-contact', id))
  const { email = person.email, language = person.language, timeZone = person.timeZone } = input
  await setContact(ctx.db, id, { email, language, timeZone })
  await record(ctx, { act: 'person.contact-changed', subject: { kind: 'person', id }, details: { language, timeZone } })
  return { ...person, email, language, timeZone }
}
