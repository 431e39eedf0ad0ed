import { AuthorityId, type Actor, type Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { mustVerifyChain, sha256Hex, unseal } from '@comity/crypto'
import { installPouch, readPouch as readDirectory } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { openDossier, readDossier } from '../format/read-dossier.ts'
import { examineReceipt, takeReceipts, type ArrivedReceipt } from '../operations/take-receipts.ts'
import { receiveBatch } from '../operations/receive-batch.ts'
import { runtimeOf, trustOf } from '../runtime.ts'
import { recordRefusals } from '../store/inbox-store.ts'
import { sendLater } from '../store/receipt-store.ts'
import { receiptsSettled } from '../store/waiting-store.ts'
import { MAX_POUCH_BYTES, type Pouch, type PouchItem } from './contract.ts'
import { kindOfCarried, malformed, openReceipt, readPouch, type ReadPouch } from './format.ts'
import { keepPouch, rememberSettled } from './store-pouch.ts'

/** Dossiers in one transaction, receipts in one. */
const BATCH = 64

/** How long an expired directory serves, as everywhere on this node. */
export interface TakeOptions {
  readonly graceMs?: number
}

interface Item {
  readonly path: string
  readonly kind: PouchItem['kind']
  readonly content: Uint8Array
}

interface Opened {
  readonly peer: AuthorityId | null
  readonly items: readonly Item[]
  /** Receipts of ours that the peer says it has. */
  readonly settled: readonly string[]
}

/**
 * Takes in what was carried here: a pouch, or a single sealed dossier, receipt or directory. Each is handled as if it had come over the line, so that
 * arriving by both has one effect; the receipts that answer go back by whichever road is first. What cannot be taken is recorded with its reason, and
 * the rest is taken. Taking the same file twice is harmless.
 *
 * @param actor who brought it, has the right to and is recorded
 * @throws ComityError `pouch-malformed`, `pouch-of-another`, `sender-unknown`, `directory-expired`, or a code of container, signature or certificate,
 *   when nothing of it was taken
 */
export async function takeFile(node: Node, actor: Actor, bytes: Uint8Array, options: TakeOptions = {}): Promise<Pouch> {
  if (bytes.length > MAX_POUCH_BYTES) throw new ComityError('too-large', { values: { maxBytes: MAX_POUCH_BYTES } })
  const sha256 = sha256Hex(bytes)
  const refused: Pouch['refused'] = []
  const opened = await open(node, bytes, options, refused).catch(async (error: unknown) => {
    await noteRefusal(node, { sender: null, sealedSha256: sha256, error })
    throw error
  })
  const { peer } = opened
  const of = (kind: Item['kind']): Item[] => opened.items.filter((item) => item.kind === kind)
  if (peer !== null) await receiptsSettled(node.db, peer, opened.settled)
  const receipts = peer === null ? 0 : await takeAllReceipts(node, { peer, items: of('receipt'), refused })
  const dossiers = peer === null ? 0 : await takeAllDossiers(node, { peer, items: of('dossier'), refused })
  const isRefused = (path: string): boolean => refused.some((one) => one.path === path)
  const directory = of('directory').some(({ path }) => !isRefused(path))
  const taken: Pouch = {
    sha256,
    direction: 'in',
    peer,
    at: node.world.clock.now().toISOString(),
    by: actor.name,
    bytes: bytes.length,
    dossiers,
    receipts,
    directory,
    refused,
  }
  await inContext(node, actor, async (ctx) => {
    await keepPouch(ctx.db, taken)
    const from = peer === null ? {} : { from: peer }
    await record(ctx, {
      act: 'pouch.taken-in',
      subject: { kind: 'pouch', id: sha256 },
      details: { ...from, dossiers, receipts, refused: refused.length },
    })
  })
  runtimeOf(node).wake()
  return taken
}

async function open(node: Node, bytes: Uint8Array, options: TakeOptions, refused: Pouch['refused']): Promise<Opened> {
  switch (kindOfCarried(bytes)) {
    case 'pouch':
      return openPouch(node, bytes, options, refused)
    case 'dossier':
      return { peer: senderOf(node, bytes), items: [{ path: 'dossier', kind: 'dossier', content: bytes }], settled: [] }
    case 'receipt':
      return {
        peer: AuthorityId.parse(openReceipt(bytes).receipt.issuer),
        items: [{ path: 'receipt', kind: 'receipt', content: bytes }],
        settled: [],
      }
    case 'directory':
      await installCarried(node, bytes, options)
      return { peer: null, items: [{ path: 'directory', kind: 'directory', content: bytes }], settled: [] }
    case null:
      throw malformed('another kind of file')
  }
}

async function installCarried(node: Node, bytes: Uint8Array, options: TakeOptions): Promise<void> {
  await installPouch(node, readDirectory(bytes), options)
}

/** The directory first: it may be what makes the others believable, and proves itself. */
async function openPouch(node: Node, bytes: Uint8Array, options: TakeOptions, refused: Pouch['refused']): Promise<Opened> {
  const read = readPouch(bytes)
  const { from, to, settled } = read.index
  if (to !== node.facts.authorityId || from === to) throw new ComityError('pouch-of-another', { values: { to } })
  for (const { path, kind, content } of read.items)
    if (kind === 'directory')
      await installCarried(node, content, options).catch((error: unknown) => {
        refused.push({ path, code: codeOf(node, error) })
      })
  await mustBeSealedBy(node, from, read)
  return { peer: from, items: read.items, settled }
}

/** Only its own authority can have packed it: else anybody could say what it has stored. */
async function mustBeSealedBy(node: Node, from: AuthorityId, { opened }: ReadPouch): Promise<void> {
  const { caDer, crl } = await trustOf(node, from, 'sender-unknown')
  const { chains } = runtimeOf(node)
  const leafDer = opened.seal.signerCertificateDer
  const at = node.world.clock.now()
  mustVerifyChain({ leafDer, caDer, use: 'seal', at, ...(crl === undefined ? {} : { crl }) }, chains)
}

/** Who says that they sent it; the checks of arrival ask for proof. */
function senderOf(node: Node, sealed: Uint8Array): AuthorityId {
  const container = unseal(sealed, runtimeOf(node).identity)
  return readDossier(openDossier(container)).dossier.sender
}

interface Taking {
  readonly peer: AuthorityId
  readonly items: readonly Item[]
  readonly refused: Pouch['refused']
}

async function takeAllReceipts(node: Node, { peer, items, refused }: Taking): Promise<number> {
  let taken = 0
  for (const some of batchesOf(items)) {
    const good: { readonly item: Item; readonly arrived: ArrivedReceipt }[] = []
    for (const item of some)
      await examineReceipt(node, peer, item.content).then(
        (arrived) => good.push({ item, arrived }),
        (error: unknown) => refuse(node, { peer, item, refused, error }),
      )
    const outcomes = await takeReceipts(
      node,
      good.map(({ arrived }) => arrived),
    )
    const settled: string[] = []
    for (const [at, { item, arrived }] of good.entries()) {
      const outcome = outcomes[at]
      if (outcome?.status === 'fulfilled') settled.push(arrived.checked.receiptId)
      else await refuse(node, { peer, item, refused, error: outcome?.reason })
    }
    await rememberSettled(node.db, peer, settled)
    taken += settled.length
  }
  return taken
}

/** Gives how many were handled; each is answered by a receipt, which says also that one was refused. */
async function takeAllDossiers(node: Node, { peer, items, refused }: Taking): Promise<number> {
  let taken = 0
  for (const some of batchesOf(items)) {
    const arrivals = some.map(({ content }) => ({ sealed: content, sealedSha256: sha256Hex(content), sender: peer }))
    const outcomes = await receiveBatch(node, arrivals)
    const answers: { receipt_id: string; peer: string; due_at: Date }[] = []
    for (const [at, outcome] of outcomes.entries()) {
      const item = some[at]
      if (outcome.status === 'rejected') {
        if (item !== undefined) await refuse(node, { peer, item, refused, error: outcome.reason })
        continue
      }
      const { receiptId, receipt } = openReceipt(outcome.value)
      // Its own receipt tells the sender; here the reader of the pouch is told as well.
      if (receipt.code !== null && item !== undefined) refused.push({ path: item.path, code: receipt.code })
      else taken += 1
      answers.push({ receipt_id: receiptId, peer, due_at: node.world.clock.now() })
    }
    await sendLater(node.db, answers)
  }
  return taken
}

async function refuse(
  node: Node,
  { peer, item, refused, error }: Omit<Taking, 'items'> & { readonly item: Item; readonly error: unknown },
): Promise<void> {
  refused.push({ path: item.path, code: codeOf(node, error) })
  await noteRefusal(node, { sender: peer, sealedSha256: item.kind === 'dossier' ? sha256Hex(item.content) : null, error })
}

function codeOf(node: Node, error: unknown): string {
  if (error instanceof ComityError) return error.code
  node.log.error({ error }, 'a part of a pouch could not be taken')
  return 'internal'
}

/** What was turned away stands with what was turned away at the line. */
function noteRefusal(
  node: Node,
  {
    sender,
    sealedSha256,
    error,
  }: { readonly sender: string | null; readonly sealedSha256: string | null; readonly error: unknown },
): Promise<void> {
  if (!(error instanceof ComityError)) return Promise.resolve()
  const at = node.world.clock.now()
  return recordRefusals(node.db, [{ at, sender, sealed_sha256: sealedSha256, dossier_id: null, code: error.code }])
}

function batchesOf(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH))
}
