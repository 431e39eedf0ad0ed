import type { Texts } from './translation.ts'

/** What is saved, what a translator typed, and what they began with. */
export interface ThreeTexts {
  readonly saved: Texts
  readonly typed: Texts
  readonly was: Texts
}

/** Both translators' texts together: `conflicts` are the passages that both changed differently, left as saved. */
export function mergedTexts({ saved, typed, was }: ThreeTexts): { readonly texts: Texts; readonly conflicts: readonly string[] } {
  const textIn = (texts: Texts, path: string) => texts[path] ?? ''
  const changed = Object.keys(typed).filter((path) => textIn(typed, path) !== textIn(was, path))
  const conflicts = changed.filter(
    (path) => textIn(saved, path) !== textIn(was, path) && textIn(saved, path) !== textIn(typed, path),
  )
  const mine = changed.filter((path) => !conflicts.includes(path))
  return { texts: { ...saved, ...Object.fromEntries(mine.map((path) => [path, textIn(typed, path)])) }, conflicts }
}
