import { isDeepStrictEqual } from 'node:util'

/** An item of a list without an identity of its own: a person, property, an offence. */
export type Item = object

/** Where the same thing stands in two lists; null in the one that does not have it. */
export type Pair = readonly [number | null, number | null]

/** What names an item: the first of these fields that it has. */
const names = ['name', 'description', 'title'] as const
/** What tells that a renamed item is the same one. A place does not: two live at one address. */
const telling = ['identityDocument', 'registrationNumber', 'account', 'bornOn', 'provision'] as const

/**
 * Pairs the items of two versions of a list: the equal ones first, then those of one name, then those that share what tells them apart. Each item
 * stands in exactly one pair, those of the left list in its order, then what only the right one has.
 */
export function paired(left: readonly Item[], right: readonly Item[]): Pair[] {
  const partner = new Map<number, number>()
  const free = new Set(right.keys())
  for (const same of [isDeepStrictEqual, sameName, sharesWhatTells]) {
    for (const [at, one] of left.entries()) {
      if (partner.has(at)) continue
      const found = [...free].find((other) => same(one, right[other] ?? {}))
      if (found === undefined) continue
      partner.set(at, found)
      free.delete(found)
    }
  }
  return [
    ...[...left.keys()].map((at) => [at, partner.get(at) ?? null] as const),
    ...[...free].map((other) => [null, other] as const),
  ]
}

function sameName(one: Item, other: Item): boolean {
  const name = nameOf(one)
  return name !== '' && name === nameOf(other) && fieldOf(one, 'kind') === fieldOf(other, 'kind')
}

/** The name by which an item is found again, whatever its case and spaces. */
function nameOf(item: Item): string {
  const name = names.map((field) => fieldOf(item, field)).find((text) => text !== '') ?? ''
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function sharesWhatTells(one: Item, other: Item): boolean {
  return telling.some((field) => fieldOf(one, field) !== '' && fieldOf(one, field) === fieldOf(other, field))
}

function fieldOf(item: Item, name: string): string {
  const value: unknown = Object.entries(item).find(([field]) => field === name)?.[1]
  return typeof value === 'string' ? value : ''
}
