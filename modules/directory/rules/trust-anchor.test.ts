import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson, certificateToPem, createAuthorityCa, issueLeaf, generateSigningKeyPair, newSerial } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { testWorld } from '@comity/world'
import { sampleAuthority, sampleContents, sampleKeys, sampleRoot } from './sample-directory.ts'
import { fileOf, signFile, signatureOf } from './sign-file.ts'
import { openTrustAnchor } from './trust-anchor.ts'

const world = testWorld()
const notBefore = new Date('2026-01-01T00:00:00Z')
const notAfter = new Date('2036-01-01T00:00:00Z')
const subject = { country: 'XA', organization: 'Central Authority', commonName: 'Central Authority' }
const ca = createAuthorityCa({ subject, serial: newSerial(world.chance), notBefore, notAfter })
const pem = certificateToPem(ca.certificateDer)
const keys = sampleKeys()
const root = signFile(sampleRoot(keys), keys.root)
const contents = signFile(sampleContents({ authorities: [sampleAuthority({ caCertificate: pem })] }), keys.contents)

function anchorOf(rootFile: Uint8Array, contentsFile: Uint8Array): Uint8Array {
  const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))
  return Buffer.from(canonicalJson({ comity: 'trust-anchor', root: json(rootFile), contents: json(contentsFile) }))
}

function refused(bytes: Uint8Array, code: string): void {
  assert.throws(
    () => openTrustAnchor(bytes),
    (error) => error instanceof ComityError && error.code === code,
  )
}

describe('opening a trust anchor', () => {
  it('gives the authorities of a directory that the threshold has signed', () => {
    const opened = openTrustAnchor(anchorOf(root, contents))
    assert.equal(opened.kind, 'directory')
    assert.deepEqual([opened.network, opened.version], ['Test network', 1])
    assert.deepEqual(
      opened.authorities.map((one) => one.id),
      ['xa.central-authority'],
    )
    assert.deepEqual(opened.authorities[0]?.caCertificateDer, ca.certificateDer)
    assert.match(opened.authorities[0]?.fingerprint ?? '', /^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/)
  })

  it('refuses an anchor whose contents only one person has signed, or that another root vouches for', () => {
    const signed = sampleContents({ authorities: [sampleAuthority({ caCertificate: pem })] })
    refused(anchorOf(root, fileOf(signed, [signatureOf(signed, keys.contents[0])])), 'directory-signature-invalid')
    const others = sampleKeys()
    refused(anchorOf(signFile(sampleRoot(others), others.root), contents), 'directory-signature-invalid')
  })

  it('refuses what is neither an anchor nor a certificate', () => {
    refused(Buffer.from('{}'), 'directory-malformed')
    refused(Buffer.from(''), 'directory-malformed')
    refused(root, 'directory-malformed')
  })

  it('takes PEM certificates of authorities as direct trust, but no leaf', () => {
    const opened = openTrustAnchor(Buffer.from(`Central Authority\n${pem}`))
    assert.equal(opened.kind, 'certificates')
    assert.deepEqual(
      opened.authorities.map((one) => [one.id, one.names.en]),
      [[null, 'Central Authority']],
    )
    const leaf = issueLeaf({
      use: 'seal',
      subject,
      publicKey: generateSigningKeyPair().publicKey,
      ca,
      serial: newSerial(world.chance),
      notBefore,
      notAfter,
    })
    refused(Buffer.from(certificateToPem(leaf)), 'directory-malformed')
  })
})
