import { writeFileSync } from 'node:fs'
import { base64, generateSigningKeyPair, signHttpAnswer, signHttpRequest } from './index.ts'

// Writes protocol/vectors/http.json anew: other keys and signatures of the same meaning, to be replaced only when a form changes.
const at = '2026-11-01T12:01:00Z'
const created = new Date('2026-11-01T12:00:00Z')
const bytes = (text: string) => new TextEncoder().encode(text)
const [a, b, stranger] = [generateSigningKeyPair(), generateSigningKeyPair(), generateSigningKeyPair()]
const spki = ({ publicKey }: typeof a): string => base64(publicKey.export({ type: 'spki', format: 'der' }))
const keyId = 'a'.repeat(64)

const request = { method: 'POST', targetUri: 'https://b.example/exchange/waiting', body: bytes('{"comity":1}') }
const signing = { created, expires: new Date('2026-11-01T12:04:00Z'), nonce: 'AAAAAAAAAAAAAAAAAAAAAA', keyId }
const asked = { ...signHttpRequest({ ...request, ...signing, privateKey: a.privateKey }) }
const reply = { status: 200, body: bytes('{"at":"2026-11-01T12:00:01.000Z"}'), requestSignature: asked.signature }
const answered = { ...signHttpAnswer({ ...reply, created, keyId, privateKey: b.privateKey }) }
const otherAsked = signHttpRequest({ ...request, ...signing, nonce: 'BBBBBBBBBBBBBBBBBBBBBB', privateKey: a.privateKey })

interface RequestCase {
  readonly method: string
  readonly targetUri: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly publicKey: string
  readonly at: string
}
const goodRequest: RequestCase = { ...request, headers: asked, publicKey: spki(a), at }
const ofRequest = (name: string, change: Partial<RequestCase>, expect = 'http-signature-invalid') => {
  const made = { ...goodRequest, ...change }
  return { name, kind: 'request', ...made, body: base64(made.body), expect }
}
interface AnswerCase {
  readonly status: number
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly requestSignature: string
  readonly publicKey: string
}
const goodAnswer: AnswerCase = { ...reply, headers: answered, publicKey: spki(b) }
const ofAnswer = (name: string, change: Partial<AnswerCase>, expect = 'http-signature-invalid') => {
  const made = { ...goodAnswer, ...change }
  return { name, kind: 'answer', ...made, body: base64(made.body), expect }
}

const cases = [
  ofRequest('a signed request', {}, 'ok'),
  ofRequest('read a second before it ends', { at: '2026-11-01T12:04:00Z' }, 'ok'),
  ofRequest('read after it has ended', { at: '2026-11-01T12:04:01Z' }),
  ofRequest('by a clock 60 s ahead', { at: '2026-11-01T11:59:00Z' }, 'ok'),
  ofRequest('by a clock 61 s ahead', { at: '2026-11-01T11:58:59Z' }),
  ofRequest('another method', { method: 'PUT' }),
  ofRequest('another address', { targetUri: 'https://c.example/exchange/waiting' }),
  ofRequest('a query more', { targetUri: `${request.targetUri}?all` }),
  ofRequest('another body', { body: bytes('{"comity":2}') }),
  ofRequest('another body with its digest', {
    body: bytes('{"comity":2}'),
    headers: { ...asked, 'content-digest': digestOfTwo() },
  }),
  ofRequest('another key', { publicKey: spki(stranger) }),
  ofRequest('no signature', { headers: { ...asked, signature: '' } }),
  ofRequest('a longer life than was signed', {
    headers: { ...asked, 'signature-input': asked['signature-input'].replace('expires=1793534640', 'expires=1793534700') },
    at: '2026-11-01T12:04:30Z',
  }),
  ofRequest('the signature of an answer', { headers: answered, publicKey: spki(b) }),
  ofAnswer('a signed answer', {}, 'ok'),
  ofAnswer('to another request', { requestSignature: otherAsked.signature }),
  ofAnswer('another status', { status: 202 }),
  ofAnswer('another body', { body: bytes('{"at":"2026-11-01T12:00:02.000Z"}') }),
  ofAnswer('another key', { publicKey: spki(stranger) }),
  ofAnswer('the signature of the request itself', { headers: asked, publicKey: spki(a) }),
  ofAnswer('no signature', { headers: { ...answered, signature: '' } }),
]

function digestOfTwo(): string {
  return signHttpRequest({ ...request, body: bytes('{"comity":2}'), ...signing, privateKey: a.privateKey })['content-digest']
}

const file = {
  specification: '03-signature',
  note: 'publicKey is a SubjectPublicKeyInfo. Header names are in lower case.',
  cases,
}
writeFileSync(new URL('../../protocol/vectors/http.json', import.meta.url), `${JSON.stringify(file, null, 1)}\n`)
