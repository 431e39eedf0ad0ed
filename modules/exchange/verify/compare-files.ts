import type { ExaminedDossier, ExaminedSealed } from './examine-file.ts'
import { CLOCK_TOLERANCE_MS, type BelievedReceipt } from './judge-receipt.ts'

/** Receipts beside dossiers and sealed files: what fits is stated, what does not is a problem. */
export function compareWithDossiers(
  receipts: readonly BelievedReceipt[],
  dossiers: readonly ExaminedDossier[],
  sealed: readonly ExaminedSealed[],
): void {
  for (const one of receipts) {
    const { notes } = one.file
    const dossier = dossiers.find(({ content }) => content !== null && content.id === one.receipt.dossierId)
    const envelope = sealed.find(({ sha256 }) => sha256 === one.receipt.sealedSha256)
    if (dossier === undefined) {
      if (dossiers.length > 0 && envelope === undefined) notes.problem('receipt-other-dossier', {})
      notes.leaveOpen('open-dossier-absent')
    } else if (agrees(one, dossier)) notes.prove('proven-about-dossier', { file: dossier.name })
    else notes.problem('receipt-contradicts-dossier', { file: dossier.name })
    if (envelope === undefined) continue
    notes.prove('proven-about-sealed', { file: envelope.name })
    envelope.notes.prove('proven-sealed-named', { file: one.file.name, authority: one.issuerName })
  }
  for (const { notes, sha256 } of sealed) {
    if (!receipts.some(({ receipt }) => receipt.sealedSha256 === sha256)) notes.problem('sealed-unmatched')
  }
}

function agrees({ receipt }: BelievedReceipt, { content }: ExaminedDossier): boolean {
  if (content === null) return false
  const { sender, addressee, thread, kind } = content.dossier
  return (
    receipt.sender === sender &&
    receipt.addressee === addressee &&
    (receipt.thread ?? thread) === thread &&
    (receipt.kind ?? kind) === kind
  )
}

/** Pairs of receipts that cannot both be honest, and links of their chains (protocol/09: numbered, each naming the one before). */
export function compareReceipts(receipts: readonly BelievedReceipt[]): void {
  for (const [one, other] of pairs(receipts)) {
    if (one.id === other.id) continue
    const twoStories =
      sameIssuer(one, other) &&
      (one.receipt.sequence === other.receipt.sequence || one.receipt.previousReceipt === other.receipt.previousReceipt)
    if (twoStories || saysTwice(one, other) || disagreeAboutDossier(one, other)) both(one, other, 'receipts-contradict')
    if (!sameIssuer(one, other)) continue
    const [earlier, later] = one.receipt.sequence < other.receipt.sequence ? [one, other] : [other, one]
    const follows = later.receipt.previousReceipt === earlier.id
    if (follows !== (later.receipt.sequence === earlier.receipt.sequence + 1)) both(one, other, 'receipt-chain-broken')
    else if (follows) later.file.notes.prove('proven-follows', { file: earlier.file.name })
    if (later.stampedAt.getTime() + CLOCK_TOLERANCE_MS < earlier.stampedAt.getTime()) both(one, other, 'time-contradiction')
  }
}

// Each event of a dossier has one receipt, which is given again when asked for (protocol/09 §9.3).
function saysTwice({ receipt: one }: BelievedReceipt, { receipt: other }: BelievedReceipt): boolean {
  return (
    one.issuer === other.issuer &&
    one.event === other.event &&
    one.sender === other.sender &&
    one.sealedSha256 === other.sealedSha256
  )
}

function sameIssuer(one: BelievedReceipt, other: BelievedReceipt): boolean {
  return one.receipt.issuer === other.receipt.issuer
}

// A dossier is sealed once (architecture: its bytes are fixed at dispatch), so its identity and its sealed hash go together.
function disagreeAboutDossier({ receipt: one }: BelievedReceipt, { receipt: other }: BelievedReceipt): boolean {
  if (one.dossierId === null || other.dossierId === null) return false
  return (one.dossierId === other.dossierId) !== (one.sealedSha256 === other.sealedSha256)
}

function both(
  one: BelievedReceipt,
  other: BelievedReceipt,
  code: 'receipts-contradict' | 'receipt-chain-broken' | 'time-contradiction',
): void {
  one.file.notes.problem(code, { file: other.file.name })
  other.file.notes.problem(code, { file: one.file.name })
}

/** Dossiers of one thread: no number twice, and each names the one before it. */
export function compareDossiers(dossiers: readonly ExaminedDossier[]): void {
  for (const [one, other] of pairs(dossiers)) {
    if (one.content === null || other.content === null || one.content.id === other.content.id) continue
    if (line(one.content.dossier) !== line(other.content.dossier)) continue
    const [earlier, later] =
      one.content.dossier.sequence < other.content.dossier.sequence ? [one.content, other.content] : [other.content, one.content]
    const sameNumber = earlier.dossier.sequence === later.dossier.sequence
    const follows = later.dossier.previous === earlier.id
    if (!sameNumber && follows === (later.dossier.sequence === earlier.dossier.sequence + 1)) continue
    one.notes.problem(sameNumber ? 'dossiers-contradict' : 'dossier-chain-broken', { file: other.name })
    other.notes.problem(sameNumber ? 'dossiers-contradict' : 'dossier-chain-broken', { file: one.name })
  }
}

function line({
  thread,
  sender,
  addressee,
  epoch,
}: {
  thread: string
  sender: string
  addressee: string
  epoch: number
}): string {
  return [thread, sender, addressee, epoch].join(' ')
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}
