import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import { after, before, describe, it } from 'node:test'
import path from 'node:path'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { testDatabase } from '@comity/testing/database'
import { demoAuthorities, demoAuthority, demoSubject } from '../demo/demo-directory.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import type { DirectoryFiles } from '../contract.ts'
import { openTrustAnchor } from '../rules/trust-anchor.ts'
import { instantText } from '../rules/sign-file.ts'
import { admitAuthority } from './admit-authority.ts'
import { directoryStatus } from './directory-status.ts'
import { installDirectory } from './install-directory.ts'
import { joinFile } from './join-file.ts'
import { makeNodeKeys } from './make-node-keys.ts'
import { listAuthorities, listStates, ownAuthority, peerFacts, peerOf } from './peer-facts.ts'
import { publishDirectory, rejectProposal } from './publish-directory.ts'
import { refreshFreshness } from './refresh-freshness.ts'
import { trustAnchor } from './trust-anchor.ts'
import { moduleMigrations } from '../sample-migrations.ts'

const { db } = await testDatabase(moduleMigrations)
const secretariat = demoAuthorities.hub
let folder: string
let hub: SampleNode
let files: DirectoryFiles

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-hub-'))
  hub = sampleNode('hub', { db, folder })
  files = await foundNetwork(hub, [])
})
after(() => rm(folder, { recursive: true, force: true }))

function refused(code: string) {
  return (error: unknown) => error instanceof ComityError && error.code === code
}

async function applicationOfB(): Promise<Uint8Array> {
  const folder = path.join(hub.folder, hub.world.chance.uuid())
  const keys = await makeNodeKeys(hub.world, folder, {
    authorityId: demoAuthorities.b,
    ...demoSubject('b'),
    notBefore: hub.world.clock.now(),
  })
  return joinFile(
    { world: hub.world, folder },
    keys,
    demoAuthority('b', { nodeOrigin: 'http://b.localhost:8080', confirmedOn: '2026-03-01' }),
  )
}

describe('the directory of a node', () => {
  it('is none before one is installed', async () => {
    assert.equal((await directoryStatus(hub, null)).standing, 'none')
    assert.equal(await peerFacts(db, demoAuthorities.a), null)
    await assert.rejects(ownAuthority(hub), refused('authority-unknown'))
    await assert.rejects(trustAnchor(hub), refused('unavailable'))
  })

  it('is put in force when it verifies, and a second time nothing happens', async () => {
    assert.deepEqual(await installDirectory(hub, files), { outcome: 'installed', version: 1 })
    assert.deepEqual(await installDirectory(hub, files), { outcome: 'nothing-new', version: 1 })
    const status = await directoryStatus(hub, null)
    assert.deepEqual(
      [status.standing, status.version, status.authorities, status.states, status.signedBy.length],
      ['fresh', 1, 2, 3, 2],
    )
    assert.equal((await peerFacts(db, demoAuthorities.a))?.authority.nodeOrigin, 'http://a.localhost:8080')
    assert.equal((await ownAuthority(hub)).kind, 'secretariat')
  })

  it('finds who is competent, by State, form and any of its names', async () => {
    const ids = async (search: Parameters<typeof listAuthorities>[1]) =>
      (await listAuthorities(db, search)).authorities.map((one) => one.id)
    assert.deepEqual(await ids({ limit: 10, query: 'ministere JUSTICE arlenie' }), ['xa.central-authority'])
    assert.deepEqual(await ids({ limit: 10, query: 'ارلينيا' }), ['xa.central-authority'])
    assert.deepEqual(await ids({ limit: 10, query: 'no\\such%' }), [])
    assert.deepEqual(await ids({ limit: 10, form: 'mutual-legal-assistance' }), ['xa.central-authority'])
    assert.deepEqual(await ids({ limit: 10, form: 'extradition' }), [])
    assert.deepEqual(await ids({ limit: 10, state: 'ZZ' }), ['zz.secretariat'])
    const first = await listAuthorities(db, { limit: 1 })
    assert.equal(first.next, 'xa.central-authority')
    assert.deepEqual(await ids({ limit: 1, after: demoAuthorities.a }), ['zz.secretariat'])
    assert.deepEqual(
      (await listStates(db)).map((state) => state.code),
      ['XA', 'XB', 'ZZ'],
    )
  })

  it('gives a trust anchor that opens offline', async () => {
    assert.deepEqual(
      openTrustAnchor(await trustAnchor(hub)).authorities.map((one) => one.id),
      ['xa.central-authority', 'zz.secretariat'],
    )
  })
})

