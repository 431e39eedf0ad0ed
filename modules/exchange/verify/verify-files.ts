import { openTrustAnchor, withRevocationLists, type OpenedTrustAnchor } from '@comity/directory/server'
import { compareDossiers, compareReceipts, compareWithDossiers } from './compare-files.ts'
import { examineFile, type ExaminedAnchor, type ExaminedFile, type GivenFile } from './examine-file.ts'
import { judgeDossier } from './judge-dossier.ts'
import { judgeReceipt, type BelievedReceipt } from './judge-receipt.ts'
import type { FileReport } from './report.ts'

export interface VerifyInput {
  readonly files: readonly GivenFile[]
  /** A `trust-anchor.json`, or PEM certificates of authorities; null when there is none: then nobody's identity is proven. */
  readonly anchor: Uint8Array | null
  /** Revocation lists of authorities in the anchor, later than it; without an anchor there is nobody to revoke. */
  readonly lists?: readonly Uint8Array[]
  /** The instant of the question; counts where no receipt proves an earlier one. */
  readonly at: Date
}

/**
 * Verifies dossiers, receipts and sealed files offline, each by itself and against the others given beside it. One report for each
 * file, in their order; a fault of a file is in its report and never thrown.
 *
 * @throws ComityError `directory-malformed` or `directory-signature-invalid` when the anchor itself cannot be used.
 */
export function verifyFiles({ files, anchor: anchorBytes, lists = [], at }: VerifyInput): FileReport[] {
  const anchor = anchorBytes === null ? null : withRevocationLists(openTrustAnchor(anchorBytes), lists)
  const examined = files.map(examineFile)
  const ofKind = <K extends ExaminedFile['kind']>(kind: K) =>
    examined.filter((file): file is Extract<ExaminedFile, { kind: K }> => file.kind === kind)
  const dossiers = ofKind('dossier')
  const receipts = ofKind('receipt').flatMap((file) => judgeReceipt(file, anchor, at) ?? [])
  compareReceipts(receipts)
  compareWithDossiers(receipts.filter(stillCredible), dossiers, ofKind('sealed'))
  const credible = receipts.filter(stillCredible)
  for (const file of dossiers)
    judgeDossier(file, { anchor, at, receipts: credible.filter(({ receipt }) => receipt.dossierId === file.content?.id) })
  compareDossiers(dossiers)
  for (const file of ofKind('anchor')) noteAnchor(file, anchor)
  return examined.map(({ name, kind, notes }) => notes.report(name, kind))
}

// What contradicts itself or another file proves nothing about a third.
function stillCredible({ file }: BelievedReceipt): boolean {
  return file.notes.problems.length === 0
}

function noteAnchor({ content, notes }: ExaminedAnchor, used: OpenedTrustAnchor | null): void {
  if (content === null) return
  const { network, version, fingerprint } = content
  if (network !== null) notes.fact('network', network)
  if (version !== null) notes.fact('version', String(version))
  notes.fact('fingerprint', fingerprint)
  if (content.kind === 'directory') notes.prove('proven-anchor-whole', { network: network ?? '', version: String(version ?? '') })
  if (used?.fingerprint !== fingerprint) notes.leaveOpen('open-anchor-unused')
  notes.leaveOpen('open-anchor', { fingerprint })
}
