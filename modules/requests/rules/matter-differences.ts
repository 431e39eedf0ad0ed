import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Difference, DraftContent, Matter, MatterItem, MatterPart } from '../contract.ts'
import { paired } from './pair-items.ts'

/** What a matter and its requests both say. */
export type Parts = Pick<Matter, 'persons' | 'property' | 'offences' | 'facts'>

/** What was never said. */
export const noParts: Parts = { persons: [], property: [], offences: [], facts: '' }

/** What both last agreed on, and what each says now. */
export interface ThreeSides {
  readonly base: Parts
  readonly matter: Parts
  readonly request: Parts
}

/** The parts of a request or a matter; what is absent is not said. */
export function partsOf({ persons, property, offences, facts }: Pick<DraftContent, MatterPart>): Parts {
  return { persons: persons ?? [], property: property ?? [], offences: offences ?? [], facts: facts ?? '' }
}

/** Everything that a request and its matter say differently. */
export function differencesOf(sides: ThreeSides): Difference[] {
  return [
    ...listDifferences('persons', listsOf(sides, 'persons')),
    ...listDifferences('property', listsOf(sides, 'property')),
    ...listDifferences('offences', listsOf(sides, 'offences')),
    ...listDifferences('facts', factsOf(sides)),
  ]
}

/** What is settled, by the keys of differences. */
export interface Settling {
  readonly toRequest: ReadonlySet<string>
  readonly toMatter: ReadonlySet<string>
  readonly keep: ReadonlySet<string>
}

/** The three after settling: what is taken over is agreed on, what is kept is the request's own from now on; nothing else changes. */
export function settled(sides: ThreeSides, settling: Settling): ThreeSides {
  const persons = settledLists('persons', listsOf(sides, 'persons'), settling)
  const property = settledLists('property', listsOf(sides, 'property'), settling)
  const offences = settledLists('offences', listsOf(sides, 'offences'), settling)
  const facts = settledLists('facts', factsOf(sides), settling)
  const side = (name: 'base' | 'matter' | 'request'): Parts => ({
    persons: persons[name],
    property: property[name],
    offences: offences[name],
    facts: facts[name][0]?.text ?? '',
  })
  return { base: side('base'), matter: side('matter'), request: side('request') }
}

/** What is taken over together: what changed in the matter and not in the request. */
export function followable(differences: readonly Difference[]): Difference[] {
  return differences.filter(({ changedIn }) => changedIn === 'matter')
}

interface Lists<One> {
  readonly base: One[]
  readonly matter: One[]
  readonly request: One[]
}

function listsOf<Part extends 'persons' | 'property' | 'offences'>({ base, matter, request }: ThreeSides, part: Part) {
  return { base: base[part], matter: matter[part], request: request[part] }
}

/** The facts as a list of one text, or of none. */
interface Facts {
  readonly text: string
}

function factsOf({ base, matter, request }: ThreeSides): Lists<Facts> {
  const said = ({ facts }: Parts): Facts[] => (facts.trim() === '' ? [] : [{ text: facts }])
  return { base: said(base), matter: said(matter), request: said(request) }
}

/** One thing and where it stands in each of the three lists. */
interface Entry<One> {
  readonly key: string
  readonly base: One | null
  readonly matter: One | null
  readonly request: One | null
  readonly at: { readonly base: number | null; readonly matter: number | null; readonly request: number | null }
}

function listDifferences<One extends Facts | Exclude<MatterItem, string>>(part: MatterPart, lists: Lists<One>): Difference[] {
  const shown = (item: One | null): MatterItem | null => (item === null ? null : 'text' in item ? item.text : item)
  return entriesOf(part, lists).flatMap((entry) => {
    const changedIn = changeOf(entry)
    const { key, base, matter, request } = entry
    return changedIn === null ? [] : [{ key, part, base: shown(base), matter: shown(matter), request: shown(request), changedIn }]
  })
}

function changeOf({ base, matter, request }: Entry<object>): Difference['changedIn'] | null {
  if (isDeepStrictEqual(matter, request)) return null
  if (isDeepStrictEqual(base, request)) return 'matter'
  return isDeepStrictEqual(base, matter) ? 'request' : 'both'
}

/** Facts are one thing, whatever they say; other items are found again by their names. */
function pairsOf(part: MatterPart, left: readonly object[], right: readonly object[]) {
  if (part !== 'facts' || left.length === 0 || right.length === 0) return paired(left, right)
  return [[0, 0] as const]
}

/** The same thing in three lists: what both know from the base by it, the rest by each other. */
function entriesOf<One extends object>(part: MatterPart, { base, matter, request }: Lists<One>): Entry<One>[] {
  const toMatter = pairsOf(part, base, matter)
  const toRequest = pairsOf(part, base, request)
  const newInMatter = toMatter.flatMap(([was, at]) => (was === null && at !== null ? [at] : []))
  const newInRequest = toRequest.flatMap(([was, at]) => (was === null && at !== null ? [at] : []))
  const added = pairsOf(part, picked(matter, newInMatter), picked(request, newInRequest))
  const places = [
    ...base.map((_, at) => ({ base: at, matter: toMatter[at]?.[1] ?? null, request: toRequest[at]?.[1] ?? null })),
    ...added.map(([one, other]) => ({
      base: null,
      matter: one === null ? null : (newInMatter[one] ?? null),
      request: other === null ? null : (newInRequest[other] ?? null),
    })),
  ]
  const seen = new Map<string, number>()
  return places.map((at) => {
    const sides = { base: itemAt(base, at.base), matter: itemAt(matter, at.matter), request: itemAt(request, at.request) }
    const hash = hashOf([part, sides])
    const count = seen.get(hash) ?? 0
    seen.set(hash, count + 1)
    return { key: count === 0 ? hash : `${hash}-${count}`, ...sides, at }
  })
}

function settledLists<One extends object>(part: MatterPart, lists: Lists<One>, settling: Settling): Lists<One> {
  const entries = entriesOf(part, lists).map((entry): Entry<One> => {
    const { key, matter, request } = entry
    if (settling.toRequest.has(key)) return { ...entry, base: matter, request: matter }
    if (settling.toMatter.has(key)) return { ...entry, base: request, matter: request }
    return settling.keep.has(key) || isDeepStrictEqual(matter, request) ? { ...entry, base: matter } : entry
  })
  return {
    base: inPlace(lists.base, entries, 'base'),
    matter: inPlace(lists.matter, entries, 'matter'),
    request: inPlace(lists.request, entries, 'request'),
  }
}

/** The list in its own order, with what became of each item, then what is new. */
function inPlace<One>(list: readonly One[], entries: readonly Entry<One>[], side: 'base' | 'matter' | 'request'): One[] {
  const kept = list.map((_, at) => entries.find((entry) => entry.at[side] === at)?.[side] ?? null)
  const added = entries.filter((entry) => entry.at[side] === null).map((entry) => entry[side])
  return [...kept, ...added].filter((item) => item !== null)
}

function picked<One>(list: readonly One[], places: readonly number[]): One[] {
  return places.flatMap((at) => list.slice(at, at + 1))
}

function itemAt<One>(list: readonly One[], at: number | null): One | null {
  return at === null ? null : (list[at] ?? null)
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest('hex')
    .slice(0, 24)
}

/** The same text for the same value, in whatever order its fields were written. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, inOrder(part)])
}
