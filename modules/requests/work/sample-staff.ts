import type { Actor, Role } from '@comity/accounts/contract'
import { addPerson, addUnit, addUnitMember, systemActor } from '@comity/accounts/server'
import type { DraftContent, Request } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import type { Office } from '../testing-office.ts'

/** An office with people who can be given work: a registrar, two officers, one of them of a unit, and a head. */
export async function staffOf(office: Office) {
  const system = systemActor(office.authorityId)
  const add = async (login: string, role: Role): Promise<Actor> => {
    const { id } = await office.as(system, (ctx) =>
      addPerson(ctx, { name: login, login: login.toLowerCase(), roles: [role], authorityId: office.authorityId }),
    )
    return { kind: 'person', id, name: login, authorityId: office.authorityId, roles: [role] }
  }
  const rita = await add('Rita', 'registrar')
  const ben = await add('Ben', 'case-officer')
  const member = await add('Dora', 'case-officer')
  const cleo = await add('Cleo', 'head')
  const unit = await office.as(system, (ctx) => addUnit(ctx, { name: 'Asset recovery', names: {} }))
  await office.as(system, (ctx) => addUnitMember(ctx, { unitId: unit.id, personId: member.id }))
  return { rita, ben, dora: { ...member, units: [unit.id] }, cleo, unit }
}

/** A request that came by post, taken from whoever registered it: nobody has it yet. */
export async function arrived(
  office: Office,
  registrar: Actor,
  subject: string,
  content: DraftContent = completeContent(),
): Promise<Request> {
  const { id } = await office.as(registrar, (ctx) =>
    door.registerRequest(ctx, {
      direction: 'incoming',
      form: 'mutual-legal-assistance',
      channel: 'post',
      counterpartName: 'Ministry of Justice of Ostmark',
      counterpartState: 'XO',
      datedOn: '2026-02-20',
      content: { ...content, subject },
    }),
  )
  return office.as(registrar, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: null, named: [] }))
}
