import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { directoryVectors } from '../sample-vectors.ts'
import { verifyDirectory } from './verify-directory.ts'

const Case = z.strictObject({
  name: z.string(),
  at: z.iso.datetime(),
  trustedRoot: z.string(),
  rootsBetween: z.array(z.string()),
  root: z.string(),
  contents: z.string(),
  freshness: z.string(),
  parts: z.array(z.string()),
  known: z.strictObject({ version: z.number(), contentsSha256: z.string() }).nullable(),
  expect: z.union([
    z.strictObject({ standing: z.enum(['fresh', 'stale']), version: z.number() }),
    z.strictObject({ refused: z.string() }),
  ]),
})
const Vectors = z.strictObject({ specification: z.literal('07-directory'), note: z.string(), cases: z.array(Case) })
const file = Vectors.parse(JSON.parse(readFileSync(new URL('../../../protocol/vectors/directory.json', import.meta.url), 'utf8')))

function outcomeOf(one: z.output<typeof Case>): unknown {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  try {
    const verified = verifyDirectory({
      trustedRoot: bytes(one.trustedRoot),
      rootsBetween: one.rootsBetween.map(bytes),
      root: bytes(one.root),
      contents: bytes(one.contents),
      freshness: bytes(one.freshness),
      parts: one.parts.map(bytes),
      known: one.known,
      at: new Date(one.at),
    })
    return { standing: verified.standing, version: verified.contents.version }
  } catch (error) {
    if (error instanceof ComityError) return { refused: error.code }
    throw error
  }
}

describe('the vectors of protocol 07', () => {
  for (const one of file.cases) it(one.name, () => assert.deepEqual(outcomeOf(one), one.expect))

  it('cover every case that this module can make, with newly made keys too', () => {
    assert.deepEqual(
      file.cases.map((one) => one.name),
      directoryVectors().map((one) => one.name),
    )
    for (const one of directoryVectors()) assert.deepEqual(outcomeOf(Case.parse(one)), one.expect, one.name)
  })
})
