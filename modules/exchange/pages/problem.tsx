import type { Lang } from '@comity/i18n'
import { Code } from '@comity/ui'
import { exchangeText } from '../messages.ts'
import { secondsAhead } from '../transport/clock-problem.ts'

/** Why the last attempt failed: in words where an administrator can do something about it, else the code. */
export function Problem({ lang, problem }: { readonly lang: Lang; readonly problem: string }) {
  const seconds = secondsAhead(problem)
  if (seconds === null) return <Code>{problem}</Code>
  return (
    <>
      {exchangeText(lang)(seconds > 0 ? 'problem.clock-ahead' : 'problem.clock-behind', {
        minutes: Math.round(Math.abs(seconds) / 60),
      })}
    </>
  )
}
