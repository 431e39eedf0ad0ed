import { ComityError } from '@comity/errors'
import type { Actor, Person } from './contract.ts'

/** What one may do with people of one's authority. */
export const personActs = ['see', 'add', 'change-roles', 'disable', 'enable', 'hand-out-reset', 'change-password'] as const
export type PersonAct = (typeof personActs)[number]

type Thing = Pick<Person, 'id' | 'authorityId'>

/** Whether the actor may do this to the person. */
export function may(actor: Actor, act: PersonAct, person: Thing): boolean {
  // The node itself adds its first people; nobody is there yet who could.
  if (actor.kind === 'system') return act === 'add'
  if (actor.kind !== 'person' || actor.authorityId !== person.authorityId) return false
  const self = actor.id === person.id
  const administrator = actor.roles.includes('administrator')
  switch (act) {
    case 'see':
      return self || administrator || actor.roles.includes('auditor')
    case 'change-password':
      return self
    case 'add':
      return administrator
    // Nobody gives themselves power, nor locks themselves out: one administrator always remains.
    case 'change-roles':
    case 'disable':
    case 'enable':
    case 'hand-out-reset':
      return administrator && !self
  }
}

/** @throws ComityError `not-allowed`. */
export function mustBeAllowed(actor: Actor, act: PersonAct, person: Thing): void {
  if (!may(actor, act, person)) throw new ComityError('not-allowed')
}
