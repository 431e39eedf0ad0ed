import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import test from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import {
  caFingerprint,
  confirmPin,
  demoAuthorities,
  demoAuthority,
  demoSubject,
  endPin,
  joinFile,
  loadNodeKeys,
  makeNodeKeys,
  peerFacts,
  proposePin,
  rejectPin,
} from '@comity/directory/server'
import { ApplicationFile, type PinProposal } from '@comity/directory/contract'
import { ComityError } from '@comity/errors'
import { twoExchanges, until, type ExchangeNode } from './two-exchanges.ts'

const { a, b } = await twoExchanges()
const DAY_MS = 86_400_000

function refused(code: string) {
  return (error: unknown) => error instanceof ComityError && error.code === code
}
const person = (on: ExchangeNode, id: string): Actor => ({
  kind: 'person',
  id,
  name: id,
  authorityId: on.node.facts.authorityId,
  roles: ['head'],
})

/** What B gives to A: its card, and by telephone its fingerprint. */
async function cardOf(name: 'a' | 'b', at: ExchangeNode, folder = at.node.folder): Promise<PinProposal> {
  const keys = await loadNodeKeys({ world: at.node.world, folder })
  const about = demoAuthority(name, { nodeOrigin: at.node.facts.origin, confirmedOn: '2026-03-01' })
  const bytes = await joinFile({ world: at.node.world, folder }, keys, about)
  return {
    card: ApplicationFile.parse(JSON.parse(new TextDecoder().decode(bytes))),
    fingerprint: caFingerprint({ caCertificate: keys.caCertificatePem }),
    compared: 'Read out by telephone, on the number from the diplomatic list',
  }
}

async function pair(on: ExchangeNode, given: PinProposal): Promise<string> {
  const proposed = await inContext(on.node, person(on, 'vera'), (ctx) => proposePin(ctx, given))
  await inContext(on.node, person(on, 'ines'), (ctx) => confirmPin(ctx, proposed.id))
  return proposed.id
}

test('two persons compare and confirm: one alone, another fingerprint, or a case officer pin nothing', async () => {
  const given = await cardOf('b', b)
  const propose = (actor: Actor, more: Partial<PinProposal> = {}) =>
    inContext(a.node, actor, (ctx) => proposePin(ctx, { ...given, ...more }))
  const wrong = given.fingerprint.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
  await assert.rejects(propose(person(a, 'vera'), { fingerprint: wrong }), refused('fingerprint-differs'))
  await assert.rejects(propose({ ...person(a, 'carl'), roles: ['case-officer'] }), refused('not-allowed'))
  await assert.rejects(propose(person(b, 'vera')), refused('not-allowed'))
  const { id } = await propose(person(a, 'vera'))
  await assert.rejects(
    inContext(a.node, person(a, 'vera'), (ctx) => confirmPin(ctx, id)),
    refused('pin-own'),
  )
  assert.equal((await peerFacts(a.node.db, demoAuthorities.b))?.pinned, false)
  assert.equal((await inContext(a.node, person(a, 'ines'), (ctx) => rejectPin(ctx, id))).state, 'rejected')
  await assert.rejects(
    inContext(a.node, person(a, 'ines'), (ctx) => confirmPin(ctx, id)),
    refused('pin-decided'),
  )
})

test('two paired authorities go on when the directory is gone for ever; who is not paired waits', async () => {
  for (const one of [a, b]) one.setClockOff(200 * DAY_MS)
  await assert.rejects(a.post({ thread: randomUUID() }), refused('directory-expired'))
  await pair(a, await cardOf('b', b))
  await pair(b, await cardOf('a', a))
  await a.startWorker()
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'without any centre' } })
  await until(() => b.received.some((one) => one.thread === thread))
  await until(() => a.news.some((one) => one.thread === thread && one.event === 'delivered'))
  await a.stopWorker()
  await assert.rejects(
    a.post({ thread: randomUUID(), addressee: demoAuthorities.hub }),
    (error) => error instanceof ComityError && ['directory-expired', 'authority-unknown'].includes(error.code),
  )
})

test('an authority that no directory lists can be paired and written to', async () => {
  const folder = path.join(a.node.folder, 'xc')
  const id = AuthorityId.parse('xc.high-court')
  const keys = await makeNodeKeys(a.node.world, folder, {
    authorityId: id,
    ...demoSubject('b'),
    notBefore: a.node.world.clock.now(),
  })
  const entry = {
    ...demoAuthority('b', { nodeOrigin: 'https://xc.example', confirmedOn: '2026-03-01' }),
    id,
    hostedBy: id,
    state: 'XC',
    names: { en: 'High Court of Cestria' },
  }
  const bytes = await joinFile({ world: a.node.world, folder }, keys, entry)
  await pair(a, {
    card: ApplicationFile.parse(JSON.parse(new TextDecoder().decode(bytes))),
    fingerprint: caFingerprint({ caCertificate: keys.caCertificatePem }),
    compared: 'In person, at the meeting of both offices',
    stateNames: { en: 'Cestria' },
  })
  const facts = await peerFacts(a.node.db, id)
  assert.deepEqual([facts?.pinned, facts?.authority.names.en], [true, 'High Court of Cestria'])
  assert.ok((await a.post({ thread: randomUUID(), addressee: id })).dossierId)
})

test('a key that differs from the directory’s is shown, stays the pinned one, and two persons decide', async () => {
  const folder = path.join(b.node.folder, 'renewed')
  await makeNodeKeys(b.node.world, folder, {
    authorityId: demoAuthorities.b,
    ...demoSubject('b'),
    notBefore: new Date(b.node.world.clock.now().getTime() - 60_000),
  })
  const other = await cardOf('b', b, folder)
  const proposed = await inContext(a.node, person(a, 'vera'), (ctx) => proposePin(ctx, other))
  assert.deepEqual(
    proposed.warnings.map(({ kind }) => kind),
    ['other-keys'],
  )
  const pinned = await inContext(a.node, person(a, 'ines'), (ctx) => confirmPin(ctx, proposed.id))
  assert.equal(pinned.directoryDiffers, (await cardOf('b', b)).fingerprint)
  const facts = await peerFacts(a.node.db, demoAuthorities.b)
  assert.deepEqual([facts?.pinned, facts?.differs], [true, pinned.directoryDiffers])
  assert.equal(facts?.authority.caCertificate, other.card.signed.authority.caCertificate)

  await inContext(a.node, person(a, 'vera'), (ctx) => endPin(ctx, proposed.id))
  await assert.rejects(
    inContext(a.node, person(a, 'vera'), (ctx) => confirmPin(ctx, proposed.id)),
    refused('pin-own'),
  )
  assert.equal((await peerFacts(a.node.db, demoAuthorities.b))?.pinned, true, 'one person alone ends nothing')
  await inContext(a.node, person(a, 'ines'), (ctx) => confirmPin(ctx, proposed.id))
  const after = await peerFacts(a.node.db, demoAuthorities.b)
  assert.deepEqual([after?.pinned, after?.differs], [false, null])
})
