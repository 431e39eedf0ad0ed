import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import {
  fromBase64,
  fromHex,
  hex,
  openContainer,
  parseCanonicalJson,
  parseSealIdentity,
  sha256,
  unseal,
  verifyDetached,
  verifyHttpAnswer,
  verifyHttpRequest,
  verifyMerklePath,
  parseStrictJson,
} from './index.ts'
import { refusal } from './test-authority.ts'

type Case = Readonly<Record<string, unknown>>

function casesOf(name: string): Case[] {
  const file = parseStrictJson(readFileSync(new URL(`../../protocol/vectors/${name}.json`, import.meta.url)))
  assert(isRecord(file) && Array.isArray(file['cases']) && file['cases'].length > 3)
  return file['cases'].filter(isRecord)
}

function isRecord(value: unknown): value is Case {
  return typeof value === 'object' && value !== null
}

function textOf(one: Case, key: string): string {
  const value = one[key]
  assert(typeof value === 'string', key)
  return value
}

function each(name: string, run: (one: Case) => void): void {
  describe(`the vectors ${name}.json`, () => {
    casesOf(name).forEach((one, index) => {
      const expect = textOf(one, 'expect')
      it(`${index} ${String(one['name'] ?? '')}: ${expect}`, () => {
        if (expect === 'ok') run(one)
        else assert.throws(() => run(one), refusal(expect))
      })
    })
  })
}

each('jcs', (one) => {
  parseCanonicalJson(new TextEncoder().encode(textOf(one, 'text')))
})

each('cms', (one) => {
  verifyDetached({ cms: fromBase64(textOf(one, 'cms')), content: fromBase64(textOf(one, 'content')) })
})

each('container', (one) => {
  assert.equal(openContainer(fromBase64(textOf(one, 'container'))).manifestHash, one['manifestHash'])
})

each('age', (one) => {
  const plain = unseal(fromBase64(textOf(one, 'file')), parseSealIdentity(textOf(one, 'identity')))
  assert.equal(hex(sha256(plain)), one['plaintextSha256'])
})

describe('the vectors merkle.json', () => {
  casesOf('merkle').forEach((one, index) => {
    it(`${index}: ${String(one['expect'])}`, () => {
      const { path } = one
      assert(Array.isArray(path))
      const proof = {
        leaf: fromHex(textOf(one, 'leaf')),
        index: Number(one['index']),
        size: Number(one['size']),
        path: path.map((node) => fromHex(String(node))),
        root: fromHex(textOf(one, 'root')),
      }
      assert.equal(verifyMerklePath(proof), one['expect'])
    })
  })
})

each('http', (one) => {
  const { headers } = one
  assert(isRecord(headers))
  const message = {
    body: fromBase64(textOf(one, 'body')),
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, textOf(headers, name)])),
    publicKey: createPublicKey({ key: Buffer.from(textOf(one, 'publicKey'), 'base64'), format: 'der', type: 'spki' }),
  }
  if (one['kind'] === 'answer')
    verifyHttpAnswer({ ...message, status: Number(one['status']), requestSignature: textOf(one, 'requestSignature') })
  else
    verifyHttpRequest({
      ...message,
      method: textOf(one, 'method'),
      targetUri: textOf(one, 'targetUri'),
      now: new Date(textOf(one, 'at')),
    })
})
