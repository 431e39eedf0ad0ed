import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inContext } from '@comity/accounts/server'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { testDatabase } from '@comity/testing/database'
import type { Actor } from '@comity/accounts/contract'
import { RootFile, type Authority, type DirectoryFiles } from '../contract.ts'
import { demoAuthorities, demoAuthorityEntry, demoStates, demoSubject, type DemoNode } from '../demo/demo-directory.ts'
import { HOME, uniteDirectories } from '../rules/unite.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { createDirectoryRoots } from './create-directory-roots.ts'
import { fetchFurther, installFurther } from './fetch-further.ts'
import { firstEdition } from './first-edition.ts'
import { confirmFurther, leaveFurther, listFurther, proposeFurther } from './further.ts'
import { installDirectory } from './install-directory.ts'
import { makeNodeKeys } from './make-node-keys.ts'
import { peerFacts, peerOf } from './peer-facts.ts'

const { db } = await testDatabase(moduleMigrations)
const HOUR_MS = 3_600_000
let folder: string
let node: SampleNode
let regional: SampleNode
let home: DirectoryFiles
let root: Uint8Array
let id: string
let listedA: Authority
let listedB: Authority
let ana: Actor
let bo: Actor

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-two-'))
  const hub = sampleNode('hub', { db, folder: path.join(folder, 'hub') })
  node = sampleNode('a', { db, folder: path.join(folder, 'a') })
  regional = sampleNode('hub', { db, folder: path.join(folder, 'regional') })
  home = await foundNetwork(hub, [node])
  await installDirectory(node, home)
  root = await createDirectoryRoots(regional.world, regional.folder, 'Regional Network')
  listedA = (await peerFacts(db, demoAuthorities.a))?.authority ?? assert.fail('A is listed')
  listedB = await entryWithNewKeys('b')
  ana = person(node, 'ana', 'head')
  bo = person(node, 'bo', 'registrar')
})
after(() => rm(folder, { recursive: true, force: true }))

function refused(code: string) {
  return (error: unknown) => error instanceof ComityError && error.code === code
}

async function entryWithNewKeys(name: DemoNode): Promise<Authority> {
  const keys = await makeNodeKeys(regional.world, path.join(folder, regional.world.chance.uuid()), {
    authorityId: demoAuthorities[name],
    ...demoSubject(name),
    notBefore: regional.world.clock.now(),
  })
  return demoAuthorityEntry(name, keys, { nodeOrigin: `http://${name}.localhost:8080`, confirmedOn: '2026-03-01' })
}

const regionalSays = (...authorities: readonly Authority[]): Promise<DirectoryFiles> =>
  firstEdition(regional.world, regional.folder, { states: demoStates, authorities: [...authorities] })

const proposal = () => ({
  root: RootFile.parse(JSON.parse(new TextDecoder().decode(root))),
  origin: 'http://regional.localhost:8080',
  fingerprint: sha256Hex(root),
  compared: 'by telephone with the secretariat on 3 March',
})

async function joined(): Promise<string> {
  const proposed = await inContext(node, ana, (ctx) => proposeFurther(ctx, proposal()))
  await inContext(node, bo, (ctx) => confirmFurther(ctx, proposed.id))
  return proposed.id
}

async function left(): Promise<void> {
  await inContext(node, bo, (ctx) => leaveFurther(ctx, id))
  await assert.rejects(
    inContext(node, bo, (ctx) => confirmFurther(ctx, id)),
    refused('proposal-own'),
  )
  await inContext(node, ana, (ctx) => confirmFurther(ctx, id))
}

