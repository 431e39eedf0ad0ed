import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import {
  certificateFromPem,
  certificateToPem,
  ChainCache,
  createCrl,
  crlToPem,
  leafUses,
  mustVerifyChain,
  parseCertificate,
  verifyChain,
} from '../index.ts'
import { at, refusal, testAuthority, workshop } from '../test-authority.ts'

const { ca, leaf } = testAuthority()
const other = testAuthority()
const list = (revoked: readonly { serial: string; at: Date }[], from = ca) =>
  createCrl({
    ca: from,
    number: 1,
    thisUpdate: new Date('2026-10-01T00:00:00Z'),
    nextUpdate: new Date('2026-12-01T00:00:00Z'),
    revoked,
  })
const yesterday = new Date('2026-10-31T00:00:00Z')

describe('a certificate', () => {
  for (const use of leafUses) {
    it(`for ${use} passes openssl verify -x509_strict -crl_check, and not once revoked`, () => {
      const { certificateDer } = leaf(use)
      const revoked = list([{ serial: parseCertificate(certificateDer).serial, at: yesterday }])
      using place = workshop({
        'ca.pem': certificateToPem(ca.certificateDer),
        'leaf.pem': certificateToPem(certificateDer),
        'ok.pem': crlToPem(list([])),
        'bad.pem': crlToPem(revoked),
      })
      const verify = (crl: string) =>
        place.status(
          'openssl',
          'verify',
          '-x509_strict',
          '-crl_check',
          '-attime',
          String(at.getTime() / 1000),
          '-CAfile',
          'ca.pem',
          '-CRLfile',
          crl,
          'leaf.pem',
        )
      assert.deepEqual(verify('ok.pem'), { status: 0, said: 'leaf.pem: OK\n' })
      assert.match(verify('bad.pem').said, /certificate revoked/)
    })

    it(`for ${use} is read as node:crypto reads it`, () => {
      const { certificateDer } = leaf(use)
      const ours = parseCertificate(certificateDer)
      const theirs = new X509Certificate(certificateDer)
      assert.equal(ours.use, use)
      assert.equal(ours.serial, theirs.serialNumber.toLowerCase())
      assert.equal(ours.fingerprint, theirs.fingerprint256.replaceAll(':', '').toLowerCase())
      assert.deepEqual([ours.notBefore, ours.notAfter], [new Date(theirs.validFrom), new Date(theirs.validTo)])
      assert.ok(ours.publicKey.equals(theirs.publicKey))
      assert.equal(ours.subject.commonName, use)
    })
  }

  it('survives PEM, and a PEM with anything else is refused', () => {
    assert.deepEqual(certificateFromPem(certificateToPem(ca.certificateDer)), ca.certificateDer)
    assert.throws(() => certificateFromPem(`x${certificateToPem(ca.certificateDer)}`), refusal('certificate-malformed'))
  })
})

describe('verifying a chain', () => {
  const { certificateDer: leafDer } = leaf('seal')
  const question = { leafDer, caDer: ca.certificateDer, use: 'seal', at } as const
  const { serial } = parseCertificate(leafDer)

  it('accepts what the authority issued, with and without a cache and a list', () => {
    const cache = new ChainCache(1)
    for (const crl of [list([]), list([{ serial: '77', at: yesterday }])]) {
      assert.ok(verifyChain({ ...question, crl }, cache).ok)
      assert.ok(verifyChain({ ...question, crl }, cache).ok)
    }
    assert.equal(mustVerifyChain(question).serial, serial)
  })

  const faults = [
    ['another authority of the same name', { ...question, caDer: other.ca.certificateDer }, 'certificate-untrusted'],
    ['a leaf in the place of the authority', { ...question, caDer: leafDer }, 'certificate-untrusted'],
    ['another use', { ...question, use: 'officer' }, 'certificate-wrong-use'],
    ['a time before', { ...question, at: new Date('2019-12-31T23:59:59Z') }, 'certificate-expired'],
    ['a time after', { ...question, at: new Date('2049-01-01T00:00:00Z') }, 'certificate-expired'],
    ['a revoked leaf', { ...question, crl: list([{ serial, at: yesterday }]) }, 'certificate-revoked'],
    [
      'a list past its next update',
      { ...question, at: new Date('2026-12-02T00:00:00Z'), crl: list([]) },
      'revocation-list-invalid',
    ],
    ['a list of another authority', { ...question, crl: list([], other.ca) }, 'revocation-list-invalid'],
  ] as const
  for (const [name, asked, code] of faults) {
    it(`refuses ${name}`, () => {
      const cache = new ChainCache()
      assert.deepEqual(verifyChain(asked, cache), { ok: false, code })
      assert.deepEqual(verifyChain(asked, cache), { ok: false, code })
      assert.throws(() => mustVerifyChain(asked), refusal(code))
    })
  }

  it('refuses a leaf of which any byte is altered', () => {
    for (let index = 0; index < leafDer.length; index += 1) {
      const altered = Uint8Array.from(leafDer)
      altered[index] = (altered[index] ?? 0) ^ 1
      assert.throws(
        () => mustVerifyChain({ ...question, leafDer: altered }),
        refusal('certificate-malformed', 'certificate-untrusted', 'certificate-expired', 'certificate-wrong-use'),
        `byte ${index}`,
      )
    }
  })
})
