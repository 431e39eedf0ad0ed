import type { Side, StandingItem } from '../contract.ts'

/** An item before anybody reads it: which acts of which side answer it. */
export interface Standing extends Omit<StandingItem, 'answers'> {
  readonly acts: readonly { readonly side: Side; readonly act: string }[]
}

export const otherSide: Readonly<Record<Side, Side>> = { requesting: 'requested', requested: 'requesting' }

/** What an item says besides its kind; everything else is empty. */
type Told = Pick<Standing, 'kind' | 'state' | 'source'> & Partial<Standing>

/** An item with everything that is not told of it empty; its key is its kind with its identifier, or with its place. */
export function standing(told: Told, place: string = told.id ?? ''): Standing {
  const key = place === '' ? told.kind : `${told.kind}-${place}`
  const none = { id: null, by: null, at: null, text: null, owedBy: null, since: null, until: null, owed: null, acts: [] }
  return { key, ...none, ...told }
}

/** What the other side owes an answer to until a day, and the act that gives it. */
export function awaited(
  owedBy: Side,
  act: string,
  { since, until = null }: { readonly since: string; readonly until?: string | null },
): Pick<Standing, 'owedBy' | 'owed' | 'since' | 'until' | 'acts'> {
  return { owedBy, owed: act, since, until, acts: [{ side: owedBy, act }] }
}
