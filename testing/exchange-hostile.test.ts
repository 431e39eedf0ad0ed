import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import test from 'node:test'
import {
  base64,
  openContainer,
  parseCertificate,
  parseSealRecipient,
  seal,
  sha256Hex,
  signContainer,
  signHttpRequest,
  type ContainerEntry,
} from '@comity/crypto'
import { demoAuthorities, demoSubject, loadNodeKeys, makeNodeKeys } from '@comity/directory/server'
import { dossierFile, dossiersOf } from '@comity/exchange/server'
import { sql } from 'kysely'
import path from 'node:path'
import { twoExchanges, until } from './two-exchanges.ts'

const { a, b } = await twoExchanges()
const { world } = a.node
const [keysA, keysB] = [await loadNodeKeys(a.node), await loadNodeKeys(b.node)]
/** Keys of A's name under another CA: made anew, unknown to the directory. */
const stolenName = await makeNodeKeys(world, path.join(a.node.folder, 'other'), {
  authorityId: demoAuthorities.a,
  ...demoSubject('a'),
  notBefore: new Date(world.clock.now().getTime() - 60_000),
})
const asSigner = ({ seal: key, caCertificateDer }: typeof keysA) => ({ ...key, chainDer: [caCertificateDer] })

interface Sending {
  readonly transport?: typeof keysA.transport
  readonly sender?: string
  readonly created?: Date
}

/** Brings sealed bytes to B as A's node would, or as somebody would who is not. */
async function bring(
  sealed: Uint8Array,
  { transport = keysA.transport, sender = demoAuthorities.a, created = world.clock.now() }: Sending = {},
) {
  const url = `${b.node.facts.origin}/exchange/dossiers`
  const signature = signHttpRequest({
    method: 'POST',
    targetUri: url,
    body: sealed,
    created,
    expires: new Date(created.getTime() + 240_000),
    nonce: Buffer.from(world.chance.bytes(16)).toString('base64url'),
    keyId: parseCertificate(transport.certificateDer).fingerprint,
    privateKey: transport.privateKey,
  })
  const headers = {
    ...signature,
    'comity-sender': sender,
    'comity-certificate': `:${base64(transport.certificateDer)}:`,
    'content-type': 'application/vnd.comity.sealed',
  }
  return world.net.fetch({ method: 'POST', url, headers, body: sealed, timeoutMs: 60_000, maxAnswerBytes: 100_000 })
}

/** What the receipt in an answer says. */
function said(answer: { readonly status: number; readonly body: Uint8Array }): {
  event: string
  code: string | null
  dossierId: string | null
} {
  assert.equal(answer.status, 200)
  const { event, code, dossierId } = JSON.parse(new TextDecoder().decode(openContainer(answer.body).files.get('receipt.json')))
  return { event, code, dossierId }
}

const sealForB = (container: Uint8Array): Uint8Array => seal(container, [parseSealRecipient(keysB.sealRecipient)], world.chance)
const recorded = async (sealed: Uint8Array): Promise<string[]> => {
  const { rows } = await sql<{
    code: string
  }>`select code from exchange.refusal where sealed_sha256 = ${sha256Hex(sealed)}`.execute(b.node.db)
  return rows.map((row) => row.code)
}

/** A dossier of A as it was signed, never sent by A itself. */
async function posted(text: string): Promise<{ container: Uint8Array; dossierId: string; thread: string }> {
  const thread = randomUUID()
  const { dossierId } = await a.post({ thread, body: { text } })
  const container = await dossierFile(a.node.db, dossierId, 'container')
  assert(container)
  return { container, dossierId, thread }
}

/** Its files with a changed `dossier.json`, sealed by a key of choice. */
function signedAnew(
  container: Uint8Array,
  change: (json: string) => string,
  by = asSigner(keysA),
  more: readonly ContainerEntry[] = [],
): Uint8Array {
  const files: ContainerEntry[] = [...openContainer(container).files].map(([name, bytes]) =>
    name === 'dossier.json'
      ? { name, bytes: new TextEncoder().encode(change(new TextDecoder().decode(bytes))) }
      : { name, bytes },
  )
  return signContainer({ files: [...files, ...more], seal: by, at: world.clock.now() }).bytes
}

