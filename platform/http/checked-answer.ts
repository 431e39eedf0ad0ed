import assert from 'node:assert/strict'
import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'

/** Checks an answer of the API by its schema on the way out: what the schema does not name is refused and never leaves. */
export const checkedAnswer: FastifySerializerCompiler<unknown> = ({ schema, method, url }) => {
  assert(schema instanceof z.ZodType, 'an answer of the API has a schema')
  return (answer) => {
    const checked = schema.safeParse(answer)
    assert(checked.success, `the answer of ${method} ${url} does not fit its schema: ${checked.error?.message ?? ''}`)
    return JSON.stringify(checked.data)
  }
}
