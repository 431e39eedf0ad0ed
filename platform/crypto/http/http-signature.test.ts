import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { claimedKeyId, contentDigest, generateSigningKeyPair, signHttpRequest, verifyHttpRequest } from '../index.ts'
import { refusal } from '../test-authority.ts'

const { privateKey, publicKey } = generateSigningKeyPair()
const message = { method: 'POST', targetUri: 'https://b.example/peer/dossiers', body: new TextEncoder().encode('sealed bytes') }
const created = new Date('2026-11-01T12:00:00Z')
const expires = new Date('2026-11-01T12:02:00Z')
const parameters = { created, expires, nonce: 'AAAAAAAAAAAAAAAAAAAAAA', keyId: 'a'.repeat(64) }
const headers = { ...signHttpRequest({ ...message, ...parameters, privateKey }) }
const verify = (change: Partial<Parameters<typeof verifyHttpRequest>[0]>) =>
  verifyHttpRequest({ ...message, headers, publicKey, now: created, ...change })
const invalid = refusal('http-signature-invalid')

describe('a signed HTTP request', () => {
  it('verifies and says who, when and with which nonce', () => {
    assert.deepEqual(verify({}), parameters)
    assert.equal(claimedKeyId(headers), parameters.keyId)
  })

  it('has the digest of the example in RFC 9530 (Appendix B)', () => {
    assert.equal(
      contentDigest(new TextEncoder().encode('{"hello": "world"}\n')),
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    )
  })

  it('is refused when method, address, body, key or time differ', () => {
    assert.throws(() => verify({ method: 'PUT' }), invalid)
    assert.throws(() => verify({ targetUri: `${message.targetUri}?x` }), invalid)
    assert.throws(() => verify({ body: new Uint8Array() }), invalid)
    assert.throws(() => verify({ publicKey: generateSigningKeyPair().publicKey }), invalid)
    assert.throws(() => verify({ now: new Date('2026-11-01T12:02:01Z') }), invalid)
    assert.throws(() => verify({ now: new Date('2026-11-01T11:58:59Z') }), invalid)
    assert.throws(() => verify({ targetUri: 'https://b.example/\n"x": y' }), invalid)
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

  it('cannot be made to live longer than five minutes, nor with a nonce that could end its quotes', () => {
    const sign = (change: object) => () => signHttpRequest({ ...message, ...parameters, privateKey, ...change })
    assert.throws(sign({ expires: new Date('2026-11-01T12:05:01Z') }), refusal('bad-input'))
    assert.throws(sign({ expires: created }), refusal('bad-input'))
    assert.throws(sign({ nonce: 'aaaaaaaaaaaaaaaa"' }), refusal('bad-input'))
  })
})
