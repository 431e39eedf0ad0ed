import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { fromBase64, verifyHttpAnswer, verifyHttpRequest } from '../index.ts'

const both = { name: z.string(), body: z.string(), headers: z.record(z.string(), z.string()), publicKey: z.base64(), expect: z.string() }
const Vectors = z.strictObject({
  specification: z.literal('03-signature'),
  note: z.string(),
  cases: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('request'), method: z.string(), targetUri: z.string(), at: z.string(), ...both }),
      z.strictObject({ kind: z.literal('answer'), status: z.number(), requestSignature: z.string(), ...both }),
    ]),
  ),
})
const { cases } = Vectors.parse(JSON.parse(readFileSync(new URL('../../../protocol/vectors/http.json', import.meta.url), 'utf8')))

function outcomeOf(one: (typeof cases)[number]): string {
  const publicKey = createPublicKey({ key: Buffer.from(one.publicKey, 'base64'), format: 'der', type: 'spki' })
  const body = fromBase64(one.body)
  try {
    if (one.kind === 'request') verifyHttpRequest({ ...one, body, publicKey, now: new Date(one.at) })
    else verifyHttpAnswer({ ...one, body, publicKey })
    return 'ok'
  } catch (error) {
    if (error instanceof ComityError) return error.code
    throw error
  }
}

describe('the vectors of HTTP signatures', () => {
  it('are judged as they say, most of them refused', () => {
    for (const one of cases) assert.equal(outcomeOf(one), one.expect, `${one.kind}: ${one.name}`)
    assert(cases.filter(({ expect }) => expect !== 'ok').length > cases.length / 2)
  })
})