test('a repeated dossier, the same bytes or under another seal, gets the receipt that it already had, and has no second effect', async () => {
  const { container, dossierId, thread } = await posted('once')
  const sealed = sealForB(container)
  const first = await bring(sealed)
  const answers = [
    await bring(sealed),
    await bring(sealForB(container)),
    ...(await Promise.all([bring(sealed), bring(sealForB(container))])),
  ]
  assert.deepEqual(said(first), { event: 'delivered', code: null, dossierId })
  for (const answer of answers) assert.deepEqual(answer.body, first.body)
  assert.equal(b.received.filter((one) => one.thread === thread).length, 1)
  assert.equal((await dossiersOf(b.node.db, thread)).length, 1)
})

test('a dossier addressed to somebody else is refused with a receipt, and recorded', async () => {
  const { container } = await posted('not for you')
  const sealed = sealForB(signedAnew(container, (json) => json.replace('"addressee":"xb.', '"addressee":"zz.')))
  const { event, code } = said(await bring(sealed))
  assert.deepEqual([event, code, await recorded(sealed)], ['refused', 'dossier-wrong-addressee', ['dossier-wrong-addressee']])
})

test('a seal that does not lead to the CA in the directory is refused: a stranger of the same name, and the addressee itself', async () => {
  const { container } = await posted('forged')
  for (const by of [asSigner(stolenName), asSigner(keysB)]) {
    const sealed = sealForB(signedAnew(container, (json) => json, by))
    assert.deepEqual(said(await bring(sealed)), { event: 'refused', code: 'certificate-untrusted', dossierId: null })
  }
})

test('a peer that brings the sealed bytes of another first cannot have them refused for the other', async () => {
  const { container, dossierId } = await posted('overtaken')
  const sealed = sealForB(container)
  const thief = { transport: keysB.transport, sender: demoAuthorities.b }
  assert.deepEqual(said(await bring(sealed, thief)), { event: 'refused', code: 'certificate-untrusted', dossierId: null })
  assert.deepEqual(said(await bring(sealed)), { event: 'delivered', code: null, dossierId })
  assert.equal(said(await bring(sealed, thief)).event, 'refused')
})

test('a request under another transport key, in another name, or out of its time is turned away without a receipt, and recorded', async () => {
  const { container, thread } = await posted('stopped at the door')
  const attempts: Sending[] = [
    { transport: stolenName.transport },
    { transport: keysB.transport },
    { transport: keysA.seal },
    { sender: demoAuthorities.b },
    { sender: 'xq.unknown' },
    { created: new Date(world.clock.now().getTime() - 301_000) },
    { created: new Date(world.clock.now().getTime() + 90_000) },
  ]
  for (const attempt of attempts) {
    const sealed = sealForB(container)
    const { status } = await bring(sealed, attempt)
    assert(status >= 400, JSON.stringify(Object.keys(attempt)))
    assert.equal((await recorded(sealed)).length, 1)
  }
  assert.deepEqual(
    b.received.filter((one) => one.thread === thread),
    [],
  )
})

test('text that no database and no file system could keep is refused with a receipt, and never delivered', async () => {
  const { container, thread } = await posted('keep me')
  const named = (name: string) => (json: string) =>
    json.replace(
      '"attachments":[]',
      `"attachments":[{"bytes":0,"mediaType":"text/plain","name":${JSON.stringify(name)},"path":"attachments/001.txt","sha256":"${sha256Hex(new Uint8Array())}"}]`,
    )
  const empty = { name: 'attachments/001.txt', bytes: new Uint8Array() }
  const lies: readonly ((json: string) => string)[] = [
    (json) => json.replace('"keep me"', String.raw`"keep\u0000me"`),
    (json) => json.replace('"text":', String.raw`"te\u0000xt":`),
    // A UUID has one spelling: in another the thread would be one that nobody waits for.
    (json) => json.replace(thread, thread.toUpperCase()),
    ...[
      '../../etc/passwd',
      String.raw`..\boot.ini`,
      '.bashrc',
      'a\u0000.pdf',
      'a\u001b[2J.pdf',
      'order\u202efdp.exe',
      'a\nb.pdf',
      'a/b.pdf',
    ].map(named),
  ]
  for (const lie of lies) {
    const json = lie(new TextDecoder().decode(openContainer(container).files.get('dossier.json')))
    const sealed = sealForB(signedAnew(container, lie, asSigner(keysA), json.includes('attachments/001') ? [empty] : []))
    const { event, code } = said(await bring(sealed))
    assert.deepEqual([event, code], ['refused', 'dossier-schema'], json.slice(0, 200))
  }
  assert.deepEqual(
    b.received.filter((one) => one.thread.toLowerCase() === thread),
    [],
  )
})