describe('two secretariats at once', () => {
  it('a second directory is joined by two persons who compared its root', async () => {
    const other = { ...proposal(), fingerprint: '0'.repeat(64) }
    await assert.rejects(
      inContext(node, ana, (ctx) => proposeFurther(ctx, other)),
      refused('fingerprint-differs'),
    )
    const guest = { ...ana, authorityId: demoAuthorities.b }
    await assert.rejects(
      inContext(node, guest, (ctx) => proposeFurther(ctx, proposal())),
      refused('not-allowed'),
    )
    const proposed = await inContext(node, ana, (ctx) => proposeFurther(ctx, proposal()))
    await assert.rejects(
      inContext(node, ana, (ctx) => confirmFurther(ctx, proposed.id)),
      refused('proposal-own'),
    )
    await assert.rejects(installFurther(node, proposed.id, await regionalSays(listedA)), refused('not-found'))
    assert.equal((await inContext(node, bo, (ctx) => confirmFurther(ctx, proposed.id))).state, 'followed')
    await assert.rejects(
      inContext(node, ana, (ctx) => proposeFurther(ctx, proposal())),
      refused('conflict'),
    )
    id = proposed.id
  })

  it('a hostile one replaces no key of an authority known through the first; what differs is shown', async () => {
    const forged = await entryWithNewKeys('a')
    await installFurther(node, id, await regionalSays(forged, listedB))
    assert.equal((await peerOf(node, demoAuthorities.a))?.authority.caCertificate, listedA.caCertificate)
    assert.equal((await peerOf(node, demoAuthorities.a))?.authority.sealRecipient, listedA.sealRecipient)
    const [shown] = await listFurther(db)
    assert.deepEqual(
      shown?.conflicts.map(({ authorityId, differs }) => [authorityId, differs]),
      [[demoAuthorities.a, ['key', 'recipient']]],
    )
  })

  it('finds through the second whom the first does not list', async () => {
    assert.equal((await peerOf(node, demoAuthorities.b))?.authority.caCertificate, listedB.caCertificate)
  })

  it('neither goes back, and one that is refused or gone changes nothing of the other', async () => {
    await regional.world.advance(HOUR_MS)
    await node.world.advance(HOUR_MS)
    await assert.rejects(installFurther(node, id, await regionalSays(listedA)), refused('directory-rollback'))
    await assert.rejects(installFurther(node, id, home), refused('directory-rollback'))
    await fetchFurther(node)
    assert.equal((await listFurther(db))[0]?.problem, 'directory-unreachable')
    assert.ok(await peerOf(node, demoAuthorities.a))
    assert.ok(await peerOf(node, demoAuthorities.b))
  })

  it('once two persons left it, whom it alone listed is unknown, and its successor is joined anew', async () => {
    await left()
    assert.equal(await peerOf(node, demoAuthorities.b), null)
    assert.equal((await peerOf(node, demoAuthorities.a))?.authority.caCertificate, listedA.caCertificate)
    id = await joined()
    await installFurther(node, id, await regionalSays(listedA, listedB))
    assert.deepEqual((await listFurther(db)).find((one) => one.id === id)?.conflicts, [])
  })

  it('the first directory cannot replace a key that was first known through the second', async () => {
    const forged = await entryWithNewKeys('b')
    const directories = [
      { id: HOME, contents: { states: [...demoStates], authorities: [listedA, forged] } },
      { id, contents: { states: [...demoStates], authorities: [listedA, listedB] } },
    ]
    const united = uniteDirectories(directories, new Map([[demoAuthorities.b, id]]), { listed: new Set() })
    assert.ok(united.authorities.includes(listedB) && !united.authorities.includes(forged))
    assert.deepEqual(united.sources.get(demoAuthorities.a), [HOME, id])
    assert.deepEqual(united.conflicts.get(HOME)?.[0]?.differs, ['key', 'recipient'])
    const gone = uniteDirectories(directories.slice(0, 1), new Map([[demoAuthorities.b, id]]), { listed: new Set() })
    assert.ok(!gone.authorities.some((one) => one.id === demoAuthorities.b), 'nor when the second is silent about it')
  })

  it('an authority of the second that looks like one of the first is left out', () => {
    const twin = { ...listedB, names: { en: listedA.names.en.replace('o', 'о') } }
    const directories = [
      { id: HOME, contents: { states: [...demoStates], authorities: [listedA] } },
      { id: 'x', contents: { states: [...demoStates], authorities: [twin] } },
    ]
    const united = uniteDirectories(directories, new Map(), { listed: new Set() })
    assert.deepEqual(united.authorities, [listedA])
    assert.deepEqual(united.conflicts.get('x')?.[0]?.differs, ['looks-like'])
  })

  it('past the grace of one, only whom that one alone vouches for is refused', async () => {
    await node.world.advance(40 * 24 * HOUR_MS)
    await assert.rejects(peerOf(node, demoAuthorities.b), refused('directory-expired'))
    await regional.world.advance(40 * 24 * HOUR_MS)
    await left()
    regional = { ...regional }
    id = await joined()
    await installFurther(node, id, await regionalSays(listedA, listedB))
    assert.ok(await peerOf(node, demoAuthorities.b), 'the second is fresh')
    assert.ok(await peerOf(node, demoAuthorities.a), 'both list A, and one of them is fresh')
    await assert.rejects(peerOf(node, demoAuthorities.hub), refused('directory-expired'))
  })
})
