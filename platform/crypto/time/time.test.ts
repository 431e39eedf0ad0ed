import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  certificateToPem,
  hex,
  makeTimeStampToken,
  merklePath,
  merkleRoot,
  sha256,
  timeStampResponse,
  verifyMerklePath,
  verifyTimeStampToken,
} from '../index.ts'
import { at, refusal, testAuthority, workshop } from '../test-authority.ts'

const { ca, leaf } = testAuthority()
const digest = sha256(new TextEncoder().encode('root'))
const caDer = ca.certificateDer
const policyOid = '1.2.3.4.1'
const token = makeTimeStampToken({ ...leaf('time-stamp'), digest, policyOid, serial: Uint8Array.of(0x8f, 1), at })

describe('a time-stamp token', () => {
  it('says when, under which policy and number', () => {
    const { at: when, serial, policy } = verifyTimeStampToken({ token, digest, caDer })
    assert.deepEqual({ when, serial, policy }, { when: at, serial: '8f01', policy: policyOid })
  })

  it('is refused when any single byte of it is altered', () => {
    for (let index = 0; index < token.length; index += 1) {
      const altered = Uint8Array.from(token)
      altered[index] = (altered[index] ?? 0) ^ (1 << (index % 8))
      assert.throws(() => verifyTimeStampToken({ token: altered, digest, caDer }), refusal('timestamp-invalid'), `byte ${index}`)
    }
  })

  it('is refused for another digest, another authority, or a signer of another use', () => {
    const invalid = refusal('timestamp-invalid')
    assert.throws(() => verifyTimeStampToken({ token, digest: sha256(digest), caDer }), invalid)
    assert.throws(() => verifyTimeStampToken({ token, digest, caDer: testAuthority().ca.certificateDer }), invalid)
    const bySeal = makeTimeStampToken({ ...leaf('seal'), digest, policyOid, serial: Uint8Array.of(1), at })
    assert.throws(() => verifyTimeStampToken({ token: bySeal, digest, caDer }), invalid)
  })

  it('convinces openssl ts, bare and as a response, which refuses another digest', () => {
    using place = workshop({ 'r.tsr': timeStampResponse(token), 't.tst': token, 'ca.pem': certificateToPem(caDer) })
    const verify = (about: Uint8Array, ...input: string[]) =>
      place.status('openssl', 'ts', '-verify', '-digest', hex(about), '-CAfile', 'ca.pem', ...input)
    assert.match(verify(digest, '-in', 'r.tsr').said, /Verification: OK/)
    assert.match(verify(digest, '-in', 't.tst', '-token_in').said, /Verification: OK/)
    assert.match(verify(sha256(digest), '-in', 'r.tsr').said, /message imprint mismatch/)
  })
})

describe('a Merkle tree (RFC 6962)', () => {
  const leaves = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 })

  it('proves each of its leaves at its place only', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, pick) => {
        const index = pick % all.length
        const proof = { index, size: all.length, path: merklePath(all, index), root: merkleRoot(all) }
        const leafBytes = all[index] ?? new Uint8Array()
        assert.ok(verifyMerklePath({ ...proof, leaf: leafBytes }))
        assert.ok(!verifyMerklePath({ ...proof, leaf: Uint8Array.of(...leafBytes, 0) }))
        assert.ok(!verifyMerklePath({ ...proof, leaf: leafBytes, path: [...proof.path, digest] }))
        assert.ok(!verifyMerklePath({ ...proof, leaf: leafBytes, root: digest }))
        if (proof.path.length > 0) assert.ok(!verifyMerklePath({ ...proof, leaf: leafBytes, path: proof.path.slice(1) }))
      }),
      { seed: 6962 },
    )
  })

  it('has the roots that Certificate Transparency publishes', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
      (text) => Buffer.from(text, 'hex'),
    )
    assert.equal(hex(merkleRoot([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(hex(merkleRoot(inputs.slice(0, 1))), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    assert.equal(hex(merkleRoot(inputs)), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  })
})
