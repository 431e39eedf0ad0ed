import type { KeyObject } from 'node:crypto'
import { canonicalJson } from '@comity/crypto'
import { sampleParts, withParts } from './rules/sample-parts.ts'
import { sampleContents, sampleFiles, sampleFreshness, sampleKeys, sampleRoot } from './rules/sample-directory.ts'
import { fileOf, signFile, signatureOf } from './rules/sign-file.ts'

/** One case of `protocol/vectors/directory.json`: the files as text, and what a verifier must say. */
export interface DirectoryVector {
  readonly name: string
  readonly at: string
  readonly trustedRoot: string
  readonly rootsBetween: readonly string[]
  readonly root: string
  readonly contents: string
  readonly freshness: string
  /** The parts that are offered, each as its text. */
  readonly parts: readonly string[]
  readonly known: { readonly version: number; readonly contentsSha256: string } | null
  readonly expect: { readonly standing: 'fresh' | 'stale'; readonly version: number } | { readonly refused: string }
}

const keys = sampleKeys()
const files = sampleFiles(keys)
const successor = sampleKeys()
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const freshnessFor = (contents: Uint8Array, version = 1): string =>
  text(signFile(sampleFreshness(contents, version), [keys.freshness]))

function vector(name: string, expect: DirectoryVector['expect'], changes: Partial<DirectoryVector> = {}): DirectoryVector {
  const base = {
    at: '2026-03-02T12:00:00Z',
    trustedRoot: text(files.root),
    rootsBetween: [],
    root: text(files.root),
    contents: text(files.contents),
    freshness: text(files.freshness),
    parts: [],
    known: null,
  }
  return { name, ...base, ...changes, expect }
}

function withContents(bytes: Uint8Array): Partial<DirectoryVector> {
  return { contents: text(bytes), freshness: freshnessFor(bytes) }
}

const one = sampleContents()
const twice = fileOf(one, [signatureOf(one, keys.contents[0]), signatureOf(one, keys.contents[0])])
const spaced = Buffer.from(`${text(files.contents)}\n`)
const unknownMember = signFile({ ...one, extra: 1 }, keys.contents)
const next = sampleFiles(keys, { version: 2 })
const second = sampleRoot({ ...keys, root: [keys.root[0], keys.root[1], successor.root[2]] }, { version: 2 })
const secondBy = (...signers: readonly KeyObject[]): string => text(signFile(second, signers))
const third = text(signFile({ ...second, version: 3 }, [keys.root[0], keys.root[1]]))

const withHolder = (holder: string): string => {
  const root = sampleRoot(keys)
  const named = Object.fromEntries(Object.entries(root.keys).map(([keyId, key]) => [keyId, { ...key, holder }]))
  return text(signFile({ ...root, keys: named }, keys.root))
}
const named = withHolder('First holder, Ministry of Justice')
const nameless = withHolder('')
const thrownOut = text(
  signFile(
    sampleRoot({ root: keys.root, contents: successor.contents, freshness: successor.freshness }, { version: 2 }),
    keys.root.slice(0, 2),
  ),
)
const stolen = signFile(sampleContents({ version: 2, authorities: [] }), keys.contents)

const parts = sampleParts()
const partsContents = signFile(withParts(one, parts), keys.contents)
const offered = [parts.register, parts.public, parts.members, parts.named]
const partTexts = (some: readonly unknown[]): string[] => some.map((part) => canonicalJson(part))
const split = (some: readonly unknown[], contents: Uint8Array = partsContents): Partial<DirectoryVector> => ({
  ...withContents(contents),
  parts: partTexts(some),
})
const leaking = { ...parts, public: { ...parts.public, details: parts.members.details } }

function partVectors(): DirectoryVector[] {
  return [
    vector('accepts contents with all their parts', { standing: 'fresh', version: 1 }, split(offered)),
    vector(
      'accepts contents without the parts that only some may read',
      { standing: 'fresh', version: 1 },
      split([parts.register, parts.public]),
    ),
    vector(
      'must refuse contents without a public part',
      { refused: 'directory-mismatch' },
      split([parts.register, parts.members]),
    ),
    vector(
      'must refuse a public part of another version',
      { refused: 'directory-mismatch' },
      split([parts.register, { ...parts.public, listed: [] }, parts.members]),
    ),
    vector(
      'must refuse a public part in which details for members stand',
      { refused: 'directory-malformed' },
      split([leaking.register, leaking.public, leaking.members], signFile(withParts(one, leaking), keys.contents)),
    ),
    vector(
      'must refuse a part that is longer than announced',
      { refused: 'directory-malformed' },
      split(offered, signFile(withParts(one, parts, { bytes: 10 }), keys.contents)),
    ),
    vector(
      'must refuse parts of a State that is not listed',
      { refused: 'directory-malformed' },
      split(offered, signFile({ ...withParts(one, parts), states: [], authorities: [] }, keys.contents)),
    ),
  ]
}

