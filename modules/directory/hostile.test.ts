import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import { after, before, describe, it } from 'node:test'
import path from 'node:path'
import type { Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { testDatabase } from '@comity/testing/database'
import type { Net, NetRequest } from '@comity/world'
import { readContentsDraft } from './ceremony/drafts.ts'
import { directoryLimits, type DirectoryFiles } from './contract.ts'
import { demoAuthorities, demoAuthority, demoSubject } from './demo/demo-directory.ts'
import { admitAuthority } from './operations/admit-authority.ts'
import { directoryStatus } from './operations/directory-status.ts'
import { fetchDirectory } from './operations/fetch-directory.ts'
import { installDirectory } from './operations/install-directory.ts'
import { joinFile } from './operations/join-file.ts'
import { makeNodeKeys } from './operations/make-node-keys.ts'
import { publishDirectory } from './operations/publish-directory.ts'
import { readKey } from './operations/key-folder.ts'
import { directoryKeysIn } from './operations/role-keys.ts'
import { signFreshness } from './operations/sign-freshness.ts'
import { keepSignatures, proposedContents } from './proposal-store.ts'
import { newKey, sampleContents, sampleFiles, sampleFreshness, sampleKeys, sampleRoot } from './rules/sample-directory.ts'
import { fileOf, signFile, signatureOf } from './rules/sign-file.ts'
import { verifyDirectory, type OfferedDirectory } from './rules/verify-directory.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'

const MIRROR = 'https://mirror.example'
const HOUR_MS = 3_600_000
const secretariat = demoAuthorities.hub
const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
let folder: string
let hub: SampleNode
let a: SampleNode
let anna: Actor
let boris: Actor
let genuine: DirectoryFiles
const mirror: { serve: (name: string) => Uint8Array; asked: NetRequest[] } = { serve: () => new Uint8Array(), asked: [] }

/** A mirror that says whatever the test lets it say. */
const net: Net = {
  async fetch(request) {
    mirror.asked.push(request)
    return { status: 200, headers: {}, body: Uint8Array.from(mirror.serve(new URL(request.url).pathname)) }
  },
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-hostile-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  genuine = await foundNetwork(hub, [a])
  await installDirectory(hub, genuine)
})
after(() => rm(folder, { recursive: true, force: true }))

function refused(code: string, reason?: string) {
  return (error: unknown) =>
    error instanceof ComityError && error.code === code && (reason === undefined || error.values['reason'] === reason)
}
function serving(files: Partial<DirectoryFiles>): void {
  const all = { ...genuine, ...files }
  mirror.asked = []
  mirror.serve = (place) => {
    if (place.endsWith('root.json')) return all.root
    return place.endsWith('contents.json') ? all.contents : all.freshness
  }
}

