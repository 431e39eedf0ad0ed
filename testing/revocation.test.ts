import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import {
  base64,
  crlToPem,
  openContainer,
  parseCertificate,
  privateKeyFromPem,
  sealWithPassphrase,
  signHttpRequest,
} from '@comity/crypto'
import {
  loadNodeKeys,
  makeRevocationList,
  ownRevocations,
  revokeOwn,
  takeRevocation,
  trustAnchor,
} from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { dossierFile } from '@comity/exchange/server'
import { verifyFiles } from '@comity/exchange/verify'
import { twoExchanges } from './two-exchanges.ts'

const { a, b } = await twoExchanges()
const { world } = a.node
const keys = await loadNodeKeys(a.node)
const ca = {
  certificateDer: keys.caCertificateDer,
  privateKey: privateKeyFromPem(await readFile(path.join(a.node.folder, 'keys/ca.key'), 'utf8')),
}
const serialOf = (der: Uint8Array): string => parseCertificate(der).serial
const head: Actor = { kind: 'person', id: 'vera', name: 'Vera', authorityId: a.node.facts.authorityId, roles: ['head'] }

function refused(code: string) {
  return (error: unknown) => error instanceof ComityError && error.code === code
}

/** Brings to B what A posted, as A's node would; its worker does not run. */
async function bring(sealed: Uint8Array) {
  const url = `${b.node.facts.origin}/exchange/dossiers`
  const created = world.clock.now()
  const signature = signHttpRequest({
    method: 'POST',
    targetUri: url,
    body: sealed,
    created,
    expires: new Date(created.getTime() + 240_000),
    nonce: Buffer.from(world.chance.bytes(16)).toString('base64url'),
    keyId: parseCertificate(keys.transport.certificateDer).fingerprint,
    privateKey: keys.transport.privateKey,
  })
  const headers = {
    ...signature,
    'comity-sender': a.node.facts.authorityId,
    'comity-certificate': `:${base64(keys.transport.certificateDer)}:`,
    'content-type': 'application/vnd.comity.sealed',
  }
  return world.net.fetch({ method: 'POST', url, headers, body: sealed, timeoutMs: 60_000, maxAnswerBytes: 100_000 })
}

async function posted() {
  const { dossierId } = await a.post({ thread: randomUUID() })
  const [container, sealed] = await Promise.all([
    dossierFile(a.node.db, dossierId, 'container'),
    dossierFile(a.node.db, dossierId, 'sealed'),
  ])
  assert(container && sealed)
  return { container, sealed }
}

function said(body: Uint8Array): { event: string; code: string | null } {
  const { event, code } = JSON.parse(new TextDecoder().decode(openContainer(body).files.get('receipt.json')))
  return { event, code }
}

test('a revoked seal signs nothing more here from that moment, peers refuse it with the reason, and what was before stays proven', async () => {
  const [before, unsent] = [await posted(), await posted()]
  const receipt = (await bring(before.sealed)).body
  assert.deepEqual(said(receipt), { event: 'delivered', code: null })
  // Certificates and lists count whole seconds: the revocation is to be later than the receipt by one.
  await world.timers.sleep(1_100)
  const list = makeRevocationList({
    ca,
    previous: null,
    revoke: [serialOf(keys.seal.certificateDer)],
    at: world.clock.now(),
    days: 400,
  })

  assert.equal((await ownRevocations(a.node)).size, 0)
  assert.equal(await revokeOwn(a.node, head, list), 'taken')
  await assert.rejects(posted(), refused('own-key-revoked'), 'the very next step on the own node')

  // What a thief of the seal holds ready, or the sender had not sent yet.
  assert.equal(await takeRevocation(b.node, a.node.facts.authorityId, Buffer.from(crlToPem(list))), 'taken')
  const answer = await bring(unsent.sealed)
  assert.deepEqual([answer.status, said(answer.body)], [200, { event: 'refused', code: 'certificate-revoked' }])

  const anchor = await trustAnchor(b.node)
  const files = [
    { name: 'before', bytes: before.container },
    { name: 'receipt', bytes: receipt },
    { name: 'after', bytes: unsent.container },
  ]
  const at = world.clock.now()
  const [old, , late] = verifyFiles({ files, anchor, lists: [list], at })
  assert.deepEqual([old?.ok, old?.proven.some(({ key }) => key === 'proven-revoked-later')], [true, true])
  assert.deepEqual(
    late?.problems.map(({ code }) => code),
    ['certificate-revoked'],
  )
  assert.equal(verifyFiles({ files, anchor, at })[2]?.ok, true, 'without the list nobody can know')
})

test('a list is believed from its own CA only, never an older one, and a revocation is never taken back', async () => {
  const id = a.node.facts.authorityId
  const plan = { ca, revoke: [], at: world.clock.now(), days: 400 }
  await assert.rejects(takeRevocation(b.node, id, makeRevocationList({ ...plan, previous: null })), refused('revocation-older'))
  const past = new Date(world.clock.now().getTime() - 86_400_000)
  await assert.rejects(
    takeRevocation(b.node, id, makeRevocationList({ ...plan, previous: null, at: past })),
    refused('revocation-older'),
  )
  const far = new Date(world.clock.now().getTime() + 10 * 86_400_000)
  await assert.rejects(
    takeRevocation(b.node, id, makeRevocationList({ ...plan, previous: null, at: far })),
    refused('revocation-list-invalid'),
  )
  const keysB = await loadNodeKeys(b.node)
  const caOfB = {
    certificateDer: keysB.caCertificateDer,
    privateKey: privateKeyFromPem(await readFile(path.join(b.node.folder, 'keys/ca.key'), 'utf8')),
  }
  await assert.rejects(
    takeRevocation(b.node, id, makeRevocationList({ ...plan, ca: caOfB, previous: null })),
    refused('revocation-list-invalid'),
  )
  await assert.rejects(takeRevocation(b.node, 'xx.stranger', Buffer.from('no list')), refused('authority-unknown'))
  await assert.rejects(
    takeRevocation(b.node, id, sealWithPassphrase(new Uint8Array(9), 'x', world.chance, 4)),
    refused('revocation-list-invalid'),
  )
  await assert.rejects(revokeOwn(a.node, { ...head, roles: ['case-officer'] }, new Uint8Array()), refused('not-allowed'))
  await assert.rejects(
    revokeOwn(a.node, { ...head, authorityId: b.node.facts.authorityId }, new Uint8Array()),
    refused('not-allowed'),
  )
})
