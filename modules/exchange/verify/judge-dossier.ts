import { fromHex, parseCertificate, verifyMerklePath, verifyTimeStampToken } from '@comity/crypto'
import type { OpenedTrustAnchor } from '@comity/directory/server'
import { readProofJson } from '../format/receipt.ts'
import type { ExaminedDossier } from './examine-file.ts'
import { caOf, judgeLeaf, nameOf, noteVouching, type Believed } from './judge-leaf.ts'
import { FURTHEST_AHEAD_MS, type BelievedReceipt } from './judge-receipt.ts'

export interface DossierQuestion {
  readonly anchor: OpenedTrustAnchor | null
  /** Those that name this dossier. */
  readonly receipts: readonly BelievedReceipt[]
  readonly at: Date
}

/** Whether the dossier is its sender's, and since when it is known to exist. */
export function judgeDossier(file: ExaminedDossier, { anchor, receipts, at }: DossierQuestion): void {
  const { content, notes } = file
  if (content === null) return
  const { dossier, opened } = content
  noteFacts(file)
  const believed = caOf(notes, anchor, { id: dossier.sender, certificates: opened.seal.certificates })
  if (believed === null) return
  // A receipt of the sender itself would let the signer choose the time.
  const [arrival] = receipts
    .filter(({ receipt }) => receipt.issuer !== dossier.sender)
    .toSorted((a, b) => a.stampedAt.getTime() - b.stampedAt.getTime())
  const decisiveAt = arrival?.stampedAt ?? at
  const { signedAt, signerCertificateDer: leafDer } = opened.seal
  judgeLeaf(notes, believed, { leafDer, use: 'seal', signedAt, decisiveAt })
  const latest = Math.max(signedAt.getTime(), Date.parse(dossier.createdAt))
  if (latest > decisiveAt.getTime() + FURTHEST_AHEAD_MS)
    notes.problem('time-contradiction', { time: new Date(latest).toISOString() })
  const authority = nameOf(believed.authority, dossier.sender)
  notes.prove('proven-intact', { count: String(opened.files.size) })
  notes.prove('proven-sealed-by', { authority })
  judgeOfficer(file, believed, decisiveAt)
  judgeOwnStamp(file, believed)
  if (anchor !== null) noteVouching(notes, anchor, believed, dossier.sender)
  noteTime(file, arrival)
  noteArrival(file, receipts)
  notes.leaveOpen('open-person-read')
  notes.leaveOpen('open-truth')
  notes.leaveOpen('open-rendition')
}

function noteFacts({ content, notes }: ExaminedDossier): void {
  if (content === null) return
  const { id, dossier, opened } = content
  notes.fact('from', dossier.sender)
  notes.fact('to', dossier.addressee)
  notes.fact('kind', dossier.kind)
  notes.fact('dossier-id', id)
  notes.fact('thread', dossier.thread)
  notes.fact('sequence', String(dossier.sequence))
  notes.fact('created-at', dossier.createdAt)
  notes.fact('sealed-at', opened.seal.signedAt.toISOString())
}

function judgeOfficer({ content, notes }: ExaminedDossier, believed: Believed, decisiveAt: Date): void {
  const officer = content?.opened.officer ?? null
  if (officer === null) return notes.leaveOpen('open-officer')
  const before = notes.problems.length
  judgeLeaf(notes, believed, { leafDer: officer.signerCertificateDer, use: 'officer', signedAt: officer.signedAt, decisiveAt })
  if (notes.problems.length === before)
    notes.prove('proven-officer', { officer: parseCertificate(officer.signerCertificateDer).subject.commonName })
}

// protocol/04 §4.2 allows one in any container; what is there must hold.
function judgeOwnStamp({ content, notes }: ExaminedDossier, { caDer }: Believed): void {
  const stamp = content?.opened.timeStamp ?? null
  if (stamp === null || content === null) return
  notes.attempt(() => {
    const { index, size, path, root } = readProofJson(stamp.proof)
    const leads = verifyMerklePath({ leaf: fromHex(content.id), index, size, path: path.map(fromHex), root: fromHex(root) })
    if (!leads) return notes.problem('timestamp-invalid', { reason: 'path' })
    verifyTimeStampToken({ token: stamp.token, digest: fromHex(root), caDer })
  })
}

function noteTime({ content, notes }: ExaminedDossier, arrival: BelievedReceipt | undefined): void {
  if (content === null) return
  if (arrival === undefined) return notes.leaveOpen('open-time', { time: content.opened.seal.signedAt.toISOString() })
  notes.prove('proven-existed', { authority: arrival.issuerName, time: arrival.stampedAt.toISOString() })
  notes.leaveOpen('open-clock', { authority: arrival.issuerName })
}

function noteArrival({ notes }: ExaminedDossier, receipts: readonly BelievedReceipt[]): void {
  for (const { receipt, issuerName } of receipts) {
    notes.prove(`proven-${receipt.event}`, {
      authority: issuerName,
      time: receipt.at,
      sender: receipt.sender,
      addressee: receipt.addressee,
    })
  }
  const arrived = receipts.some(({ receipt }) => receipt.event === 'delivered' || receipt.event === 'opened')
  if (!arrived) notes.leaveOpen('open-arrival')
}
