import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { describe, it } from 'node:test'
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import * as cctv from 'cctv-age'
import { generateSealIdentity, parseSealIdentity, parseSealRecipient, seal, unseal } from '../index.ts'
import { refusal, seededChance } from '../test-authority.ts'

const chance = seededChance('seal')
const keys = generateSealIdentity(chance)
const identity = parseSealIdentity(keys.identity)
const recipient = parseSealRecipient(keys.recipient)
const failed = refusal('unsealing-failed')

describe('sealing', () => {
  it('makes the pair that the reference implementation derives', async () => {
    assert.equal(await identityToRecipient(keys.identity), keys.recipient)
    assert.equal(identity.recipient, keys.recipient)
  })

  for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 1_048_576]) {
    it(`agrees both ways with the reference implementation on ${size} bytes`, async () => {
      const plain = chance.bytes(size)
      const decrypter = new Decrypter()
      decrypter.addIdentity(keys.identity)
      assert.deepEqual(await decrypter.decrypt(seal(plain, [recipient], chance)), plain)
      const encrypter = new Encrypter()
      encrypter.addRecipient(keys.recipient)
      assert.deepEqual(unseal(await encrypter.encrypt(plain), identity), plain)
    })
  }

  it('opens for each of several recipients and for nobody else', async () => {
    const second = await generateHybridIdentity()
    const file = seal(Uint8Array.of(7), [recipient, parseSealRecipient(await identityToRecipient(second))], chance)
    assert.deepEqual(unseal(file, identity), Uint8Array.of(7))
    assert.deepEqual(unseal(file, parseSealIdentity(second)), Uint8Array.of(7))
    assert.throws(() => unseal(file, parseSealIdentity(generateSealIdentity(chance).identity)), failed)
  })

  it('refuses a file of which any byte is altered, and any shortening', () => {
    const file = seal(chance.bytes(70_000), [recipient], chance)
    const headerAndStart = 1_800
    for (let index = 0; index < file.length; index += index < headerAndStart ? 1 : 997) {
      const altered = Uint8Array.from(file)
      altered[index] = (altered[index] ?? 0) ^ (1 << (index % 8))
      assert.throws(() => unseal(altered, identity), failed, `byte ${index}`)
    }
    for (const length of [0, 100, 1_700, file.length - 1, file.length - 4_480, file.length - 4_464 - 16]) {
      assert.throws(() => unseal(file.subarray(0, length), identity), failed, `${length} bytes`)
    }
    assert.throws(() => unseal(Uint8Array.of(...file, 0), identity), failed)
  })

  it('refuses classic recipients, alone or mixed in', async () => {
    const classic = await identityToRecipient(await generateX25519Identity())
    assert.throws(() => parseSealRecipient(classic), refusal('recipient-invalid'))
    const encrypter = new Encrypter()
    encrypter.addRecipient(keys.recipient)
    encrypter.addRecipient(classic)
    const mixed = await encrypter.encrypt(Uint8Array.of(1))
    assert.throws(() => unseal(mixed, identity), failed)
  })

  it('refuses keys that are misspelt', () => {
    for (const text of [
      '',
      'age1pq1',
      keys.recipient.toUpperCase(),
      keys.recipient.slice(0, -1),
      keys.recipient.replace('q', 'p'),
      `${keys.recipient}q`,
    ]) {
      assert.throws(() => parseSealRecipient(text), refusal('recipient-invalid'))
    }
    for (const text of ['', keys.identity.toLowerCase(), keys.identity.slice(0, -1)])
      assert.throws(() => parseSealIdentity(text), refusal('recipient-invalid'))
  })
})

describe('the vectors of the age format (C2SP CCTV)', () => {
  const cases = Object.entries({ ...cctv }).flatMap(([name, bytes]) =>
    bytes instanceof Uint8Array ? [readVector(name, bytes)] : [],
  )
  const hybrid = cases.filter(({ fields }) => fields.get('identity')?.startsWith('AGE-SECRET-KEY-PQ-') && !fields.has('armored'))

  it('are there', () => {
    assert.ok(cases.length > 100)
    assert.ok(hybrid.length > 0)
  })

  for (const { name, fields, file } of hybrid) {
    const good = fields.get('expect') === 'success' && everyStanzaIsHybrid(file)
    it(`${name}: ${good ? 'opens' : 'is refused'}`, () => {
      const own = parseSealIdentity(fields.get('identity') ?? '')
      if (!good) return assert.throws(() => unseal(file, own), failed)
      assert.equal(createHash('sha256').update(unseal(file, own)).digest('hex'), fields.get('payload'))
    })
  }

  it('of every other kind are refused, whatever the reference does with them', () => {
    for (const { name, file } of cases.filter((one) => !hybrid.includes(one)))
      assert.throws(() => unseal(file, identity), failed, name)
  })
})

function readVector(name: string, bytes: Uint8Array) {
  const end = Buffer.from(bytes).indexOf('\n\n')
  const lines = Buffer.from(bytes.subarray(0, end)).toString('latin1').split('\n')
  const fields = new Map(lines.map((line): [string, string] => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]))
  const body = bytes.subarray(end + 2)
  return { name, fields, file: fields.get('compressed') === 'zlib' ? inflateSync(body) : body }
}

// Ours is the stricter profile: a file with any other stanza is refused even where age would pass over it.
function everyStanzaIsHybrid(file: Uint8Array): boolean {
  const header = Buffer.from(file).toString('latin1').split('\n--- ')[0] ?? ''
  return header
    .split('\n')
    .filter((line) => line.startsWith('->'))
    .every((line) => line.startsWith('-> mlkem768x25519 '))
}
