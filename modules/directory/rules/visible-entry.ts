import type { AuthorityEntry, Designation } from '../contract.ts'
import { mayRead, type Reader } from './may-read.ts'

/** An entry with nothing in it that its reader may not see: not the detail, not that there is one. */
export function visibleEntry(entry: AuthorityEntry, reader: Reader): AuthorityEntry {
  const { nomination, ...rest } = entry
  const contactPoints = entry.contactPoints.filter(({ visibility }) => mayRead(visibility, entry.id, reader))
  const seen = new Set(contactPoints.map(({ id }) => id))
  return {
    ...rest,
    designations: entry.designations.map((one) => visibleDesignation(one, entry, reader)),
    contactPoints,
    memberships: entry.memberships.map(({ contactPoint, ...one }) =>
      contactPoint === undefined || !seen.has(contactPoint) ? one : { ...one, contactPoint },
    ),
    ...(nomination === undefined || !mayRead(nomination.visibility, entry.id, reader) ? {} : { nomination }),
  }
}

function visibleDesignation({ details, ...rest }: Designation, { id }: AuthorityEntry, reader: Reader): Designation {
  const seen = (details ?? []).filter(({ visibility }) => mayRead(visibility, id, reader))
  return seen.length === 0 ? rest : { ...rest, details: seen }
}
