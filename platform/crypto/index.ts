import type { KeyObject } from 'node:crypto'
import type { Chance } from '@comity/world'
import './errors.ts'

export type Bytes = Uint8Array<ArrayBuffer>

// bytes
export declare function sha256(bytes: Uint8Array): Bytes
export declare function sha256Hex(bytes: Uint8Array): string
export declare function hex(bytes: Uint8Array): string
export declare function fromHex(text: string): Bytes
export declare function base64(bytes: Uint8Array): string
export declare function fromBase64(text: string): Bytes
export declare function base64url(bytes: Uint8Array): string
export declare function fromBase64url(text: string): Bytes
export declare function sameBytes(a: Uint8Array, b: Uint8Array): boolean
export declare function concat(...parts: readonly Uint8Array[]): Bytes

// JSON
export interface JsonLimits { readonly maxBytes: number; readonly maxDepth: number }
export declare function canonicalJson(value: unknown): string
export declare function parseStrictJson(bytes: Uint8Array, limits?: JsonLimits): unknown
export declare function parseCanonicalJson(bytes: Uint8Array, limits?: JsonLimits): unknown

// keys and certificates
export interface SubjectName { readonly country: string; readonly organization: string; readonly commonName: string }
export interface SigningKeyPair { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
export type LeafUse = 'seal' | 'officer' | 'transport' | 'time-stamp'
export interface Authority { readonly certificateDer: Uint8Array; readonly privateKey: KeyObject }
export declare function generateSigningKeyPair(): SigningKeyPair
export declare function privateKeyToPem(key: KeyObject): string
export declare function privateKeyFromPem(pem: string): KeyObject
export declare function publicKeyFromDer(spki: Uint8Array): KeyObject
export declare function certificateToPem(der: Uint8Array): string
export declare function certificateFromPem(pem: string): Bytes
export declare function newSerial(chance: Chance): Bytes
export declare function createAuthorityCa(input: { subject: SubjectName; keyPair?: SigningKeyPair; serial: Uint8Array; notBefore: Date; notAfter: Date }): { certificateDer: Bytes; privateKey: KeyObject; publicKey: KeyObject }
export declare function issueLeaf(input: { use: LeafUse; subject: SubjectName; publicKey: KeyObject; ca: Authority; serial: Uint8Array; notBefore: Date; notAfter: Date }): Bytes
export declare function createCrl(input: { ca: Authority; number: number; thisUpdate: Date; nextUpdate: Date; revoked: readonly { serial: string; at: Date }[] }): Bytes
export interface Certificate { readonly der: Bytes; readonly subject: SubjectName; readonly issuer: SubjectName; readonly serial: string; readonly notBefore: Date; readonly notAfter: Date; readonly publicKey: KeyObject; readonly use: LeafUse | 'authority'; readonly fingerprint: string }
export declare function parseCertificate(der: Uint8Array): Certificate
export type ChainVerdict = { readonly ok: true; readonly leaf: Certificate } | { readonly ok: false; readonly code: 'certificate-untrusted' | 'certificate-expired' | 'certificate-wrong-use' | 'certificate-revoked' | 'revocation-list-invalid' }
export interface ChainQuestion { readonly leafDer: Uint8Array; readonly caDer: Uint8Array; readonly use: LeafUse; readonly at: Date; readonly crl?: Uint8Array }
export declare function verifyChain(question: ChainQuestion, cache?: ChainCache): ChainVerdict
export declare function mustVerifyChain(question: ChainQuestion, cache?: ChainCache): Certificate
export declare class ChainCache { constructor(capacity?: number) }

// signatures
export interface SignerKey { readonly certificateDer: Uint8Array; readonly chainDer: readonly Uint8Array[]; readonly privateKey: KeyObject }
export interface VerifiedSignature { readonly signerCertificateDer: Bytes; readonly certificates: readonly Bytes[]; readonly signedAt: Date }
export declare function signDetached(input: SignerKey & { content: Uint8Array; at: Date }): Bytes
export declare function verifyDetached(input: { cms: Uint8Array; content: Uint8Array }): VerifiedSignature
export declare function verifyForeignDetached(input: { cms: Uint8Array; content: Uint8Array }): Promise<VerifiedSignature>

// time
export interface TimeStamp { readonly at: Date; readonly serial: string; readonly policy: string; readonly signerCertificateDer: Bytes }
export declare function makeTimeStampToken(input: SignerKey & { digest: Uint8Array; policyOid: string; serial: Uint8Array; at: Date }): Bytes
export declare function verifyTimeStampToken(input: { token: Uint8Array; digest: Uint8Array; caDer: Uint8Array }): TimeStamp
export declare function timeStampResponse(token: Uint8Array): Bytes
export declare function merkleRoot(leaves: readonly Uint8Array[]): Bytes
export declare function merklePath(leaves: readonly Uint8Array[], index: number): Bytes[]
export declare function verifyMerklePath(input: { leaf: Uint8Array; index: number; size: number; path: readonly Uint8Array[]; root: Uint8Array }): boolean

// sealing
export interface SealRecipient { readonly text: string }
export interface SealIdentity { readonly recipient: string }
export declare function generateSealIdentity(chance: Chance): { identity: string; recipient: string }
export declare function parseSealRecipient(text: string): SealRecipient
export declare function parseSealIdentity(text: string): SealIdentity
export declare function seal(plaintext: Uint8Array, recipients: readonly SealRecipient[], chance: Chance): Bytes
export declare function unseal(bytes: Uint8Array, identity: SealIdentity): Bytes

// container
export interface ContainerEntry { readonly name: string; readonly bytes: Uint8Array }
export interface ContainerLimits { readonly maxBytes: number; readonly maxEntries: number }
export declare function packContainer(entries: readonly ContainerEntry[]): Bytes
export declare function unpackContainer(bytes: Uint8Array, limits?: ContainerLimits): ContainerEntry[]
export declare function asicManifest(entries: readonly ContainerEntry[]): Bytes
export declare function readAsicManifest(manifest: Uint8Array): { name: string; sha256: string }[]
export interface SignedContainer { readonly bytes: Bytes; readonly manifestHash: string }
export interface OpenedContainer { readonly files: ReadonlyMap<string, Uint8Array>; readonly manifest: Uint8Array; readonly manifestHash: string; readonly seal: VerifiedSignature; readonly officer: VerifiedSignature | null; readonly timeStamp: { readonly token: Uint8Array; readonly proof: Uint8Array } | null }
export declare function signContainer(input: { files: readonly ContainerEntry[]; seal: SignerKey; officer?: SignerKey; at: Date }): SignedContainer
export declare function openContainer(bytes: Uint8Array, limits?: ContainerLimits): OpenedContainer

// HTTP
export interface HttpMessage { readonly method: string; readonly targetUri: string; readonly body: Uint8Array }
export interface HttpSignatureHeaders { readonly 'content-digest': string; readonly 'signature-input': string; readonly signature: string }
export declare function contentDigest(body: Uint8Array): string
export declare function signHttpRequest(input: HttpMessage & { created: Date; expires: Date; nonce: string; keyId: string; privateKey: KeyObject }): HttpSignatureHeaders
/** Reads who claims to have signed, without believing it: find the key, then `verifyHttpRequest`. */
export declare function claimedKeyId(headers: Readonly<Record<string, string | undefined>>): string
export declare function verifyHttpRequest(input: HttpMessage & { headers: Readonly<Record<string, string | undefined>>; publicKey: KeyObject; now: Date }): { keyId: string; nonce: string; created: Date; expires: Date }
