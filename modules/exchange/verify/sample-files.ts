import assert from 'node:assert/strict'
import { sign, type KeyObject } from 'node:crypto'
import { AuthorityId } from '@comity/accounts/contract'
import {
  canonicalJson,
  certificateToPem,
  createAuthorityCa,
  createCrl,
  crlToPem,
  generateSealIdentity,
  generateSigningKeyPair,
  issueLeaf,
  newSerial,
  parseSealRecipient,
  publicKeyToDer,
  seal,
  sha256Hex,
  signContainer,
  type LeafUse,
  type SignerKey,
} from '@comity/crypto'
import { testWorld } from '@comity/world'
import { DossierId } from '../contract.ts'
import { COMITY_VERSION, dossierJson, SUITE, type Dossier } from '../format/dossier.ts'
import { issueReceipts, type MadeReceipt, type ReceiptDraft } from '../format/issue-receipts.ts'
import { attachmentPath } from '../format/read-dossier.ts'

/** When the samples are sealed. */
export const sealedAt = new Date('2026-03-02T12:00:00Z')
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2048-12-31T00:00:00Z') }

/** An authority with its CA and what signs for it. */
export interface SampleAuthority {
  readonly id: AuthorityId
  readonly name: string
  readonly ca: ReturnType<typeof createAuthorityCa>
  readonly keys: { readonly seal: SignerKey; readonly timeStamp: SignerKey }
  readonly recipient: string
  leaf(use: LeafUse, times?: Partial<typeof validity>): SignerKey
}

const { chance } = testWorld({ seed: 1 })

export function sampleAuthority(state: string, country: string): SampleAuthority {
  const name = `Central Authority of ${country}`
  const subject = { country: state, organization: name, commonName: name }
  const ca = createAuthorityCa({ subject, serial: newSerial(chance), ...validity })
  const leaf = (use: LeafUse, times: Partial<typeof validity> = {}): SignerKey => {
    const { privateKey, publicKey } = generateSigningKeyPair()
    const certificateDer = issueLeaf({
      use,
      subject: { ...subject, commonName: `${name}, ${use}` },
      publicKey,
      ca,
      serial: newSerial(chance),
      ...validity,
      ...times,
    })
    return { certificateDer, chainDer: [ca.certificateDer], privateKey }
  }
  const id = AuthorityId.parse(`${state.toLowerCase()}.central-authority`)
  return {
    id,
    name,
    ca,
    keys: { seal: leaf('seal'), timeStamp: leaf('time-stamp') },
    recipient: generateSealIdentity(chance).recipient,
    leaf,
  }
}

/** A signed list of revoked serials of this authority, as PEM. */
export function sampleCrl({ ca }: SampleAuthority, revoked: readonly { serial: string; at: Date }[], nextUpdate: Date): string {
  return crlToPem(createCrl({ ca, number: 1, thisUpdate: sealedAt, nextUpdate, revoked }))
}

/** A trust anchor signed by two keepers; `crls` by authority id. */
export function sampleAnchor(
  authorities: readonly SampleAuthority[],
  crls: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const [roots, keepers, freshness] = [[newKey(), newKey()], [newKey(), newKey()], newKey()]
  const keys = Object.fromEntries(
    [...roots, ...keepers, freshness].map((key) => [
      idOf(key),
      { publicKey: Buffer.from(publicKeyToDer(key.publicKey)).toString('base64') },
    ]),
  )
  const root = {
    role: 'root',
    network: 'Sample network',
    version: 1,
    issuedAt: '2026-03-01T00:00:00Z',
    expires: '2028-03-01T00:00:00Z',
    keys,
    roles: {
      root: { keyIds: roots.map(idOf), threshold: 2 },
      contents: { keyIds: keepers.map(idOf), threshold: 2 },
      freshness: { keyIds: [idOf(freshness)], threshold: 1 },
    },
  }
  const states = [...new Set(authorities.map(({ id }) => id.slice(0, 2).toUpperCase()))].map((code) => ({
    code,
    names: { en: code },
  }))
  const contents = {
    role: 'contents',
    version: 7,
    issuedAt: '2026-03-01T00:00:00Z',
    expires: '2027-03-01T00:00:00Z',
    states,
    authorities: authorities.map((one) => listed(one, crls[one.id])),
  }
  return new TextEncoder().encode(
    canonicalJson({ comity: 'trust-anchor', root: signed(root, roots), contents: signed(contents, keepers) }),
  )
}

