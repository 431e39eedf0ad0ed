import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { generateSigningKeyPair, signHttpAnswer, verifyHttpAnswer } from '../index.ts'
import { refusal } from '../test-authority.ts'

const { privateKey, publicKey } = generateSigningKeyPair()
const requestSignature = `comity=:${'A'.repeat(86)}==:`
const answer = { status: 200, body: new TextEncoder().encode('{"comity":1}'), requestSignature }
const created = new Date('2026-11-01T12:00:00Z')
const keyId = 'a'.repeat(64)
const headers = { ...signHttpAnswer({ ...answer, created, keyId, privateKey }) }
const verify = (change: Partial<Parameters<typeof verifyHttpAnswer>[0]>) =>
  verifyHttpAnswer({ ...answer, headers, publicKey, ...change })
const invalid = refusal('http-signature-invalid')

describe('a signed answer', () => {
  it('verifies and says who gave it and when', () => {
    assert.deepEqual(verify({}), { created, keyId })
  })

  it('is refused for another request, status, body or key', () => {
    assert.throws(() => verify({ requestSignature: `comity=:${'B'.repeat(86)}==:` }), invalid)
    assert.throws(() => verify({ requestSignature: '' }), invalid)
    assert.throws(() => verify({ status: 201 }), invalid)
    assert.throws(() => verify({ body: new Uint8Array() }), invalid)
    assert.throws(() => verify({ publicKey: generateSigningKeyPair().publicKey }), invalid)
  })

  it('is refused when any character of any header is altered, missing or more', () => {
    for (const [name, value] of Object.entries(headers)) {
      for (let index = 0; index < value.length; index += 1) {
        const altered = value.slice(0, index) + String.fromCharCode(value.charCodeAt(index) ^ 1) + value.slice(index + 1)
        assert.throws(() => verify({ headers: { ...headers, [name]: altered } }), invalid, `${name} ${index}`)
      }
      for (const other of [undefined, '', ` ${value}`, `${value}, ${value}`])
        assert.throws(() => verify({ headers: { ...headers, [name]: other } }), invalid)
    }
  })

  it('is not made for a request without a signature of our form', () => {
    assert.throws(
      () => signHttpAnswer({ ...answer, requestSignature: 'sig1=:AAAA:', created, keyId, privateKey }),
      refusal('bad-input'),
    )
  })
})
