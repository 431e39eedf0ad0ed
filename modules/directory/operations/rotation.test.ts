import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import { after, before, describe, it } from 'node:test'
import path from 'node:path'
import type { Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { privateKeyFromPem, privateKeyToPem } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { testDatabase } from '@comity/testing/database'
import { planRoot, readKeyCard, type RootPlan } from '../ceremony/index.ts'
import { readContentsDraft } from '../ceremony/drafts.ts'
import { ContentsFile, RootFile, type Contents, type Root } from '../contract.ts'
import { demoAuthorities, demoAuthority, demoSubject } from '../demo/demo-directory.ts'
import { idOf, newKey } from '../rules/sample-directory.ts'
import { signFile, signatureOf, spkiOf } from '../rules/sign-file.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { proposedContents } from '../proposal-store.ts'
import { editionInForce, rootInForce, standing } from '../store.ts'
import { addSignature } from './add-signature.ts'
import { admitAuthority } from './admit-authority.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { installDirectory } from './install-directory.ts'
import { joinFile } from './join-file.ts'
import { makeNodeKeys } from './make-node-keys.ts'
import { makeOnlineKey } from './make-online-key.ts'
import { peerOf } from './peer-facts.ts'
import { publishDirectory } from './publish-directory.ts'
import { publishRoot } from './publish-root.ts'
import { contentsInForce } from './rebuild-rows.ts'
import { refreshFreshness } from './refresh-freshness.ts'
import { rootOfFile } from './root-of-file.ts'
import { signFreshness } from './sign-freshness.ts'

const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
const secretariat = demoAuthorities.hub
let folder: string
let hub: SampleNode
let a: SampleNode
let anna: Actor
let boris: Actor
/** Two persons who keep contents keys of their own. */
const holders = { dee: newKey(), ed: newKey() }

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-rotation-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a') })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  const files = await foundNetwork(hub, [a])
  await installDirectory(hub, files)
  await installDirectory(a, files)
})
after(() => rm(folder, { recursive: true, force: true }))

function refused(code: string, reason?: string) {
  return (error: unknown) =>
    error instanceof ComityError && error.code === code && (reason === undefined || error.values['reason'] === reason)
}
const nothing: RootPlan = { add: [], remove: [], replace: [], thresholds: {}, days: 730 }

const fileOfKey = (name: string) => path.join(hub.folder, 'keys', 'directory', name)
async function keyIn(name: string): Promise<KeyObject> {
  return privateKeyFromPem(await readFile(fileOfKey(name), 'utf8'))
}
const rootKeys = () => Promise.all(['root-1.key', 'root-2.key'].map(keyIn))
const keep = (name: string, key: KeyObject) => writeFile(fileOfKey(name), privateKeyToPem(key))
const asKey = (key: KeyObject, holder: string) => ({
  comity: 'directory-key' as const,
  holder,
  publicKey: spkiOf(key).toString('base64'),
  keyId: idOf(key),
})

async function heldRoot(): Promise<Root> {
  return rootOfFile(await readPinnedRoot(hub.world, hub.folder))
}
async function signedRoot(plan: Partial<RootPlan>, signers?: readonly KeyObject[]): Promise<RootFile> {
  const next = planRoot(await heldRoot(), { ...nothing, ...plan }, hub.world.clock.now())
  return RootFile.parse(JSON.parse(new TextDecoder().decode(signFile(next, signers ?? (await rootKeys())))))
}
const publish = (root: RootFile, contents?: ContentsFile) =>
  publishRoot(hub, anna, secretariat, { root, ...(contents === undefined ? {} : { contents }) })

/** What node A finds on its next fetch, read from the hub's own store. */
async function fetchToA() {
  const [root, edition, row] = await Promise.all([rootInForce(hub.db), editionInForce(hub.db), standing(hub.db)])
  assert(root && edition && row.freshness)
  return installDirectory(a, { root: root.bytes, contents: edition.contents, freshness: row.freshness })
}
async function nextContents(): Promise<Contents> {
  const current = await contentsInForce(hub.db)
  assert(current)
  return { ...current, version: current.version + 1 }
}

