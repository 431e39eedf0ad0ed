import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 60

/** The longest that a test waits for something that another process does. It bounds what is lost when that never comes, and asserts no speed. */
const PATIENCE_MS = 180_000

/** Asks again and again until there is an answer, and gives it. @throws Error, with what was waited for, when patience ends. */
export async function until<T>(what: string, ask: () => Promise<T | null>, patienceMs = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > end) throw new Error(`waited ${patienceMs / 1000} s in vain until ${what}`)
    await sleep(POLL_MS)
  }
}
