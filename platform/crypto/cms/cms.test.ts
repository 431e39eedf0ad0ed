import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { certificateToPem, privateKeyToPem, signDetached, verifyDetached, verifyForeignDetached } from '../index.ts'
import { at, refusal, testAuthority, workshop } from '../test-authority.ts'

const { ca, leaf } = testAuthority()
const signer = leaf('seal')
const content = new TextEncoder().encode('the manifest\n')
const cms = signDetached({ ...signer, content, at })
const refused = refusal('signature-malformed', 'signature-invalid', 'certificate-malformed')

describe('a detached signature', () => {
  it('verifies and says who and when', () => {
    const verified = verifyDetached({ cms, content })
    assert.deepEqual(verified.signerCertificateDer, signer.certificateDer)
    assert.deepEqual(verified.certificates, [signer.certificateDer, ca.certificateDer])
    assert.deepEqual(verified.signedAt, at)
  })

  it('is refused when any single byte of it is altered', () => {
    for (let index = 0; index < cms.length; index += 1) {
      const altered = Uint8Array.from(cms)
      altered[index] = (altered[index] ?? 0) ^ (1 << (index % 8))
      assert.throws(() => verifyDetached({ cms: altered, content }), refused, `byte ${index}`)
    }
  })

  it('is refused over other content, cut short, or with bytes behind', () => {
    assert.throws(() => verifyDetached({ cms, content: content.subarray(1) }), refusal('signature-invalid'))
    assert.throws(() => verifyDetached({ cms: cms.subarray(0, -1), content }), refused)
    assert.throws(() => verifyDetached({ cms: Uint8Array.of(...cms, 0), content }), refused)
  })

  it('convinces openssl, which refuses it over other content', () => {
    using place = workshop({ 's.p7s': cms, content, other: 'x', 'ca.pem': certificateToPem(ca.certificateDer) })
    const verify = (file: string) =>
      place.status(
        'openssl',
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        's.p7s',
        '-content',
        file,
        '-CAfile',
        'ca.pem',
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      )
    assert.match(verify('content').said, /CAdES Verification successful/)
    assert.notEqual(verify('other').status, 0)
  })

  it('convinces pkijs', async () => {
    const verified = await verifyForeignDetached({ cms, content })
    assert.deepEqual(verified.signerCertificateDer, signer.certificateDer)
    await assert.rejects(verifyForeignDetached({ cms, content: content.subarray(1) }), refusal('signature-invalid'))
  })
})

describe('a foreign signature made by openssl', () => {
  using place = workshop({
    content,
    'leaf.pem': certificateToPem(signer.certificateDer),
    'key.pem': privateKeyToPem(signer.privateKey),
  })
  const sign = (...options: string[]) => {
    place.run(
      'openssl',
      'cms',
      '-sign',
      '-binary',
      '-md',
      'sha256',
      '-outform',
      'DER',
      '-in',
      'content',
      '-signer',
      'leaf.pem',
      '-inkey',
      'key.pem',
      '-out',
      'f.p7s',
      ...options,
    )
    return readFileSync(path.join(place.folder, 'f.p7s'))
  }
  const good = sign('-cades')
  const plain = sign()

  it('verifies, and does not over other content', async () => {
    const verified = await verifyForeignDetached({ cms: good, content })
    assert.deepEqual(verified.signerCertificateDer, signer.certificateDer)
    await assert.rejects(verifyForeignDetached({ cms: good, content: content.subarray(1) }), refusal('signature-invalid'))
  })

  it('is refused without signing-certificate-v2', async () => {
    await assert.rejects(verifyForeignDetached({ cms: plain, content }), refusal('signature-malformed'))
  })

  it('is not of our own profile', () => {
    assert.throws(() => verifyDetached({ cms: plain, content }), refused)
  })
})
