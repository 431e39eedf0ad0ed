import { designationKey, type AuthorityEntry, type Register, type Visibility } from '../contract.ts'
import { isTimeZone } from './reachable.ts'

/** Something in an entry that would not do, at its place. */
export interface EntryProblem {
  readonly path: string
  readonly problem: (typeof entryProblemKinds)[number]
}

export const entryProblemKinds = [
  'state-of-id',
  'designation-twice',
  'designation-without-id',
  'designation-public-detail',
  'contact-point-twice',
  'contact-point-unknown',
  'deputy-less-visible',
  'time-zone-unknown',
  'network-unknown',
  'territory-unknown',
] as const

/**
 * What is wrong with an entry beyond its form, all of it: what a schema cannot see, and what a verifier does not refuse because its
 * tables may be newer or older than the author's.
 */
export function entryProblems(
  entry: AuthorityEntry,
  known: { readonly register: Register; readonly states: readonly string[] },
): EntryProblem[] {
  const points = new Map(entry.contactPoints.map((one) => [one.id, one]))
  const networks = new Set(known.register.networks.map(({ id }) => id))
  const problems: EntryProblem[] = []
  const add = (path: string, problem: EntryProblem['problem']): void => void problems.push({ path, problem })
  if (!entry.id.startsWith(`${entry.state.toLowerCase()}.`)) add('id', 'state-of-id')
  for (const path of repeated(entry.designations.map(designationKey))) add(`designations.${path}`, 'designation-twice')
  for (const path of repeated(entry.designations.flatMap(({ id }) => id ?? []))) add(`designations.${path}`, 'designation-twice')
  for (const path of repeated(entry.contactPoints.map(({ id }) => id))) add(`contactPoints.${path}`, 'contact-point-twice')
  for (const one of entry.designations) {
    if (one.details !== undefined && one.id === undefined) add(`designations.${one.form}`, 'designation-without-id')
    if (one.details?.some(({ visibility }) => visibility === 'public'))
      add(`designations.${one.id ?? one.form}`, 'designation-public-detail')
    if (!known.states.includes(one.territory)) add(`designations.${one.id ?? one.form}.territory`, 'territory-unknown')
    const urgent = one.urgentRoute?.contactPoint
    if (urgent !== undefined && !points.has(urgent))
      add(`designations.${one.id ?? one.form}.urgentRoute`, 'contact-point-unknown')
  }
  for (const point of entry.contactPoints) {
    const zones = [point.hours, point.onCall?.hours].flatMap((hours) => hours?.timeZone ?? [])
    if (!zones.every(isTimeZone)) add(`contactPoints.${point.id}.hours`, 'time-zone-unknown')
    for (const id of point.deputies ?? []) {
      const deputy = points.get(id)
      if (deputy === undefined || id === point.id) add(`contactPoints.${point.id}.deputies`, 'contact-point-unknown')
      // The name of a desk that only some may know would stand in everybody's file.
      else if (!covers(deputy.visibility, point.visibility)) add(`contactPoints.${point.id}.deputies`, 'deputy-less-visible')
    }
  }
  for (const { network, contactPoint } of entry.memberships) {
    if (!networks.has(network)) add(`memberships.${network}`, 'network-unknown')
    if (contactPoint !== undefined && !points.has(contactPoint)) add(`memberships.${network}`, 'contact-point-unknown')
  }
  return problems
}

/** Whether all who see the second see the first. */
function covers(first: Visibility, second: Visibility): boolean {
  if (first === 'public') return true
  if (second === 'public') return false
  if (first === 'members') return true
  return typeof second !== 'string' && second.readers.every((one) => first.readers.includes(one))
}

function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))]
}
