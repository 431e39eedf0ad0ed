import { ComityError } from '@comity/errors'
import type { ErrorCode, Problem } from '@comity/errors'
import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { z } from 'zod'

/** What an error means to the caller. Of a bug nothing is told but that it is one. */
export interface RefusalFacts {
  readonly code: ErrorCode
  readonly problems: readonly Problem[]
  readonly values: Readonly<Record<string, string | number>>
}

export function refusalOf(error: unknown): RefusalFacts {
  if (error instanceof ComityError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map((fault) => ({
      path: pathOf(fault.instancePath),
      message: fault.message ?? fault.keyword,
    }))
    return { code: 'bad-input', problems, values: {} }
  }
  return { code: codeOfFramework(error), problems: [], values: {} }
}

/** The faults of a parse, as forms and problem documents say them. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
}

function pathOf(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.')
}

function codeOfFramework(error: unknown): ErrorCode {
  if (!isFrameworkError(error)) return 'internal'
  if (error.statusCode === 413) return 'too-large'
  if (error.statusCode === 404) return 'not-found'
  if (error.statusCode === 503) return 'unavailable'
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-input' : 'internal'
}

/** Only Fastify's own errors carry a status that may be believed. */
function isFrameworkError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')
}
