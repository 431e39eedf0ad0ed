import { z } from 'zod'
import { Authority } from './authority.ts'
import { Part, PartName } from './contract/parts.ts'
import { Sha256 } from './contract/plain.ts'
import { State } from './contract/state.ts'

// protocol/07-directory.md §8: what each limit stops is said there; sizes are counted before anything is parsed.
/** Most bytes of each file of the directory (endless-data attack). */
export const directoryLimits = {
  rootBytes: 64 * 1024,
  contentsBytes: 16 * 1024 * 1024,
  freshnessBytes: 8 * 1024,
  applicationBytes: 128 * 1024,
  pouchBytes: 20 * 1024 * 1024,
  signatures: 20,
} as const

/** SHA-256 of a key's SubjectPublicKeyInfo, lower-case hex: the key's name wherever a signature cites it. */
export const KeyId = z.string().regex(/^[0-9a-f]{64}$/)

const Base64 = z.string().regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
const Version = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31)
/** Whole seconds in UTC, so that one instant has one spelling. */
const Instant = z.iso.datetime({ precision: 0 })

/** One signature: ECDSA P-256 with SHA-256, DER in base64, over the canonical bytes of `signed`. */
export const DirectorySignature = z.strictObject({ keyId: KeyId, signature: Base64.max(120) })
export type DirectorySignature = z.output<typeof DirectorySignature>

const Signatures = z.array(DirectorySignature).min(1).max(directoryLimits.signatures)

const RoleKeys = z.strictObject({ keyIds: z.array(KeyId).min(1).max(20), threshold: z.number().int().min(1).max(20) })

/** How the holder of a key is named: no quotes and no hidden signs, so that ordinary tools read the file and nobody is deceived by it. */
const Holder = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^"\\\p{Cc}\p{Cf}]+$/u)

/** The roles after The Update Framework, here with one file each. */
export const directoryRoles = ['root', 'contents', 'freshness'] as const
/** One of {@link directoryRoles}. */
export type DirectoryRole = (typeof directoryRoles)[number]

/** What the holders of the root keys say: which keys may speak for which role, and how many must (protocol 07 §3). */
export const Root = z.strictObject({
  role: z.literal('root'),
  network: z.string().min(1).max(120),
  version: Version,
  issuedAt: Instant,
  expires: Instant,
  /** `holder`: whose key it is, as its holder wishes to be named; everybody can read it. */
  keys: z.record(KeyId, z.strictObject({ publicKey: Base64.max(200), holder: Holder.optional() })),
  roles: z.strictObject({ root: RoleKeys, contents: RoleKeys, freshness: RoleKeys }),
})
export type Root = z.output<typeof Root>

/** What the directory lists (protocol 07 §4): States, the authorities that have a node, and by their hashes the parts that say the rest. */
export const Contents = z.strictObject({
  role: z.literal('contents'),
  version: Version,
  issuedAt: Instant,
  expires: Instant,
  states: z.array(State).max(400),
  authorities: z.array(Authority).max(20_000),
  /** Left out in contents of the first format, which say nothing but the above (protocol 07 §15). */
  parts: z.array(PartName).max(1_000).optional(),
})
export type Contents = z.output<typeof Contents>

/** That these contents are still the latest (protocol 07 §5). */
export const Freshness = z.strictObject({
  role: z.literal('freshness'),
  contentsVersion: Version,
  contentsSha256: Sha256,
  issuedAt: Instant,
  expires: Instant,
})
export type Freshness = z.output<typeof Freshness>

/** An authority's wish to be listed as it says, signed with its CA key as proof of possession (protocol 07 §9). */
export const Application = z.strictObject({ role: z.literal('application'), issuedAt: Instant, authority: Authority })
export type Application = z.output<typeof Application>

/** The public half of a key of the directory, which its holder gives to whoever drafts a root. */
export const KeyCard = z.strictObject({
  comity: z.literal('directory-key'),
  holder: Holder,
  publicKey: Base64.max(200),
})
export type KeyCard = z.output<typeof KeyCard>

/** `root.json`. */
export const RootFile = z.strictObject({ signed: Root, signatures: Signatures })
export type RootFile = z.output<typeof RootFile>
/** `contents.json`. */
export const ContentsFile = z.strictObject({ signed: Contents, signatures: Signatures })
export type ContentsFile = z.output<typeof ContentsFile>
/** `freshness.json`. */
export const FreshnessFile = z.strictObject({ signed: Freshness, signatures: Signatures })
export type FreshnessFile = z.output<typeof FreshnessFile>
/** `<authority>.join.json`. */
export const ApplicationFile = z.strictObject({ signed: Application, signatures: Signatures })
export type ApplicationFile = z.output<typeof ApplicationFile>

/** What `comity verify --anchor` reads: who may seal, and who says so, in one file that works offline (protocol 07 §10). */
export const TrustAnchorFile = z.strictObject({ comity: z.literal('trust-anchor'), root: RootFile, contents: ContentsFile })
export type TrustAnchorFile = z.output<typeof TrustAnchorFile>

/** Most characters of one sealed file of a pouch: the parts of a large network for one authority. */
const SEALED_CHARACTERS = 16 * 1024 * 1024

/** What a sealed file of a pouch holds: the parts that its recipient may read. */
export const SealedParts = z.strictObject({
  comity: z.literal('directory-parts'),
  contentsSha256: Sha256,
  parts: z.array(Part).max(2_000),
})
export type SealedParts = z.output<typeof SealedParts>

/** The whole directory as one file for carriage: a pouch, a stick, a disc (protocol 07 §11). */
export const PouchFile = z.strictObject({
  comity: z.literal('directory-pouch'),
  /** Roots before {@link PouchFile.root}, oldest first, for whoever pinned an older one. */
  roots: z.array(RootFile).max(64),
  root: RootFile,
  contents: ContentsFile,
  freshness: FreshnessFile,
  /** The parts that everybody may read, each as its JSON; left out with contents of the first format. */
  parts: z.array(Part).max(1_000).optional(),
  /** What only some may read, sealed to each of them: age files in base64, each with a {@link SealedParts}. */
  sealed: z.array(Base64.max(SEALED_CHARACTERS)).max(200).optional(),
})
export type PouchFile = z.output<typeof PouchFile>

/** The bytes of the three files, as served, carried and stored. */
export interface DirectoryFiles {
  readonly root: Uint8Array
  readonly contents: Uint8Array
  readonly freshness: Uint8Array
  /** Roots between the pinned one and {@link DirectoryFiles.root}, oldest first, when more than one step lies between. */
  readonly rootsBetween?: readonly Uint8Array[]
  /** The parts that the contents name, in any order: every public one, and those that this node may read, as far as it has them. */
  readonly parts?: readonly Uint8Array[]
}