/** New vectors with new keys; ECDSA signatures differ on each run, so the committed file is the reference. */
export function directoryVectors(): DirectoryVector[] {
  return [
    vector('accepts a directory signed by each threshold', { standing: 'fresh', version: 1 }),
    vector(
      'accepts an expired freshness within the grace of 72 hours, as stale',
      { standing: 'stale', version: 1 },
      { at: '2026-03-05T23:59:59Z' },
    ),
    vector(
      'accepts a new root signed by the old and the new threshold',
      { standing: 'fresh', version: 1 },
      { root: secondBy(keys.root[0], keys.root[1]) },
    ),
    vector(
      'accepts two roots in a row',
      { standing: 'fresh', version: 1 },
      { rootsBetween: [secondBy(keys.root[0], keys.root[1])], root: third },
    ),
    vector(
      'accepts a root that names the holders of its keys',
      { standing: 'fresh', version: 1 },
      { trustedRoot: named, root: named },
    ),
    vector(
      'must refuse a root whose holder has an empty name',
      { refused: 'directory-malformed' },
      { trustedRoot: nameless, root: nameless },
    ),
    vector(
      'must refuse contents and freshness of thieves after the root that throws them out',
      { refused: 'directory-signature-invalid' },
      { root: thrownOut, contents: text(stolen), freshness: freshnessFor(stolen, 2) },
    ),
    vector(
      'must refuse contents of thieves under the new freshness key too',
      { refused: 'directory-signature-invalid' },
      {
        root: thrownOut,
        contents: text(stolen),
        freshness: text(signFile(sampleFreshness(stolen, 2), [successor.freshness])),
      },
    ),
    vector(
      'must refuse a root signed by one old key and every key of other roles',
      { refused: 'directory-signature-invalid' },
      { root: secondBy(keys.root[0], ...keys.contents, keys.freshness, ...successor.root) },
    ),
    vector('must refuse after the grace', { refused: 'directory-expired' }, { at: '2026-03-06T00:00:01Z' }),
    vector(
      'must refuse contents with one signature',
      { refused: 'directory-signature-invalid' },
      withContents(fileOf(one, [signatureOf(one, keys.contents[0])])),
    ),
    vector('must refuse one key that signs twice', { refused: 'directory-signature-invalid' }, withContents(twice)),
    vector(
      'must refuse contents signed by root keys',
      { refused: 'directory-signature-invalid' },
      withContents(signFile(one, keys.root)),
    ),
    vector(
      'must refuse a freshness signed by a contents key',
      { refused: 'directory-signature-invalid' },
      { freshness: text(signFile(sampleFreshness(files.contents, 1), [keys.contents[0]])) },
    ),
    vector(
      'must refuse an older version than the known one',
      { refused: 'directory-rollback' },
      { known: { version: 2, contentsSha256: '0'.repeat(64) } },
    ),
    vector(
      'must refuse a second directory of the known version',
      { refused: 'directory-rollback' },
      { known: { version: 1, contentsSha256: '0'.repeat(64) } },
    ),
    vector(
      'must refuse contents that the freshness does not name',
      { refused: 'directory-mismatch' },
      { contents: text(next.contents) },
    ),
    vector(
      'must refuse a freshness that names another version',
      { refused: 'directory-mismatch' },
      { freshness: freshnessFor(files.contents, 2) },
    ),
    vector('must refuse a gap between roots', { refused: 'directory-mismatch' }, { root: third }),
    vector(
      'must refuse a root signed by its own keys only',
      { refused: 'directory-signature-invalid' },
      { root: text(signFile(sampleRoot(successor, { version: 2 }), successor.root)) },
    ),
    vector(
      'must refuse a root signed by one old key only',
      { refused: 'directory-signature-invalid' },
      { root: secondBy(keys.root[0], successor.root[2]) },
    ),
    vector(
      'must refuse an older root than the pinned one',
      { refused: 'directory-rollback' },
      { trustedRoot: secondBy(keys.root[0], keys.root[1]) },
    ),
    vector('must refuse bytes that are not canonical JSON', { refused: 'directory-malformed' }, withContents(spaced)),
    vector('must refuse an unknown member', { refused: 'directory-malformed' }, withContents(unknownMember)),
    vector(
      'must refuse contents that list an authority twice',
      { refused: 'directory-malformed' },
      withContents(signFile(sampleContents({ authorities: [...one.authorities, ...one.authorities] }), keys.contents)),
    ),
    vector(
      'must refuse a freshness of more than 31 days',
      { refused: 'directory-malformed' },
      { freshness: text(signFile(sampleFreshness(files.contents, 1, { expires: '2026-04-03T00:00:00Z' }), [keys.freshness])) },
    ),
    ...partVectors(),
  ]
}

/** The text of the file. */
export function vectorsText(): string {
  return `${JSON.stringify({ specification: '07-directory', note: 'Each file is given as text; its bytes are the UTF-8 of that text.', cases: directoryVectors() }, null, 2)}\n`
}
