import { isDeepStrictEqual } from 'node:util'
import { AuthorityId } from '@comity/accounts/contract'
import { DraftContent } from '../contract.ts'
import type { DraftChange } from '../contract.ts'

/** What the history of a draft follows. */
export interface Drafted {
  readonly content: DraftContent
  readonly counterpart: AuthorityId | null
}

/** What one save changed: fields one by one, lists item by item. Nothing changed, nothing told. */
export function changesBetween(before: Drafted, after: Drafted): DraftChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null]
    if (Array.isArray(was) || Array.isArray(is)) return itemChanges(path, listOf(was), listOf(is))
    return isDeepStrictEqual(was, is) ? [] : [{ path, before: was, after: is }]
  })
}

/** The content by the paths of its fields; what has fields of its own is taken apart, lists are not. */
function fieldsOf({ content, counterpart }: Drafted): Map<string, unknown> {
  return new Map(leaves('', { ...content, counterpart: counterpart ?? undefined }))
}

function leaves(prefix: string, of: object): [string, unknown][] {
  return Object.entries(of).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined) return []
    const path = `${prefix}${name}`
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? leaves(`${path}.`, value) : [[path, value]]
  })
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Items that stayed are no change; one that names itself changed into its namesake, others in their order. */
function itemChanges(path: string, was: readonly unknown[], is: readonly unknown[]): DraftChange[] {
  const gone = without(was, is)
  const come = without(is, was)
  const named = gone.flatMap((item) => {
    const after = come.find((one) => nameOf(one) !== null && nameOf(one) === nameOf(item))
    return after === undefined ? [] : [{ path, before: item, after }]
  })
  const [goneRest, comeRest] = [
    gone.filter((item) => !named.some(({ before }) => before === item)),
    come.filter((item) => !named.some(({ after }) => after === item)),
  ]
  const rest = Array.from({ length: Math.max(goneRest.length, comeRest.length) }, (_, at) => ({
    path,
    before: goneRest[at] ?? null,
    after: comeRest[at] ?? null,
  }))
  return [...named, ...rest]
}

/** The items of one list that the other has no twin for, each twin counted once. */
function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = [...others]
  return items.filter((item) => {
    const at = left.findIndex((one) => isDeepStrictEqual(one, item))
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** The identifier of a measure, the language of a translation. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const name: unknown = Reflect.get(item, 'id') ?? Reflect.get(item, 'language')
  return typeof name === 'string' ? name : null
}

/** Whether the later edit only goes on from the earlier one: two edits may then be told as one, and no text that was saved is lost. */
export function goesOn(earlier: readonly DraftChange[], later: readonly DraftChange[]): boolean {
  return later.every((change) => !earlier.some(({ path }) => path === change.path) || onlyAdds(change.before, change.after))
}

function onlyAdds(before: unknown, after: unknown): boolean {
  if (before === null) return true
  if (typeof before !== 'string' || typeof after !== 'string' || after.length < before.length) return false
  let head = 0
  while (head < before.length && before[head] === after[head]) head += 1
  return after.endsWith(before.slice(head))
}

/** Two edits, the later going on from the earlier, as one. */
export function asOne(earlier: readonly DraftChange[], later: readonly DraftChange[]): DraftChange[] {
  const told = [...earlier]
  for (const change of later) {
    const at = told.findIndex(({ path, after }) => path === change.path && isDeepStrictEqual(after, change.before))
    const before = told[at]
    // An item that is added has nothing before it to go on from.
    if (before === undefined || change.before === null) told.push(change)
    else told[at] = { ...before, after: change.after }
  }
  return told.filter(({ before, after }) => !isDeepStrictEqual(before, after))
}

/** The draft with what one change replaced back in it. Other fields and other items of the list stay as they are now. */
export function restored(now: Drafted, { path, before, after }: DraftChange): Drafted {
  if (path === 'counterpart') return { ...now, counterpart: AuthorityId.nullable().parse(before) }
  const value: unknown = Reflect.get(now.content, path)
  const content = isList(path)
    ? { ...now.content, [path]: listWith(listOf(value), before, after) }
    : withField(now.content, path.split('.'), before)
  return { ...now, content: DraftContent.parse(content) }
}

const lists: readonly string[] = [
  'legalBasis',
  'offences',
  'persons',
  'property',
  'measures',
  'undertakings',
  'translations',
  'acceptedGaps',
]

function isList(path: string): boolean {
  return lists.includes(path)
}

/** The earlier item takes the place of what it became; where that is no longer there it is added, and nobody's item goes. */
function listWith(items: readonly unknown[], before: unknown, after: unknown): unknown[] {
  const same = items.findIndex((item) => isDeepStrictEqual(item, after))
  const at =
    same >= 0 || before === null ? same : items.findIndex((item) => nameOf(item) !== null && nameOf(item) === nameOf(before))
  if (at < 0) return before === null ? [...items] : [...items, before]
  return before === null ? items.toSpliced(at, 1) : items.toSpliced(at, 1, before)
}

function withField(of: object, [name = '', ...rest]: readonly string[], value: unknown): object {
  const others = Object.fromEntries(Object.entries(of).filter(([key, held]) => key !== name && held !== undefined))
  if (rest.length === 0) return value === null ? others : { ...others, [name]: value }
  const held: unknown = Reflect.get(of, name)
  const inner = withField(typeof held === 'object' && held !== null ? held : {}, rest, value)
  return Object.keys(inner).length === 0 ? others : { ...others, [name]: inner }
}