describe('publishing the directory', () => {
  it('needs a proposal by one person and the approval of another', async () => {
    const anna = person(hub, 'anna', 'registrar')
    const application = await applicationOfB()
    const proposal = await inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application }))
    assert.deepEqual([proposal.state, proposal.version, proposal.change], ['proposed', 2, 'admit'])
    const decision = { proposalId: proposal.id }
    await assert.rejects(
      inContext(hub, anna, (ctx) => publishDirectory(ctx, secretariat, decision)),
      refused('proposal-own'),
    )
    await assert.rejects(
      inContext(hub, person(hub, 'carl', 'case-officer'), (ctx) => publishDirectory(ctx, secretariat, decision)),
      refused('not-allowed'),
    )
    assert.equal(await peerFacts(db, demoAuthorities.b), null)
    const published = await inContext(hub, person(hub, 'boris', 'head'), (ctx) => publishDirectory(ctx, secretariat, decision))
    assert.deepEqual([published.state, published.decidedByName], ['published', 'boris'])
    assert.equal((await peerFacts(db, demoAuthorities.b))?.directoryVersion, 2)
  })

  it('refuses a proposal that was decided already or overtaken, and lets one be rejected', async () => {
    const anna = person(hub, 'anna', 'registrar')
    const boris = person(hub, 'boris', 'head')
    const [one, other] = [await applicationOfB(), await applicationOfB()]
    const reason = 'They made new keys, and we compared them by telephone.'
    const first = await inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application: one, reason }))
    const second = await inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application: other, reason }))
    assert.equal(first.change, 'replace')
    await inContext(hub, boris, (ctx) => publishDirectory(ctx, secretariat, { proposalId: first.id }))
    for (const { id } of [first, second])
      await assert.rejects(
        inContext(hub, boris, (ctx) => publishDirectory(ctx, secretariat, { proposalId: id })),
        refused('proposal-overtaken'),
      )
    const third = await inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application: other, reason }))
    assert.equal(
      (await inContext(hub, anna, (ctx) => rejectProposal(ctx, secretariat, { proposalId: third.id }))).state,
      'rejected',
    )
  })

  it('is not possible on a node that does not publish', async () => {
    const application = await applicationOfB()
    await assert.rejects(
      inContext(hub, person(hub, 'anna', 'registrar'), (ctx) => admitAuthority(ctx, null, { application })),
      refused('not-allowed'),
    )
  })

  it('refuses the directory of yesterday as a rollback', async () => {
    await assert.rejects(installDirectory(hub, files), refused('directory-rollback'))
  })
})

describe('a directory that is not refreshed', () => {
  it('serves on as stale through the grace, then stops the exchange, until it is refreshed', async () => {
    const hour = 3_600_000
    await hub.world.advance(25 * hour)
    assert.equal((await directoryStatus(hub, null)).standing, 'stale')
    assert.equal((await peerOf(hub, demoAuthorities.a))?.directoryVersion, 3)
    await hub.world.advance(72 * hour)
    assert.equal((await directoryStatus(hub, null)).standing, 'expired')
    await assert.rejects(peerOf(hub, demoAuthorities.a), refused('directory-expired'))
    assert.equal((await refreshFreshness(hub)).outcome, 'refreshed')
    assert.equal((await peerOf(hub, demoAuthorities.a))?.authority.id, demoAuthorities.a)
    assert.equal(await peerOf(hub, 'xx.stranger'), null)
    assert.equal(
      (await directoryStatus(hub, null)).validUntil,
      new Date(instantText(new Date(hub.world.clock.now().getTime() + 24 * hour))).toISOString(),
    )
  })
})
