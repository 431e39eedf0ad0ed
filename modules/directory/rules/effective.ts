import { certificateFromPem, crlToPem, mustBeListOf, sha256Hex, type RevocationList } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { Authority, Contents, Names, State } from '../contract.ts'
import { fingerprintOf } from './fingerprint.ts'

/** A peer's entry that two persons of this office compared with the peer itself. */
export interface PinnedEntry {
  readonly authority: Authority
  readonly stateNames: Names
}

/** A revocation list that this node holds beside those in a directory, already found to be its authority's. */
export interface HeldList {
  readonly authorityId: string
  /** SHA-256 of the CA certificate that signed it. */
  readonly caSha256: string
  readonly thisUpdate: Date
  readonly der: Uint8Array
}

/** An authority as this node believes it. */
export interface EffectiveEntry {
  readonly authority: Authority
  readonly pinned: boolean
  /** The fingerprint that the directory lists, where it is not the pinned one, or the same with another recipient. */
  readonly differs: string | null
}

/**
 * What this node believes: the directory, save that a pinned key stays the pinned one whatever the directory says, and that of
 * two revocation lists the later counts (protocol 07 §12, §13).
 */
export function effectiveEntries(
  contents: Pick<Contents, 'states' | 'authorities'>,
  pins: readonly PinnedEntry[],
  lists: readonly HeldList[],
): { readonly states: readonly State[]; readonly entries: readonly EffectiveEntry[] } {
  const pinned = new Map(pins.map((pin) => [pin.authority.id, pin]))
  const listed = contents.authorities.map((entry) => withPin(entry, pinned.get(entry.id)))
  const ids = new Set(contents.authorities.map((one) => one.id))
  const added = pins
    .filter((pin) => !ids.has(pin.authority.id))
    .map(({ authority }) => ({ authority, pinned: true, differs: null }))
  const codes = new Set(contents.states.map((state) => state.code))
  const states = new Map(
    pins.filter((pin) => !codes.has(pin.authority.state)).map((pin) => [pin.authority.state, pin.stateNames]),
  )
  return {
    states: [...contents.states, ...[...states].map(([code, names]) => ({ code, names }))],
    entries: [...listed, ...added].map((entry) => withLatestList(entry, lists)),
  }
}

// A captured centre could leave the key and name another recipient, which only it can open: both are the pin's.
function withPin(listed: Authority, pin: PinnedEntry | undefined): EffectiveEntry {
  if (pin === undefined) return { authority: listed, pinned: false, differs: null }
  const { caCertificate, sealRecipient } = pin.authority
  const sameKey = caSha256Of(listed) === caSha256Of(pin.authority)
  if (!sameKey || listed.sealRecipient !== sealRecipient)
    return { authority: pin.authority, pinned: true, differs: fingerprintOf(certificateFromPem(listed.caCertificate)) }
  return { authority: { ...listed, caCertificate, sealRecipient }, pinned: true, differs: null }
}

function withLatestList(entry: EffectiveEntry, lists: readonly HeldList[]): EffectiveEntry {
  const { authority } = entry
  const own = lists.filter((one) => one.authorityId === authority.id)
  if (own.length === 0) return entry
  const caSha256 = caSha256Of(authority)
  const [latest] = own
    .filter((one) => one.caSha256 === caSha256)
    .toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())
  const listed = listedRevocations(authority)
  if (latest === undefined || (listed !== null && latest.thisUpdate <= listed.thisUpdate)) return entry
  return { ...entry, authority: { ...authority, crl: crlToPem(latest.der) } }
}

/** The list in an authority's entry, if it is one of its CA: what is none must not keep a genuine one out, nor the directory. */
export function listedRevocations({ crl, caCertificate }: Authority): RevocationList | null {
  if (crl === undefined) return null
  try {
    return mustBeListOf(certificateFromPem(caCertificate), derOfList(crl))
  } catch (error) {
    if (error instanceof ComityError) return null
    throw error
  }
}

/** The DER of a list in PEM. */
export function derOfList(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(pem.replaceAll(/-----(?:BEGIN|END) X509 CRL-----|\s/g, ''), 'base64'))
}

/** SHA-256 of an authority's CA certificate. */
export function caSha256Of(authority: { readonly caCertificate: string }): string {
  return sha256Hex(certificateFromPem(authority.caCertificate))
}
