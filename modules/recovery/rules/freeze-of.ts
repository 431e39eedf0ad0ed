import type { Entry, Freeze } from '../contract.ts'

type Known = Pick<Entry, 'id' | 'act' | 'to' | 'from' | 'on' | 'details' | 'requestId' | 'requestReference' | 'reverses'>

/** The freeze that holds on what is still frozen: since its first day, until what was said last. Null where nothing is frozen. */
export function freezeOf(entries: readonly Known[], isFrozen: boolean): Freeze | null {
  if (!isFrozen) return null
  const gone = new Set(entries.flatMap(({ id, reverses }) => (reverses === null ? [] : [id, reverses])))
  const valid = entries.filter(({ id }) => !gone.has(id))
  const first = valid.find(({ act }) => act === 'freeze')
  if (first === undefined) return null
  const last = valid.findLast(({ act, details }) => act === 'freeze' || (act === 'keep' && details.until !== undefined))
  return {
    since: first.on,
    until: last?.details.until ?? null,
    basis: first.details.freezeBasis ?? null,
    automaticLifting: first.details.automaticLifting ?? null,
    requestId: first.requestId,
    requestReference: first.requestReference,
  }
}
