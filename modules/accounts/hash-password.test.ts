import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '@comity/world'
import { hashPassword, isOutdated, isPassword } from './hash-password.ts'

const { chance } = testWorld()

test('a hash is a salted PHC string that only its password matches', async () => {
  const [one, two] = [await hashPassword('five quiet rivers run', chance), await hashPassword('five quiet rivers run', chance)]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.notEqual(one, two)
  assert.equal(await isPassword('five quiet rivers run', one), true)
  assert.equal(await isPassword('five quiet rivers ran', one), false)
})

test('a hash of the reference implementation of argon2 is understood, with its own parameters, and is to be made anew', async () => {
  const phc = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
  assert.equal(await isPassword('password', phc), true)
  assert.equal(isOutdated(phc), true)
  assert.equal(isOutdated(await hashPassword('five quiet rivers run', chance)), false)
})

test('without a hash, and with one that is none, nothing matches', async () => {
  assert.equal(await isPassword('', null), false)
  assert.equal(await isPassword('x', 'plain'), false)
})
