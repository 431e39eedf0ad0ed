import { rolesOverAllUnits, type Actor, type Place } from '@comity/accounts/contract'

/** What of a request or matter decides who sees it. */
export interface Guarded {
  readonly ownAuthority: string
  readonly unit: string | null
  readonly named: readonly string[]
  readonly assignee?: string | null
  readonly executingAuthority?: string | null
}

/**
 * Who may see it (need-to-know): its unit, or the whole office where no unit has it; the persons named and the one who has it; an executing
 * authority it was passed on to; and those who are over all units. Stored beside the thing, so that lists, counts and search ask one column.
 */
export function accessOf(thing: Guarded): string[] {
  const persons = [...thing.named, ...(thing.assignee ? [thing.assignee] : [])]
  return [
    thing.unit === null ? `authority:${thing.ownAuthority}` : `unit:${thing.unit}`,
    `all:${thing.ownAuthority}`,
    ...new Set(persons.map((id) => `person:${id}`)),
    ...(thing.executingAuthority ? [`authority:${thing.executingAuthority}`] : []),
  ]
}

const readers: readonly string[] = [
  'originator',
  'case-officer',
  'reviewer',
  'translator',
  'head',
  'registrar',
  'asset-officer',
  'executing-officer',
  'auditor',
]

/** The places from which a person acts: their own, and those of the absent they deputise for. */
export function placesOf(actor: Actor): readonly Place[] {
  return [{ personId: actor.id, roles: actor.ownRoles ?? actor.roles, units: actor.units ?? [] }, ...(actor.places ?? [])]
}

/** The tokens a person holds; something is seen where one of them is among its own ({@link accessOf}). A deputy sees what the absent one sees. */
export function sightOf(actor: Actor): string[] {
  const { authorityId } = actor
  // A machine sees what its unit sees, and nothing for being somebody.
  if (actor.kind === 'machine' && authorityId !== null)
    return [`authority:${authorityId}`, ...(actor.units ?? []).map((id) => `unit:${id}`)]
  if (actor.kind !== 'person' || authorityId === null) return []
  const deputies = (actor.deputyFor ?? []).map((id) => `person:${id}`)
  return [...new Set([...placesOf(actor).flatMap((place) => seenFrom(place, authorityId)), ...deputies])]
}

/** The places of a person from which a thing with these tokens ({@link accessOf}) is seen: only the roles held there count for it. */
export function placesSeeing(actor: Actor, access: readonly string[]): readonly Place[] {
  const { authorityId } = actor
  if (actor.kind !== 'person' || authorityId === null) return []
  return placesOf(actor).filter((place) => seenFrom(place, authorityId).some((token) => access.includes(token)))
}

function seenFrom({ personId, roles, units }: Place, authorityId: string): string[] {
  const reads = roles.some((role) => readers.includes(role))
  const all = units.length === 0 && roles.some((role) => rolesOverAllUnits.includes(role))
  return [
    `person:${personId}`,
    ...(reads ? [`authority:${authorityId}`, ...units.map((id) => `unit:${id}`)] : []),
    ...(all ? [`all:${authorityId}`] : []),
  ]
}

/** Whether this person may see the thing, from any place or from one of them. */
export function sees(actor: Actor, thing: Guarded, place?: Place): boolean {
  const held = place === undefined || actor.authorityId === null ? sightOf(actor) : seenFrom(place, actor.authorityId)
  return accessOf(thing).some((token) => held.includes(token))
}

/** In whose hands a thing begins: the person's who makes it; what a machine makes lies with its unit, and nobody has it yet. */
export function beginsWith({ kind, id, units }: Actor): { readonly assignee: string | null; readonly unit: string | null } {
  return kind === 'machine' ? { assignee: null, unit: units?.[0] ?? null } : { assignee: id, unit: null }
}

/** How far a reader sees, as the store asks it. */
export interface Sight {
  /** The office whose lists these are; null for a guest, who has what was passed on and no lists of an office. */
  readonly office: string | null
  readonly tokens: readonly string[]
  /** Everything of the office: nothing more to compare. */
  readonly all: boolean
}

/** What this reader sees of lists, counts and search. */
export function sightOn(actor: Actor): Sight {
  const tokens = sightOf(actor)
  // Whoever only executes sees what was passed on, whichever authority they come from: a condition on the tokens alone.
  const isGuest = actor.kind === 'person' && actor.roles.every((role) => role === 'executing-officer')
  return {
    office: isGuest ? null : actor.authorityId,
    tokens,
    all: tokens.includes(`all:${actor.authorityId ?? ''}`) && !isGuest,
  }
}

/** Whether what is of this office belongs to a house of which the reader is a guest: then how the house keeps it is not theirs to know. */
export function isOtherHouse({ office, tokens }: Sight, ownAuthority: string): boolean {
  return office === null && !tokens.includes(`authority:${ownAuthority}`)
}
