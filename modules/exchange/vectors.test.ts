import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { certificateFromPem, fromBase64, parseSealIdentity, sha256Hex } from '@comity/crypto'
import { z } from 'zod'
import { crlFromPem } from './format/crl-from-pem.ts'
import { examineSealed } from './operations/examine-arrival.ts'
import { type DossierVectors, dossierVectors } from './sample-vectors.ts'

const Vectors = z.strictObject({
  specification: z.literal('08-dossier'),
  note: z.string(),
  at: z.iso.datetime(),
  peer: AuthorityId,
  peerCa: z.string(),
  peerCrl: z.string(),
  addressee: AuthorityId,
  sealIdentity: z.string(),
  kinds: z.array(z.string()),
  cases: z
    .array(z.strictObject({ name: z.string(), sealed: z.base64(), expect: z.string(), dossierId: z.string().nullable() }))
    .min(20),
})
const committed = Vectors.parse(JSON.parse(readFileSync(new URL('../../protocol/vectors/dossier.json', import.meta.url), 'utf8')))

/** What the code of arrival says of one case: `ok` and an identity, or the code of the refusal. */
function outcomeOf(file: DossierVectors, sealedText: string): { expect: string; dossierId: string | null } {
  const sealed = fromBase64(sealedText)
  const examined = examineSealed(
    { sealed, sealedSha256: sha256Hex(sealed), sender: AuthorityId.parse(file.peer) },
    {
      identity: parseSealIdentity(file.sealIdentity),
      addressee: file.addressee,
      caDer: certificateFromPem(file.peerCa),
      crl: crlFromPem(file.peerCrl),
      at: new Date(file.at),
      takes: (kind) => file.kinds.includes(kind),
    },
  )
  return examined.ok ? { expect: 'ok', dossierId: examined.read.dossierId } : { expect: examined.code, dossierId: null }
}

describe('the vectors of protocol 08', () => {
  for (const { name, sealed, expect, dossierId } of committed.cases)
    it(`${name}: ${expect}`, () => assert.deepEqual(outcomeOf(committed, sealed), { expect, dossierId }))

  it('cover every case that this module can make, with newly made keys too', () => {
    const fresh = dossierVectors()
    assert.deepEqual(
      committed.cases.map((one) => one.name),
      fresh.cases.map((one) => one.name),
    )
    for (const { name, sealed, expect, dossierId } of fresh.cases)
      assert.deepEqual(outcomeOf(fresh, sealed), { expect, dossierId }, name)
  })
})