describe('a lying mirror', () => {
  it('may stand in for the centre with genuine files', async () => {
    serving({})
    assert.equal((await fetchDirectory(a, MIRROR)).outcome, 'installed')
  })

  it('cannot mix old and new, alter anything, or answer with something else', async () => {
    const key = await readKey(hub.world, path.join(directoryKeysIn(hub.folder), 'freshness.key'))
    const of = { contents: new Uint8Array([1]), version: 2, at: hub.world.clock.now() }
    for (const [files, code] of [
      [{ freshness: signFreshness(key, of) }, 'directory-mismatch'],
      [{ freshness: signFreshness(newKey(), of) }, 'directory-signature-invalid'],
      [{ freshness: Buffer.from('<html>Sign in to the network</html>') }, 'directory-malformed'],
      [{ root: Buffer.from('[]') }, 'directory-malformed'],
    ] as const) {
      serving(files)
      await assert.rejects(fetchDirectory(a, MIRROR), refused(code), code)
    }
    assert.equal((await directoryStatus(a, MIRROR)).version, 1)
  })

  it('cannot freeze a node unseen: what it repeats for ever grows stale, then expires', async () => {
    serving({})
    await a.world.advance(30 * HOUR_MS)
    assert.equal((await fetchDirectory(a, MIRROR)).outcome, 'nothing-new')
    assert.equal((await directoryStatus(a, MIRROR)).standing, 'stale')
    await a.world.advance(72 * HOUR_MS)
    await assert.rejects(fetchDirectory(a, MIRROR), refused('directory-expired'))
    assert.equal((await directoryStatus(a, MIRROR)).standing, 'expired')
  })

  it('cannot fill memory: every answer has a limit, told before it is read', async () => {
    serving({})
    await fetchDirectory(a, MIRROR).catch(() => undefined)
    const limits = new Map(
      mirror.asked.map(({ url, maxAnswerBytes }) => [new URL(url).pathname.split('/').at(-1), maxAnswerBytes]),
    )
    assert.equal(limits.get('freshness.json'), directoryLimits.freshnessBytes)
    assert.equal(limits.get('root.json'), directoryLimits.rootBytes)
    for (const name of ['root', 'contents', 'freshness'] as const) {
      serving({ [name]: new Uint8Array(directoryLimits.contentsBytes + 1).fill(0x20) })
      await assert.rejects(fetchDirectory(a, MIRROR), ComityError)
    }
  })

  it('cannot lead a node through endless roots', async () => {
    const keys = sampleKeys()
    serving({ root: signFile(sampleRoot(keys, { version: 1_000_000 }), keys.root) })
    await assert.rejects(fetchDirectory(a, MIRROR), refused('directory-mismatch'))
    assert.equal(mirror.asked.length, 2, 'not one root between was asked for')
  })
})

describe('a thief of keys', () => {
  const keys = sampleKeys()
  const files = sampleFiles(keys)
  const at = new Date('2026-03-02T12:00:00Z')
  const known = { version: 1, contentsSha256: '0'.repeat(64) }
  const verify = (changes: Partial<OfferedDirectory>) =>
    verifyDirectory({ ...files, trustedRoot: files.root, known: null, at, ...changes })
  const forged = sampleContents({ version: 2, authorities: [] })
  const vouched = (contents: Uint8Array, by = keys.freshness) => signFile(sampleFreshness(contents, 2), [by])

  it('of the freshness key publishes nothing, brings nothing old back, and holds nobody for more than 31 days', () => {
    const own = signFile(forged, [newKey(), newKey()])
    assert.throws(() => verify({ contents: own, freshness: vouched(own) }), refused('directory-signature-invalid'))
    assert.throws(() => verify({ known: { ...known, version: 5 } }), refused('directory-rollback'))
    const long = signFile(sampleFreshness(files.contents, 1, { expires: '2026-04-03T00:00:00Z' }), [keys.freshness])
    assert.throws(() => verify({ freshness: long }), refused('directory-malformed'))
  })

  it('of one contents key publishes nothing, even with the freshness key; of both nothing without it', () => {
    const byOne = fileOf(forged, [signatureOf(forged, keys.contents[0])])
    assert.throws(() => verify({ contents: byOne, freshness: vouched(byOne) }), refused('directory-signature-invalid'))
    const byBoth = signFile(forged, keys.contents)
    assert.throws(() => verify({ contents: byBoth }), refused('directory-mismatch'))
    assert.throws(
      () => verify({ contents: byBoth, freshness: vouched(byBoth, newKey()) }),
      refused('directory-signature-invalid'),
    )
  })

  it('of one root key changes no keys, and of all others together none either', () => {
    const thief = sampleKeys()
    const mine = sampleRoot({ ...thief, root: [keys.root[0], thief.root[1], thief.root[2]] }, { version: 2 })
    const stolen = [keys.root[0], ...keys.contents, keys.freshness, ...thief.root]
    assert.throws(() => verify({ root: signFile(mine, stolen) }), refused('directory-signature-invalid'))
  })

  it('is thrown out of every role by a new root', () => {
    const fresh = sampleKeys()
    const next = sampleRoot({ root: keys.root, contents: fresh.contents, freshness: fresh.freshness }, { version: 2 })
    const root = signFile(next, keys.root.slice(0, 2))
    const old = signFile(forged, keys.contents)
    assert.throws(() => verify({ root, contents: old, freshness: vouched(old) }), refused('directory-signature-invalid'))
    assert.throws(
      () => verify({ root, contents: old, freshness: vouched(old, fresh.freshness) }),
      refused('directory-signature-invalid'),
    )
    const mended = signFile(sampleContents(), fresh.contents)
    const freshness = signFile(sampleFreshness(mended, 1), [fresh.freshness])
    assert.equal(verify({ root, contents: mended, freshness, known: { ...known, version: 99 } }).contents.version, 1)
  })
})