describe('rotating the keys of a directory that is in force', () => {
  it('freshness: refused before the node holds the new key, then signed with it, and nodes follow', async () => {
    const old = await keyIn('freshness.key')
    const elsewhere = newKey()
    const card = asKey(elsewhere, 'Another machine')
    await assert.rejects(
      publish(await signedRoot({ replace: [{ old: idOf(old), key: card }] })),
      refused('root-would-lock-out', 'freshness-key'),
    )
    const made = await makeOnlineKey(hub.world, hub.folder, 'Node of the secretariat')
    const root = await signedRoot({ replace: [{ old: idOf(old), key: readKeyCard(made.card) }] })
    assert.deepEqual(await publish(root), { rootVersion: 2, version: 1 })
    assert.equal((await fetchToA()).outcome, 'installed')
    await hub.world.advance(60_000)
    assert.equal((await refreshFreshness(hub)).outcome, 'refreshed')
    // The old key says nothing any more, though its file is still there.
    const row = await standing(hub.db)
    assert(row.freshness)
    assert.doesNotMatch(new TextDecoder().decode(row.freshness), new RegExp(idOf(old)))
  })

  it('root: another holder signs the root after, the removed one no longer can', async () => {
    const gone = await keyIn('root-3.key')
    const hal = newKey()
    const [first] = await rootKeys()
    assert(first)
    await publish(await signedRoot({ replace: [{ old: idOf(gone), key: asKey(hal, 'Hal') }] }))
    await assert.rejects(publish(await signedRoot({ days: 700 }, [first, gone])), refused('directory-signature-invalid'))
    assert.equal((await publish(await signedRoot({ days: 700 }, [first, hal]))).rootVersion, 4)
    await assert.rejects(fetchToA(), refused('directory-mismatch'), 'a root between is not left out; fetchDirectory asks for it')
  })

  it('contents: refused while nobody of the new holders has signed, then with what they signed elsewhere', async () => {
    const { dee, ed } = holders
    const plan = {
      replace: [
        { old: idOf(await keyIn('contents-1.key')), key: asKey(dee, 'Dee') },
        { old: idOf(await keyIn('contents-2.key')), key: asKey(ed, 'Ed') },
      ],
    }
    const root = await signedRoot(plan)
    await assert.rejects(publish(root), refused('root-would-lock-out', 'contents-signatures'))
    const byOne = ContentsFile.parse(JSON.parse(new TextDecoder().decode(signFile(await nextContents(), [dee]))))
    await assert.rejects(publish(root, byOne), refused('root-would-lock-out', 'contents-signatures'))
    const both = ContentsFile.parse(JSON.parse(new TextDecoder().decode(signFile(await nextContents(), [dee, ed]))))
    assert.deepEqual(await publish(root, both), { rootVersion: 5, version: 2 })
    await keep('dee.key', dee)
    await rm(fileOfKey('contents-1.key'))
    await rm(fileOfKey('contents-2.key'))
  })

  it('is for those who hold a role of the secretariat, and never without the holders’ signatures', async () => {
    const root = await signedRoot({ days: 500 })
    for (const actor of [person(hub, 'carl', 'case-officer'), person(a, 'rita', 'registrar')])
      await assert.rejects(publishRoot(hub, actor, secretariat, { root }), refused('not-allowed'))
    await assert.rejects(publishRoot(hub, anna, null, { root }), refused('not-allowed'))
    const [one] = await rootKeys()
    assert(one)
    await assert.rejects(publish(await signedRoot({ days: 500 }, [one])), refused('directory-signature-invalid'))
  })
})