function listed({ id, name, ca, recipient }: SampleAuthority, crl: string | undefined) {
  return {
    id,
    state: id.slice(0, 2).toUpperCase(),
    kind: 'central-authority',
    names: { en: name },
    address: '1 Harbour Square',
    designations: [],
    caCertificate: certificateToPem(ca.certificateDer),
    sealRecipient: recipient,
    nodeOrigin: 'https://a.example',
    hostedBy: id,
    confirmedOn: '2026-03-01',
    ...(crl === undefined ? {} : { crl }),
  }
}

type Key = ReturnType<typeof generateSigningKeyPair>
const newKey = (): Key => generateSigningKeyPair()
const idOf = ({ publicKey }: Key): string => sha256Hex(publicKeyToDer(publicKey))

function signed(content: unknown, keys: readonly { privateKey: KeyObject; publicKey: KeyObject }[]) {
  const bytes = Buffer.from(canonicalJson(content))
  return {
    signed: content,
    signatures: keys.map((key) => ({ keyId: idOf(key), signature: sign('sha256', bytes, key.privateKey).toString('base64') })),
  }
}

/** A dossier that `from` seals for `to`. */
export interface SampleDossier {
  readonly id: string
  readonly dossier: Dossier
  readonly container: Uint8Array<ArrayBuffer>
  readonly sealed: Uint8Array<ArrayBuffer>
}

export interface SampleDossierPlan {
  readonly changes?: Partial<Dossier>
  readonly seal?: SignerKey
  readonly officer?: SignerKey
  readonly at?: Date
}

export function sampleDossier(
  from: SampleAuthority,
  to: SampleAuthority,
  { changes = {}, seal: sealKey = from.keys.seal, officer, at = sealedAt }: SampleDossierPlan = {},
): SampleDossier {
  const evidence = new TextEncoder().encode('Account 0042: opened 2019-04-01\n')
  const dossier: Dossier = {
    comity: COMITY_VERSION,
    suite: SUITE,
    kind: 'request',
    sender: from.id,
    addressee: to.id,
    thread: '018f4b1e-7c2a-4f3b-9a51-0c6d2e8f7a10',
    epoch: 1,
    sequence: 1,
    previous: null,
    priority: 'ordinary',
    createdAt: at.toISOString(),
    directoryVersion: 7,
    language: 'en',
    attachments: [
      {
        path: attachmentPath(0, 'account.txt'),
        name: 'account.txt',
        mediaType: 'text/plain',
        bytes: evidence.length,
        sha256: sha256Hex(evidence),
      },
    ],
    body: { subject: 'Bank records' },
    ...changes,
  }
  const files = [
    { name: 'dossier.json', bytes: dossierJson(dossier) },
    { name: 'document.html', bytes: new TextEncoder().encode('<!doctype html><title>Request</title><p>Bank records') },
    { name: attachmentPath(0, 'account.txt'), bytes: evidence },
  ]
  const { bytes: container, manifestHash: id } = signContainer({ files, seal: sealKey, at, ...(officer && { officer }) })
  return { id, dossier, container, sealed: seal(container, [parseSealRecipient(to.recipient)], chance) }
}

/** A receipt of `issuer` about a dossier; others are stamped with it, so that its path has steps. */
export function sampleReceipt(
  about: SampleDossier,
  plan: {
    event: ReceiptDraft['event']
    by: SampleAuthority
    changes?: Partial<ReceiptDraft>
    at?: Date
    chain?: { sequence: number; last: string | null }
  },
): MadeReceipt {
  const { event, by, changes = {}, at = new Date(sealedAt.getTime() + 60_000), chain = { sequence: 0, last: null } } = plan
  const { sender, addressee, thread, kind } = about.dossier
  const draft: ReceiptDraft = {
    comity: COMITY_VERSION,
    event,
    dossierId: DossierId.parse(about.id),
    sealedSha256: sha256Hex(about.sealed),
    thread,
    kind,
    sender,
    addressee,
    issuer: by.id,
    at: at.toISOString(),
    code: event === 'refused' ? 'dossier-kind-unknown' : null,
    ...changes,
  }
  const [first] = issueReceipts(
    [draft, ...[1, 2, 3, 4].map((one) => ({ ...draft, at: new Date(at.getTime() - one * 1000).toISOString() }))],
    chain,
    { keys: by.keys, at, chance },
  )
  assert(first, 'a batch has receipts')
  return first
}
