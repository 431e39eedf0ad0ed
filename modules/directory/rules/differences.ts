import type { Difference } from '../contract.ts'

/** Most differences that are told one by one; beyond them it is told how many are left, for whoever approves must know that there are. */
export const MOST_DIFFERENCES = 500

/** What the second says differently from the first, leaf by leaf; items of lists are found again by their id, key or text. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, next] = [leaves(before), leaves(after)]
  const paths = [...new Set([...old.keys(), ...next.keys()])].sort()
  const all = paths
    .filter((path) => old.get(path) !== next.get(path))
    .map((path) => ({
      path: path.slice(0, 300),
      before: (old.get(path) ?? '').slice(0, 3000),
      after: (next.get(path) ?? '').slice(0, 3000),
    }))
  return toldOneByOne(all)
}

/** As many as are told one by one, the last of them saying how many more there are. */
export function toldOneByOne(all: readonly Difference[]): Difference[] {
  if (all.length <= MOST_DIFFERENCES) return [...all]
  const told = all.slice(0, MOST_DIFFERENCES - 1)
  return [...told, { path: '…', before: '', after: `+${all.length - told.length}` }]
}

function leaves(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    if (items.length === 0) return new Map()
    if (items.every((one) => typeof one !== 'object' || one === null)) return new Map([[path, items.map(String).join(', ')]])
    const met = new Map<string, number>()
    return joined(items.map((one, place) => leaves(one, under(path, onlyOne(nameOf(one, place), met)))))
  }
  if (typeof value === 'object') return joined(Object.entries(value).map(([key, one]) => leaves(one, under(path, key))))
  return new Map([[path, String(value)]])
}

function joined(all: readonly Map<string, string>[]): Map<string, string> {
  return new Map(all.flatMap((one) => [...one]))
}

function under(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Two items of one name are two: neither may stand unseen behind the other. */
function onlyOne(name: string, met: Map<string, number>): string {
  const count = (met.get(name) ?? 0) + 1
  met.set(name, count)
  return count === 1 ? name : `${name}~${count}`
}

/** How an item of a list is called, so that one that moved is no difference. */
function nameOf(item: unknown, place: number): string {
  if (typeof item !== 'object' || item === null) return String(place)
  const texts = new Map(Object.entries(item).filter((one): one is [string, string] => typeof one[1] === 'string'))
  const name = ['id', 'authority', 'designation', 'network', 'instrument', 'number', 'channel', 'formality', 'form', 'from']
    .flatMap((key) => texts.get(key) ?? [])
    .at(0)
  return name ?? String(place)
}
