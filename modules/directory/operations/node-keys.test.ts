import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { mustVerifyChain, seal, unseal, parseSealIdentity, parseSealRecipient } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { testWorld } from '@comity/world'
import { demoAuthorities, demoAuthority, demoAuthorityEntry, demoStates, demoSubject } from '../demo/demo-directory.ts'
import { readApplication } from '../rules/application.ts'
import { verifyDirectory } from '../rules/verify-directory.ts'
import { createDirectoryRoots, secretariatKeyFile } from './create-directory-roots.ts'
import { firstEdition } from './first-edition.ts'
import { joinFile } from './join-file.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import { makeNodeKeys } from './make-node-keys.ts'

const world = testWorld()
const at = world.clock.now()
const place = { nodeOrigin: 'http://a.localhost:8080', confirmedOn: '2026-03-01' }
let folder: string

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-keys-'))
  await makeNodeKeys(world, folder, { authorityId: demoAuthorities.a, ...demoSubject('a'), notBefore: at })
})
after(() => rm(folder, { recursive: true, force: true }))

function refused(code: string) {
  return (error: unknown) => error instanceof ComityError && error.code === code
}

describe('the keys of a node', () => {
  it('are read back as they were made, and each leaf chains to the CA for its own use only', async () => {
    const keys = await loadNodeKeys({ world, folder })
    assert.equal(keys.authorityId, 'xa.central-authority')
    const leaves = { seal: keys.seal, transport: keys.transport, 'time-stamp': keys.timeStamp } as const
    for (const use of ['seal', 'transport', 'time-stamp'] as const) {
      const question = { leafDer: leaves[use].certificateDer, caDer: keys.caCertificateDer, at }
      assert.equal(mustVerifyChain({ ...question, use }).subject.country, 'XA')
      assert.throws(
        () => mustVerifyChain({ ...question, use: use === 'seal' ? 'transport' : 'seal' }),
        refused('certificate-wrong-use'),
      )
    }
  })

  it('open what is sealed to them', async () => {
    const keys = await loadNodeKeys({ world, folder })
    const sealed = seal(Buffer.from('evidence'), [parseSealRecipient(keys.sealRecipient)], world.chance)
    assert.equal(Buffer.from(unseal(sealed, parseSealIdentity(keys.sealIdentity))).toString(), 'evidence')
  })

  it('are readable by their owner only', async () => {
    assert.equal((await stat(path.join(folder, 'keys'))).mode & 0o777, 0o700)
    for (const file of ['ca.key', 'seal.key', 'seal-identity.txt'])
      assert.equal((await stat(path.join(folder, 'keys', file))).mode & 0o777, 0o600)
    assert.match(await readFile(path.join(folder, 'keys', 'NOTICE.txt'), 'utf8'), /ca\.key/)
  })

  it('are never overwritten, and say which file is missing', async () => {
    await assert.rejects(
      makeNodeKeys(world, folder, { authorityId: demoAuthorities.a, ...demoSubject('a'), notBefore: at }),
      refused('conflict'),
    )
    await assert.rejects(loadNodeKeys({ world, folder: path.join(folder, 'nowhere') }), refused('directory-key-missing'))
  })
})

describe('an application to be listed', () => {
  it('proves that the applicant holds the CA key it names', async () => {
    const keys = await loadNodeKeys({ world, folder })
    const bytes = await joinFile({ world, folder }, keys, demoAuthority('a', place))
    assert.equal(readApplication(bytes, at).caCertificate, keys.caCertificatePem)
  })

  it('is refused with another certificate, origin or recipient than the signed one', async () => {
    const keys = await loadNodeKeys({ world, folder })
    const text = new TextDecoder().decode(await joinFile({ world, folder }, keys, demoAuthority('a', place)))
    assert.throws(
      () => readApplication(Buffer.from(text.replace('a.localhost:8080', 'b.localhost:8080')), at),
      refused('application-invalid'),
    )
    const elsewhere = await joinFile({ world, folder }, keys, demoAuthority('a', { ...place, nodeOrigin: 'http://a.example' }))
    assert.throws(() => readApplication(elsewhere, at), refused('application-invalid'))
    const sealedToNobody = await joinFile(
      { world, folder },
      { ...keys, sealRecipient: 'age1pq1nobody' },
      demoAuthority('a', place),
    )
    assert.throws(() => readApplication(sealedToNobody, at), refused('application-invalid'))
    const stolen = await joinFile(
      { world, folder },
      { ...keys, caCertificatePem: (await otherKeys()).caCertificatePem },
      demoAuthority('a', place),
    )
    assert.throws(() => readApplication(stolen, at), refused('application-invalid'))
  })
})

async function otherKeys() {
  return makeNodeKeys(world, path.join(folder, 'other'), { authorityId: demoAuthorities.b, ...demoSubject('b'), notBefore: at })
}

describe('founding a directory', () => {
  it('makes roots, signs the first contents with two keys, and verifies', async () => {
    const root = await createDirectoryRoots(world, folder, 'Comity Network')
    const keys = await loadNodeKeys({ world, folder })
    const files = await firstEdition(world, folder, { states: demoStates, authorities: [demoAuthorityEntry('a', keys, place)] })
    const verified = verifyDirectory({ ...files, trustedRoot: root, known: null, at })
    assert.equal(verified.signedBy.length, 2)
    assert.equal(verified.contents.states.length, 3)
    assert.equal(verified.contents.authorities[0]?.names.ar, 'السلطة المركزية لأرلينيا، وزارة العدل')
    await assert.rejects(createDirectoryRoots(world, folder, 'Again'), refused('conflict'))
  })

  it('needs the signatures of two contents keys', async () => {
    await rm(secretariatKeyFile(folder, 'contents-2'))
    await assert.rejects(
      firstEdition(world, folder, { states: demoStates, authorities: [] }),
      refused('contents-signature-missing'),
    )
  })
})
