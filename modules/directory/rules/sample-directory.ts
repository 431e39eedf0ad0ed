import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { sha256Hex } from '@comity/crypto'
import { AuthorityId } from '@comity/accounts/contract'
import type { Authority, Contents, Freshness, Root } from '../contract.ts'
import { keyIdOf } from './signed-file.ts'
import { signFile, spkiOf } from './sign-file.ts'

/** Keys of a directory made for tests. */
export interface SampleKeys {
  readonly root: readonly [KeyObject, KeyObject, KeyObject]
  readonly contents: readonly [KeyObject, KeyObject]
  readonly freshness: KeyObject
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

export function sampleKeys(): SampleKeys {
  return { root: [newKey(), newKey(), newKey()], contents: [newKey(), newKey()], freshness: newKey() }
}

export function idOf(key: KeyObject): string {
  return keyIdOf(spkiOf(key))
}

export function sampleRoot(keys: SampleKeys, changes: Partial<Root> = {}): Root {
  return {
    role: 'root',
    network: 'Test network',
    version: 1,
    issuedAt: '2026-03-01T00:00:00Z',
    expires: '2028-03-01T00:00:00Z',
    keys: Object.fromEntries(
      [...keys.root, ...keys.contents, keys.freshness].map((key) => [idOf(key), { publicKey: spkiOf(key).toString('base64') }]),
    ),
    roles: {
      root: { keyIds: keys.root.map(idOf), threshold: 2 },
      contents: { keyIds: keys.contents.map(idOf), threshold: 2 },
      freshness: { keyIds: [idOf(keys.freshness)], threshold: 1 },
    },
    ...changes,
  }
}

export function sampleAuthority(changes: Partial<Authority> = {}): Authority {
  const id = AuthorityId.parse('xa.central-authority')
  return {
    id,
    state: 'XA',
    kind: 'central-authority',
    names: { en: 'Central Authority' },
    address: '1 Harbour Square',
    designations: [
      {
        form: 'mutual-legal-assistance',
        instrument: 'UNCAC',
        territory: 'XA',
        languages: ['en'],
        electronicAcceptance: true,
        urgentByInterpol: false,
      },
    ],
    caCertificate: 'certificate',
    sealRecipient: 'age1pq1sample',
    nodeOrigin: 'https://a.example',
    hostedBy: id,
    confirmedOn: '2026-03-01',
    ...changes,
  }
}

export function sampleContents(changes: Partial<Contents> = {}): Contents {
  return {
    role: 'contents',
    version: 1,
    issuedAt: '2026-03-01T00:00:00Z',
    expires: '2027-03-01T00:00:00Z',
    states: [{ code: 'XA', names: { en: 'Arlenia' } }],
    authorities: [sampleAuthority()],
    ...changes,
  }
}

export function sampleFreshness(contents: Uint8Array, version: number, changes: Partial<Freshness> = {}): Freshness {
  return {
    role: 'freshness',
    contentsVersion: version,
    contentsSha256: sha256Hex(contents),
    issuedAt: '2026-03-02T00:00:00Z',
    expires: '2026-03-03T00:00:00Z',
    ...changes,
  }
}

/** A whole directory, properly signed: version 1 unless `changes` say otherwise. */
export function sampleFiles(
  keys: SampleKeys,
  changes: Partial<Contents> = {},
): { root: Uint8Array; contents: Uint8Array; freshness: Uint8Array } {
  const signed = sampleContents(changes)
  const contents = signFile(signed, keys.contents)
  return {
    root: signFile(sampleRoot(keys), keys.root.slice(0, 2)),
    contents,
    freshness: signFile(sampleFreshness(contents, signed.version), [keys.freshness]),
  }
}
