import { isDeepStrictEqual } from 'node:util'
import type { Contents } from '../contract.ts'

/** What stands on a node already, read and found good when it came. */
export interface StandingHere {
  /** The contents in force, of which nothing is missing that this node may read. */
  readonly contents: Contents
  /** Whose node it is: whether it is a member decides which parts it may read. */
  readonly own: string
}

/**
 * The States of which new contents say something else than those in force, in themselves or by their parts; null where all have to be read:
 * nothing stands here yet, or this node may read other parts than before.
 */
export function changedStates(here: StandingHere | null, next: Contents): ReadonlySet<string> | null {
  if (here === null || here.contents.parts === undefined || next.parts === undefined) return null
  if (isMember(here.contents, here.own) !== isMember(next, here.own)) return null
  const before = byState(here.contents)
  const after = byState(next)
  const codes = new Set([...before.keys(), ...after.keys()])
  return new Set([...codes].filter((code) => !isDeepStrictEqual(before.get(code), after.get(code))))
}

interface SaidOfState {
  readonly states: Contents['states'][number][]
  readonly authorities: Map<string, Contents['authorities'][number]>
  readonly parts: Map<string, string>
}

function byState({ states, authorities, parts = [] }: Contents): ReadonlyMap<string, SaidOfState> {
  const said = new Map<string, SaidOfState>(
    states.map((state) => [state.code, { states: [state], authorities: new Map(), parts: new Map() }]),
  )
  for (const one of authorities) said.get(one.state)?.authorities.set(one.id, one)
  for (const { of, audience, sha256 } of parts) said.get(of)?.parts.set(audience, sha256)
  return said
}

function isMember({ authorities }: Contents, own: string): boolean {
  return authorities.some(({ id }) => id === own)
}
