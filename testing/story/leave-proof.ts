import { certificateToPem } from '@comity/crypto'
import { openTrustAnchor } from '@comity/directory/server'
import type { DossierSummary } from '@comity/exchange/contract'
import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { until, type Desk } from '../two-nodes.ts'
import type { Played } from './play.ts'

/** Receipts that the other side owes for each dossier of the story: all of them arrive and are opened. */
const owed = ['delivered', 'opened'] as const

/** A dossier with the desks of either side, sender's first. */
interface Exchanged {
  readonly number: string
  readonly summary: DossierSummary
  readonly desks: readonly [Desk, Desk]
}

/**
 * Leaves in the folder what a third person needs to check the story: every container, sealed file and receipt, each fetched from both
 * nodes and equal, with the trust anchor and the certificate of each authority.
 *
 * @returns the names of the files
 */
export async function leaveProof(folder: string, { cast, thread }: Played): Promise<string[]> {
  const [atA, atB] = await Promise.all([settled(cast.amara, thread), settled(cast.nadia, thread)])
  assert.deepEqual(atA.map(identity), atB.map(identity), 'both nodes hold the same dossiers in the same order')
  const left: string[] = []
  const leave = async (name: string, bytes: Uint8Array | string): Promise<void> => {
    await writeFile(path.join(folder, name), bytes, { flag: 'wx' })
    left.push(name)
  }
  for (const [index, summary] of atA.entries()) {
    const desks = summary.direction === 'out' ? ([cast.amara, cast.nadia] as const) : ([cast.nadia, cast.amara] as const)
    await leaveDossier({ number: String(index + 1).padStart(2, '0'), summary, desks }, leave)
  }
  await leaveAnchor(folder, cast.amara, leave)
  await leave('README.txt', readme)
  return left
}

type Leave = (name: string, bytes: Uint8Array | string) => Promise<void>

/** All dossiers of the thread in the order of their making, when the last receipt is here. */
async function settled(desk: Desk, thread: string): Promise<DossierSummary[]> {
  const dossiers = await until('every dossier has its receipts', async () => {
    const found = (await desk.exchange.listDossiers({ query: { thread } })).dossiers
    const complete = found.every((one) => owed.every((event) => one.receipts.some((receipt) => receipt.event === event)))
    return complete ? found : null
  })
  return dossiers.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))
}

function identity({ dossierId, kind, sender, sequence, sealedSha256 }: DossierSummary): object {
  return { dossierId, kind, sender, sequence, sealedSha256 }
}

async function leaveDossier({ number, summary, desks }: Exchanged, leave: Leave): Promise<void> {
  const { dossierId, kind, receipts } = summary
  await leave(`${number}-${kind}.dossier.asice`, await fromBoth(desks, `/api/dossiers/${dossierId}/container`))
  await leave(`${number}-${kind}.sealed.age`, await fromBoth(desks, `/api/dossiers/${dossierId}/sealed`))
  for (const { receiptId, event } of receipts) {
    const address = `/api/receipts/${receiptId}`
    // The sender's own receipt of submission stays with the sender.
    await leave(
      `${number}-${kind}.${event}.receipt.asice`,
      event === 'submitted' ? await desks[0].download(address) : await fromBoth(desks, address),
    )
  }
}

async function fromBoth([one, other]: Exchanged['desks'], address: string): Promise<Uint8Array> {
  const [here, there] = await Promise.all([one.download(address), other.download(address)])
  assert(Buffer.from(here).equals(there), `${address} is the same on both nodes`)
  return here
}

async function leaveAnchor(folder: string, desk: Desk, leave: Leave): Promise<void> {
  const anchor = await desk.download('/api/directory/anchor.json')
  await leave('trust-anchor.json', anchor)
  await mkdir(path.join(folder, 'ca'))
  const { authorities } = openTrustAnchor(anchor)
  for (const { id, caCertificateDer } of authorities) await leave(`ca/${id}.pem`, certificateToPem(caCertificateDer))
}

const readme = `Every dossier of one request between the nodes of two (invented) States, in the order in which they were made.

  NN-<kind>.dossier.asice            the signed container, as the sender's node sealed it: a ZIP with dossier.json, document.html,
                                     attachments and the seal under META-INF
  NN-<kind>.sealed.age               the same container as it travelled, encrypted to the addressee's node (age format)
  NN-<kind>.<event>.receipt.asice    a signed receipt: submitted by the sender's node, delivered and opened by the addressee's
  trust-anchor.json                  the directory that both nodes trusted, signed by its root
  ca/<authority>.pem                 the certificate of each authority

Check everything, offline, with Comity:

  npm run comity -- verify *.asice --anchor trust-anchor.json

The same with openssl, unzip and sha256sum, without Comity: docs/verify.md.
`
