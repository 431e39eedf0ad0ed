import type { Node, Viewer } from '@comity/accounts/contract'
import { peopleOf, unitsOf } from '@comity/accounts/server'
import type { Option } from '@comity/ui'

/** Who can be given a request, and the desks of the office: for choices and for the names in lists. */
export interface Staff {
  /** Names by id, also of those who no longer work here. */
  readonly names: ReadonlyMap<string, string>
  readonly officers: readonly Option[]
  readonly units: readonly Option[]
}

/** Roles whose holders can have a request. */
export const officerRoles: readonly string[] = ['case-officer', 'head', 'registrar', 'asset-officer', 'originator', 'translator']

export async function staffFor(node: Node, viewer: Viewer): Promise<Staff> {
  const office = viewer.actor.authorityId ?? node.facts.authorityId
  const [people, units] = await Promise.all([peopleOf(node.db, office), unitsOf(node.db, office)])
  return {
    names: new Map(people.map(({ id, name }) => [id, name])),
    officers: people
      .filter(({ disabled, roles }) => !disabled && roles.some((role) => officerRoles.includes(role)))
      .map(({ id, name }) => ({ value: id, label: name })),
    units: units.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name })),
  }
}
