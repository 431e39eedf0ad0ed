import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Decrypter, Encrypter } from 'age-encryption'
import { sealWithPassphrase, unsealWithPassphrase } from '../index.ts'
import { refusal, seededChance } from '../test-authority.ts'

const chance = seededChance('passphrase')
const failed = refusal('unsealing-failed')
const plain = new TextEncoder().encode('a key that lies in a safe')
const file = sealWithPassphrase(plain, 'twelve quiet lamps', chance, 10)

describe('sealing under a passphrase', () => {
  it('agrees both ways with the reference implementation of age', async () => {
    const decrypter = new Decrypter()
    decrypter.addPassphrase('twelve quiet lamps')
    assert.deepEqual(await decrypter.decrypt(file), plain)
    const encrypter = new Encrypter()
    encrypter.setPassphrase('twelve quiet lamps')
    encrypter.setScryptWorkFactor(10)
    assert.deepEqual(unsealWithPassphrase(await encrypter.encrypt(plain), 'twelve quiet lamps'), plain)
  })

  it('opens with the same passphrase however its accents are composed, and with no other', () => {
    const composed = sealWithPassphrase(plain, 'caf\u00e9 au port', chance, 10)
    assert.deepEqual(unsealWithPassphrase(composed, 'cafe\u0301 au port'), plain)
    assert.throws(() => unsealWithPassphrase(file, 'twelve quiet lamp'), failed)
  })

  it('refuses a file of which any byte is altered or cut off, and one that asks for endless work', () => {
    for (let index = 0; index < file.length; index += 1) {
      // The work factor itself: a larger one must not be tried at all.
      const altered = Uint8Array.from(file)
      altered[index] = (altered[index] ?? 0) ^ 1
      assert.throws(() => unsealWithPassphrase(altered, 'twelve quiet lamps'), failed, `byte ${index}`)
    }
    assert.throws(() => unsealWithPassphrase(file.subarray(0, -1), 'twelve quiet lamps'), failed)
    const text = Buffer.from(file).toString('latin1').replace(' 10\n', ' 30\n')
    assert.throws(() => unsealWithPassphrase(Buffer.from(text, 'latin1'), 'twelve quiet lamps'), failed)
  })
})
