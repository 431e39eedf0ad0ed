import type { Node } from './contract.ts'

/** Somebody who works past this node, as an operator in the database, is obeyed after this long. */
const LONGEST_MS = 500
/** Each a row of a few hundred bytes; beyond them all are forgotten (memory). */
const MAX_REMEMBERED = 2_000

interface Remembered<T> {
  readonly found: Promise<T | undefined>
  /** The node's count of changes when the look-up began. */
  readonly changes: number
  readonly atMs: number
}

/** What was looked up a moment ago, by key. */
export interface Memory<T> {
  /** What is known under the key, else what `look` finds; that nothing is there is never remembered. */
  recall(node: Pick<Node, 'world' | 'changes'>, key: string, look: () => Promise<T | undefined>): Promise<T | undefined>
  forget(key: string): void
}

/**
 * Remembers for calls that follow each other closely, as those of a program, and never past the end of a transaction of this node: what it may
 * have changed is looked up anew by the very next call. A look-up that began before that end is not relied on either.
 */
export function memory<T>(): Memory<T> {
  const known = new Map<string, Remembered<T>>()
  return {
    async recall({ world, changes }, key, look) {
      if (changes === undefined) return look()
      const nowMs = world.clock.monotonicMs()
      const last = known.get(key)
      if (last !== undefined && last.changes === changes.count && nowMs - last.atMs < LONGEST_MS) return last.found
      if (known.size >= MAX_REMEMBERED) known.clear()
      const now = { found: look(), changes: changes.count, atMs: nowMs }
      known.set(key, now)
      const found = await now.found.catch((error: unknown) => {
        known.delete(key)
        throw error
      })
      if (found === undefined && known.get(key) === now) known.delete(key)
      return found
    },
    forget: (key) => void known.delete(key),
  }
}
