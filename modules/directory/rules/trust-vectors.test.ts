import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parseCrl } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { trustVectors } from '../sample-trust-vectors.ts'
import { fingerprintWords, isFingerprint } from './fingerprint-words.ts'
import { judgeList } from './make-revocation-list.ts'

const Vectors = z.strictObject({
  specification: z.literal('07-directory'),
  note: z.string(),
  words: z.array(
    z.strictObject({ fingerprint: z.string(), lang: z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']), words: z.array(z.string()) }),
  ),
  revocations: z.array(
    z.strictObject({
      name: z.string(),
      at: z.iso.datetime(),
      caCertificate: z.base64(),
      known: z.base64().nullable(),
      offered: z.base64(),
      expect: z.string(),
    }),
  ),
})
const file = Vectors.parse(JSON.parse(readFileSync(new URL('../../../protocol/vectors/trust.json', import.meta.url), 'utf8')))
const made = Vectors.parse(trustVectors())
const der = (text: string): Uint8Array => Buffer.from(text, 'base64')

function outcomeOf(one: (typeof file)['revocations'][number]): string {
  const known = one.known === null ? null : parseCrl(der(one.known))
  try {
    judgeList(der(one.offered), { caDer: der(one.caCertificate), known, at: new Date(one.at) })
    return 'ok'
  } catch (error) {
    if (error instanceof ComityError) return error.code
    throw error
  }
}

describe('the vectors of trust (protocol 07 §9, §12)', () => {
  for (const { fingerprint, lang, words } of file.words)
    it(`say ${fingerprint.slice(0, 6)}… in ${lang}`, () => {
      assert.deepEqual(fingerprintWords(lang, fingerprint), words)
      assert.ok(isFingerprint(words.join(' '), fingerprint))
    })
  for (const one of file.revocations) it(one.name, () => assert.equal(outcomeOf(one), one.expect))

  it('are those that this module makes, with newly made keys too', () => {
    assert.deepEqual(
      made.revocations.map(({ name, expect }) => [name, expect]),
      file.revocations.map(({ name, expect }) => [name, expect]),
    )
    for (const one of made.revocations) assert.equal(outcomeOf(one), one.expect, one.name)
  })
})
