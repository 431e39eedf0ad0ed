import type { Context, Person } from '@comity/accounts/contract'
import { actorFor, deputiesOf, membersOf, peopleWithRole, personById } from '@comity/accounts/server'
import { sightOf } from '@comity/requests/server'

/** What of a request decides who is told of it. */
export interface Concerned {
  readonly authorityId: string
  readonly assignee: string | null
  readonly unit: string | null
  readonly access: readonly string[]
}

/**
 * Who is told: the officer who has it and, while they are away, the deputy; where nobody has it, the unit or the registrars, at last the heads.
 * Only persons who may see the request. Of a unit every member is told while nobody has the request: whoever takes it ends that for the others, and
 * no single person's absence leaves it lying.
 */
export async function responsibleFor(ctx: Context, of: Concerned, to: 'officer' | 'head' | 'both'): Promise<string[]> {
  const officers = to === 'head' ? [] : await officersOf(ctx, of)
  const heads = to === 'officer' && officers.length > 0 ? [] : await peopleWithRole(ctx.db, of.authorityId, 'head')
  const seen: string[] = []
  for (const person of [...officers, ...heads]) {
    const held = sightOf(await actorFor(ctx.db, person, ctx.now))
    if (!person.disabled && of.access.some((token) => held.includes(token))) seen.push(person.id)
  }
  return [...new Set(seen)]
}

async function officersOf(ctx: Context, { authorityId, assignee, unit }: Concerned): Promise<Person[]> {
  const officer = assignee === null ? null : await personById(ctx.db, assignee)
  if (officer !== null && !officer.disabled) return [officer, ...(await deputiesOf(ctx.db, officer.id, ctx.now))]
  if (unit !== null) return membersOf(ctx.db, unit)
  return peopleWithRole(ctx.db, authorityId, 'registrar')
}
