import { fromHex, verifyMerklePath, verifyTimeStampToken } from '@comity/crypto'
import type { OpenedTrustAnchor } from '@comity/directory/server'
import type { Receipt } from '../format/receipt.ts'
import type { ExaminedReceipt } from './examine-file.ts'
import { caOf, judgeLeaf, nameOf, noteVouching, type Believed } from './judge-leaf.ts'

/** A receipt with which nothing is off: only such may speak about other files. */
export interface BelievedReceipt {
  readonly file: ExaminedReceipt
  readonly id: string
  readonly receipt: Receipt
  /** When the issuer's time-stamp key says that it existed. */
  readonly stampedAt: Date
  readonly issuerName: string
}

/** The sender's node speaks of sending, the addressee's of what arrived (protocol/09). */
const issuerOf = {
  submitted: 'sender',
  relayed: 'sender',
  expired: 'sender',
  delivered: 'addressee',
  opened: 'addressee',
  refused: 'addressee',
} as const

/** A clock may be this far from another one, or go back this far when it is set. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

/** What is dated further ahead than this, by whatever clock, contradicts the present; receivers refuse the same (protocol/08). */
export const FURTHEST_AHEAD_MS = 48 * 3600_000

/** Whether the receipt is its issuer's and its time stamp is over it; null unless all of it holds. */
export function judgeReceipt(file: ExaminedReceipt, anchor: OpenedTrustAnchor | null, now: Date): BelievedReceipt | null {
  const { content, notes } = file
  if (content === null) return null
  const { receipt, opened, id } = content
  noteFacts(file, id, receipt)
  if (receipt.issuer !== receipt[issuerOf[receipt.event]]) notes.problem('receipt-wrong-issuer', { issuer: receipt.issuer })
  if ((receipt.sequence === 1) !== (receipt.previousReceipt === null))
    notes.problem('receipt-chain-broken', { sequence: String(receipt.sequence) })
  const believed = caOf(notes, anchor, { id: receipt.issuer, certificates: opened.seal.certificates })
  if (believed === null) return null
  const stampedAt = stampOf(file, believed)
  if (stampedAt === null) return null
  judgeLeaf(notes, believed, {
    leafDer: opened.seal.signerCertificateDer,
    use: 'seal',
    signedAt: opened.seal.signedAt,
    decisiveAt: stampedAt,
  })
  if (Date.parse(receipt.at) > stampedAt.getTime() + CLOCK_TOLERANCE_MS) notes.problem('time-contradiction', { time: receipt.at })
  if (stampedAt.getTime() > now.getTime() + FURTHEST_AHEAD_MS)
    notes.problem('time-contradiction', { time: stampedAt.toISOString() })
  const issuerName = nameOf(believed.authority, receipt.issuer)
  state(file, { receipt, stampedAt, issuerName })
  if (anchor !== null) noteVouching(notes, anchor, believed, receipt.issuer)
  return notes.problems.length === 0 ? { file, id, receipt, stampedAt, issuerName } : null
}

function stampOf({ content, notes }: ExaminedReceipt, believed: Believed): Date | null {
  if (content === null) return null
  const { id, token, proof } = content
  const root = fromHex(proof.root)
  const leads = verifyMerklePath({ leaf: fromHex(id), index: proof.index, size: proof.size, path: proof.path.map(fromHex), root })
  if (!leads) {
    notes.problem('timestamp-invalid', { reason: 'path' })
    return null
  }
  const stamp = notes.attempt(() => verifyTimeStampToken({ token, digest: root, caDer: believed.caDer }))
  if (stamp === null) return null
  judgeLeaf(notes, believed, { leafDer: stamp.signerCertificateDer, use: 'time-stamp', signedAt: stamp.at, decisiveAt: stamp.at })
  notes.fact('stamped-at', stamp.at.toISOString())
  return stamp.at
}

function noteFacts({ notes }: ExaminedReceipt, id: string, receipt: Receipt): void {
  notes.fact('event', receipt.event)
  notes.fact('issuer', receipt.issuer)
  notes.fact('from', receipt.sender)
  notes.fact('to', receipt.addressee)
  if (receipt.kind !== null) notes.fact('kind', receipt.kind)
  if (receipt.code !== null) notes.fact('code', receipt.code)
  if (receipt.dossierId !== null) notes.fact('dossier-id', receipt.dossierId)
  notes.fact('sealed-sha256', receipt.sealedSha256)
  notes.fact('happened-at', receipt.at)
  notes.fact('receipt-id', id)
  notes.fact('receipt-number', String(receipt.sequence))
}

function state(
  { notes }: ExaminedReceipt,
  { receipt, stampedAt, issuerName: authority }: { receipt: Receipt; stampedAt: Date; issuerName: string },
): void {
  notes.prove('proven-receipt-intact')
  notes.prove('proven-sealed-by', { authority })
  notes.prove(`proven-${receipt.event}`, { authority, time: receipt.at, sender: receipt.sender, addressee: receipt.addressee })
  notes.prove('proven-stamp', { authority, time: stampedAt.toISOString() })
  notes.leaveOpen('open-clock', { authority })
  notes.leaveOpen('open-person-read')
}