describe('contents by two persons on two machines', () => {
  async function application(): Promise<Uint8Array> {
    const place = path.join(folder, hub.world.chance.uuid())
    const keys = await makeNodeKeys(hub.world, place, {
      authorityId: demoAuthorities.b,
      ...demoSubject('b'),
      notBefore: hub.world.clock.now(),
    })
    const about = demoAuthority('b', { nodeOrigin: 'http://b.localhost:8080', confirmedOn: '2026-03-01' })
    return joinFile({ world: hub.world, folder: place }, keys, about)
  }

  it('are published when the second signature came from elsewhere, and not before', async () => {
    // The second holder's key never was on this machine: only Dee's is here.
    assert.deepEqual((await readdir(path.dirname(fileOfKey('x')))).includes('contents-2.key'), false)
    const bytes = await application()
    const proposal = await inContext(hub, anna, (ctx) => admitAuthority(ctx, secretariat, { application: bytes }))
    const approve = () => inContext(hub, boris, (ctx) => publishDirectory(ctx, secretariat, { proposalId: proposal.id }))
    await assert.rejects(approve(), refused('contents-signature-missing'))
    const proposed = await proposedContents(hub.db, proposal.id)
    assert(proposed)
    const draft = readContentsDraft(proposed)
    assert.equal(draft.signatures.length, 1)
    const add = (file: { signed: Contents; signatures: { keyId: string; signature: string }[] }) =>
      inContext(hub, boris, (ctx) => addSignature(ctx, secretariat, { proposalId: proposal.id, file }))
    const stranger = newKey()
    await assert.rejects(
      add({ signed: draft.signed, signatures: [signatureOf(draft.signed, stranger)] }),
      refused('key-of-no-role'),
    )
    const other = { ...draft.signed, version: 99 }
    await assert.rejects(add({ signed: other, signatures: [signatureOf(other, stranger)] }), refused('signature-for-another'))
    const byEd = { signed: draft.signed, signatures: [signatureOf(draft.signed, holders.ed)] }
    await assert.rejects(
      inContext(hub, person(hub, 'carl', 'case-officer'), (ctx) =>
        addSignature(ctx, secretariat, { proposalId: proposal.id, file: byEd }),
      ),
      refused('not-allowed'),
    )
    await add(byEd)
    assert.equal((await approve()).state, 'published')
    assert.equal((await contentsInForce(hub.db))?.version, 3)
    await assert.rejects(add(byEd), refused('proposal-overtaken'))
  })
})

describe('a thief of both contents keys and the freshness key', () => {
  it('is thrown out by a new root, though the true contents bear the number of the false ones', async () => {
    const [root, honest] = [await rootInForce(hub.db), await nextContents()]
    assert(root)
    const [first] = honest.authorities
    assert(first)
    const { dee, ed } = holders
    const online = (await readdir(path.dirname(fileOfKey('x')))).find((name) => name.startsWith('freshness-'))
    const freshnessKey = await keyIn(online ?? '')
    const forged = signFile({ ...honest, authorities: [{ ...first, nodeOrigin: 'https://thief.example' }] }, [dee, ed])
    const about = { contents: forged, version: honest.version, at: hub.world.clock.now() }
    await installDirectory(hub, { root: root.bytes, contents: forged, freshness: signFreshness(freshnessKey, about) })
    assert.equal((await contentsInForce(hub.db))?.authorities[0]?.nodeOrigin, 'https://thief.example')

    const [hal, ida] = [newKey(), newKey()]
    const replace = [
      { old: idOf(dee), key: asKey(hal, 'Hal') },
      { old: idOf(ed), key: asKey(ida, 'Ida') },
    ]
    const truth = ContentsFile.parse(JSON.parse(new TextDecoder().decode(signFile(honest, [hal, ida]))))
    await publish(await signedRoot({ replace }), truth)
    const inForce = await contentsInForce(hub.db)
    assert.equal(inForce?.version, honest.version)
    assert.equal(inForce?.authorities[0]?.nodeOrigin, first.nodeOrigin)
    assert.equal((await peerOf(hub, first.id))?.authority.nodeOrigin, first.nodeOrigin)
  })
})
