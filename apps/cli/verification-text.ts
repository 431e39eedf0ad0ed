import { verifyText, type FileProblem, type FileReport, type Statement } from '@comity/exchange/verify'
import { isolate, type Lang } from '@comity/i18n'
import { harmless } from './terminal.ts'

/** The reports for reading: words instead of colours, one block a file, the sum at the end. */
export function verificationText(reports: readonly FileReport[], lang: Lang): string {
  const text = verifyText(lang)
  const off = reports.filter(({ ok }) => !ok).length
  const sum = off === 0 ? text('summary-ok', { count: reports.length }) : text('summary-off', { count: off })
  return `${reports.map((report) => block(report, lang)).join('\n')}\n${sum}\n`
}

function block({ name, kind, ok, facts, problems, proven, notProven }: FileReport, lang: Lang): string {
  const text = verifyText(lang)
  const lines = [
    `${text(ok ? 'verdict-ok' : 'verdict-off')}  ${harmless(name)} (${text(`kind-${kind}`)})`,
    ...facts.map((fact) => `  ${text(`fact-${fact.name}`)}: ${harmless(fact.value)}`),
    ...part(
      text('heading-problems'),
      problems.map((problem) => explained(problem, lang)),
    ),
    ...part(
      text('heading-proven'),
      proven.map((statement) => told(statement, lang)),
    ),
    ...part(
      text('heading-open'),
      notProven.map((statement) => told(statement, lang)),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function part(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${heading}`, ...lines.map((line) => `    - ${line}`)]
}

// In right-to-left text a Latin name would re-order its surroundings; elsewhere the marks would only be in the way.
function told({ key, values }: Statement, lang: Lang): string {
  const shown = Object.entries(values).map(
    ([name, value]) => [name, lang === 'ar' ? isolate(harmless(value)) : harmless(value)] as const,
  )
  return verifyText(lang)(key, Object.fromEntries(shown))
}

function explained({ code, values }: FileProblem, lang: Lang): string {
  const details = Object.entries(values).map(([name, value]) => `${name}: ${harmless(value)}`)
  return `${verifyText(lang)(`problem-${code}`)} [${[code, ...details].join('; ')}]`
}
