import type { Lang } from '@comity/i18n'
import { Code } from '@comity/ui'
import { problemWords } from '../lines/problem-words.ts'

/** Why the last attempt failed: in words where somebody can do something about it, else the code. */
export function Problem({ lang, problem }: { readonly lang: Lang; readonly problem: string }) {
  const words = problemWords(lang, problem)
  return words === null ? <Code>{problem}</Code> : <>{words}</>
}