describe('a forged nomination', () => {
  async function application(
    changes: Partial<ReturnType<typeof demoAuthority>>,
    by: { folder?: string; replaced?: string } = {},
  ): Promise<Uint8Array> {
    const place = by.folder ?? path.join(folder, hub.world.chance.uuid())
    const keys = await makeNodeKeys(hub.world, place, {
      authorityId: changes.id ?? demoAuthorities.b,
      ...demoSubject('b'),
      notBefore: hub.world.clock.now(),
    })
    const about = { ...demoAuthority('b', { nodeOrigin: 'https://b.example', confirmedOn: '2026-03-01' }), ...changes }
    const replaced = by.replaced === undefined ? null : await readKey(hub.world, path.join(by.replaced, 'keys/ca.key'))
    return joinFile({ world: hub.world, folder: place }, keys, about, replaced)
  }
  const propose = (bytes: Uint8Array, reason?: string) =>
    inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application: bytes, reason }))

  it('under a listed authority’s name with other keys is refused without a reason, and the second person reads both', async () => {
    const { state, ...a } = demoAuthority('a', { nodeOrigin: 'https://a.example', confirmedOn: '2026-03-01' })
    const bytes = await application({ ...a, state })
    await assert.rejects(propose(bytes), refused('name-confusable'))
    const reason = 'Their old machine burned; compared by telephone with the head.'
    const proposal = await propose(bytes, reason)
    assert.deepEqual([proposal.warnings.map(({ kind }) => kind), proposal.reason], [['other-keys'], reason])
    await assert.rejects(
      inContext(hub, anna, (ctx) => publishDirectory(ctx, secretariat, { proposalId: proposal.id })),
      refused('proposal-own'),
    )
  })

  it('is told from the wish of the holder of the listed key, who signs the application for the new one too', async () => {
    const { state, ...about } = demoAuthority('a', { nodeOrigin: 'https://a.example', confirmedOn: '2026-03-01' })
    const proposal = await propose(await application({ ...about, state }, { replaced: a.folder }))
    assert.deepEqual([proposal.change, proposal.warnings], ['replace', []])
  })

  it('under a name that looks like another’s is refused without a reason', async () => {
    const { names } = demoAuthority('a', { nodeOrigin: 'https://a.example', confirmedOn: '2026-03-01' })
    const disguised = { ...names, en: names.en.replace('Central', 'Сentral') }
    await assert.rejects(propose(await application({ names: disguised })), refused('name-confusable'))
    const hidden = { ...names, en: `Prosecutor General\u202e of Bresonia` }
    await assert.rejects(propose(await application({ names: hidden })), refused('name-confusable'))
  })

  it('that somebody kept from long ago brings back no old keys', async () => {
    const bytes = await application({})
    await hub.world.advance(91 * 24 * HOUR_MS)
    await assert.rejects(propose(bytes), refused('application-invalid', 'age'))
  })

  it('never comes in by the contents themselves: what is proposed is what both persons sign', async () => {
    const bytes = await application({})
    const proposal = await propose(bytes)
    const contents = await proposedContents(hub.db, proposal.id)
    assert(contents)
    const draft = readContentsDraft(contents)
    const altered = { ...draft.signed, authorities: draft.signed.authorities.slice(1) }
    await keepSignatures(hub.db, proposal.id, { contents: fileOf(altered, draft.signatures), signatures: 1 })
    await assert.rejects(
      inContext(hub, boris, (ctx) => publishDirectory(ctx, secretariat, { proposalId: proposal.id })),
      ComityError,
    )
  })
})