test('a dossier that was held and fails when its turn comes holds up nobody else of the batch', async () => {
  const [first, others] = [await posted('first'), await Promise.all([posted('one'), posted('two'), posted('three')])]
  const { dossierId } = await a.post({ thread: first.thread, body: { text: 'poison' } })
  const second = await dossierFile(a.node.db, dossierId, 'container')
  assert(second)
  assert.equal(said(await bring(sealForB(second))).event, 'delivered')
  b.trouble.add('poison')
  const answers = await Promise.all([...others, first].map(({ container }) => bring(sealForB(container))))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 500],
  )
  b.trouble.clear()
  assert.equal(said(await bring(sealForB(first.container))).event, 'delivered')
  assert.equal((await dossiersOf(b.node.db, first.thread)).filter(({ state }) => state === 'applied').length, 2)
})

test(
  'what strangers brought has not spoilt the line: the dossiers of A still arrive, each once',
  { timeout: 600_000 },
  async () => {
    const { thread } = await posted('after all that')
    await a.startWorker()
    await until(async () => (await dossiersOf(a.node.db, thread))[0]?.state === 'delivered')
    assert.equal(b.received.filter((one) => one.thread === thread).length, 1)
  },
)

test('a stranger that announces a large body is turned away before it is read; a large dossier of a peer arrives', async () => {
  for (const length of ['content-length: 30000000', 'transfer-encoding: chunked']) {
    const socket = connect(Number(new URL(b.node.facts.origin).port), '127.0.0.1')
    socket.write(
      `POST /exchange/dossiers HTTP/1.1\r\nhost: b\r\ncontent-type: application/vnd.comity.sealed\r\n${length}\r\n\r\n`,
    )
    const [answer] = await once(socket, 'data', { signal: AbortSignal.timeout(5000) })
    assert.match(String(answer), /^HTTP\/1\.1 401 /)
    socket.destroy()
  }
  const { container, dossierId } = await posted('x'.repeat(400_000))
  const sealed = sealForB(container)
  assert.equal((await bring(sealed, { transport: stolenName.transport })).status >= 400, true)
  assert.deepEqual(said(await bring(sealed)), { event: 'delivered', code: null, dossierId })
})

test('a flood of strangers fills neither the list of refusals nor the line of a known peer', async () => {
  const began = world.clock.monotonicMs()
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      world.net.fetch({
        method: 'POST',
        url: `${b.node.facts.origin}/exchange/dossiers`,
        headers: { 'content-type': 'application/vnd.comity.sealed' },
        body: new TextEncoder().encode(`flood ${at}`),
        timeoutMs: 60_000,
        maxAnswerBytes: 10_000,
      }),
    ),
  )
  // 30 at once and one more in five seconds are recorded: a busy machine may take longer than that over the flood.
  const most = 30 + Math.ceil((world.clock.monotonicMs() - began) / 5000)
  assert(most < 60, 'too slow to tell a flood')
  assert(answers.filter(({ status }) => status === 429).length >= 60 - most)
  const hashes = answers.map((_, at) => sha256Hex(new TextEncoder().encode(`flood ${at}`)))
  const recorded = await sql<{
    n: number
  }>`select count(*)::int as n from exchange.refusal where sealed_sha256 = any (${hashes}::text[])`.execute(b.node.db)
  assert((recorded.rows[0]?.n ?? 60) <= most)
  const { dossierId } = await a.post({ thread: randomUUID() })
  await a.startWorker()
  await until(() => b.received.some((one) => one.dossierId === dossierId))
  await a.stopWorker()
})
