import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Problem } from '@comity/errors'
import type { Say } from '../texts.ts'
import type { FieldSpec } from './specs.ts'

/** What was typed, by field name; always shown again when something is wrong. */
export type Typed = Readonly<Record<string, string>>

// A form has some dozen fields; the bound stops bodies made of millions of names.
const maxFields = 300
const maxFieldLength = 100_000

/** Any form: what the fields mean is for the contract's own schemas to say, so that everything typed can be shown again. */
export const FormBody = z
  .record(z.string().max(200), z.union([z.string().max(maxFieldLength), z.array(z.string().max(maxFieldLength)).max(100)]))
  .refine((fields) => Object.keys(fields).length <= maxFields)
export type FormBody = z.output<typeof FormBody>

/** The typed values of a form, several of one name joined by lines. */
export function typedIn(body: FormBody): Typed {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value.join('\n') : value).replaceAll('\r\n', '\n').trim(),
    ]),
  )
}

/** The fields of these specs that were filled in; an empty field is an absent one. */
export function filledIn(specs: readonly FieldSpec[], typed: Typed): Record<string, string | string[]> {
  return Object.fromEntries(
    specs.flatMap((spec) => {
      const text = typed[spec.name] ?? ''
      return text === '' ? [] : [[spec.name, spec.widget === 'lines' ? linesOf(text) : text]]
    }),
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Faults of a parse in the words of the reader; `path` is the name of the field at fault. */
export function problemsOf(say: Say, error: z.ZodError, specs: readonly FieldSpec[]): Problem[] {
  const problems = error.issues.flatMap((issue) => {
    const names = issue.path.map(String)
    const spec = specs.find((candidate) => names.includes(candidate.name))
    if (!spec) return [{ path: names.join('.'), message: issue.message }]
    return [{ path: spec.name, message: say(textOf(issue, spec), { label: say(spec.label) }) }]
  })
  return problems.filter((problem, at) => problems.findIndex((other) => other.path === problem.path) === at)
}

function textOf(
  issue: z.core.$ZodIssue,
  spec: FieldSpec,
): 'problem.required' | 'problem.too-long' | 'problem.choose' | 'problem.invalid' {
  if (issue.code === 'too_big') return 'problem.too-long'
  if (spec.widget === 'choice') return 'problem.choose'
  return issue.code === 'invalid_type' || issue.code === 'too_small' ? 'problem.required' : 'problem.invalid'
}

/** Tells whether a part of a draft is still what a form began with: a hidden field carries it there and back. */
export function fingerprintOf(part: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(part ?? null))
    .digest('hex')
    .slice(0, 24)
}
