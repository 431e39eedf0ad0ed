import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson } from '@comity/crypto'
import { ComityError, type ErrorCode } from '@comity/errors'
import fc from 'fast-check'
import { sampleAuthority, sampleContents, sampleFiles, sampleFreshness, sampleKeys, sampleRoot } from './sample-directory.ts'
import { fileOf, signFile, signatureOf } from './sign-file.ts'
import { verifyDirectory, type OfferedDirectory } from './verify-directory.ts'

const keys = sampleKeys()
const files = sampleFiles(keys)
const at = new Date('2026-03-02T12:00:00Z')
const HOUR_MS = 3_600_000

function verify(changes: Partial<OfferedDirectory> = {}) {
  return verifyDirectory({ ...files, trustedRoot: files.root, known: null, at, ...changes })
}

function refuses(code: ErrorCode, changes: Partial<OfferedDirectory>): void {
  assert.throws(
    () => verify(changes),
    (error) => error instanceof ComityError && error.code === code,
  )
}

/** The offer of contents signed in a given way, with a freshness that fits them. */
function offerOf(contents: Uint8Array, version = 1): Partial<OfferedDirectory> {
  return { contents, freshness: signFile(sampleFreshness(contents, version), [keys.freshness]) }
}

describe('verifying a directory', () => {
  it('accepts what the threshold of each role has signed, and says by whom and until when', () => {
    const verified = verify()
    assert.equal(verified.standing, 'fresh')
    assert.equal(verified.contents.authorities[0]?.id, 'xa.central-authority')
    assert.equal(verified.signedBy.length, 2)
    assert.equal(verified.validUntil.toISOString(), '2026-03-03T00:00:00.000Z')
    assert.equal(verified.usableUntil.toISOString(), '2026-03-06T00:00:00.000Z')
  })

  it('refuses contents that one person alone has signed, also when that signature is there twice', () => {
    const signed = sampleContents()
    const [first] = keys.contents
    refuses('directory-signature-invalid', offerOf(fileOf(signed, [signatureOf(signed, first)])))
    refuses('directory-signature-invalid', offerOf(fileOf(signed, [signatureOf(signed, first), signatureOf(signed, first)])))
  })

  it('refuses signatures of keys that hold another role', () => {
    refuses('directory-signature-invalid', offerOf(signFile(sampleContents(), [keys.contents[0], keys.freshness])))
    refuses('directory-signature-invalid', offerOf(signFile(sampleContents(), keys.root)))
    refuses('directory-signature-invalid', { freshness: signFile(sampleFreshness(files.contents, 1), keys.contents) })
  })

  it('refuses an older version than the known one, and a second directory of the known version', () => {
    refuses('directory-rollback', { known: { version: 2, contentsSha256: '0'.repeat(64) } })
    refuses('directory-rollback', { known: { version: 1, contentsSha256: '0'.repeat(64) } })
    assert.equal(verify({ known: { version: 1, contentsSha256: verify().contentsSha256 } }).contents.version, 1)
  })

  it('refuses genuine files that do not belong together', () => {
    const next = sampleFiles(keys, { version: 2 })
    refuses('directory-mismatch', { contents: next.contents })
    refuses('directory-mismatch', { freshness: next.freshness })
    refuses('directory-mismatch', { freshness: signFile(sampleFreshness(files.contents, 7), [keys.freshness]) })
  })

  it('serves on as stale after its freshness ran out, and stops after the grace', () => {
    const expiredMs = Date.parse('2026-03-03T00:00:00Z')
    assert.equal(verify({ at: new Date(expiredMs + 71 * HOUR_MS) }).standing, 'stale')
    refuses('directory-expired', { at: new Date(expiredMs + 72 * HOUR_MS + 1) })
    assert.equal(
      verify({ at: new Date(expiredMs + 47 * HOUR_MS), graceMs: 0 }).standing,
      'stale',
      'a grace below 48 hours is 48 hours',
    )
    refuses('directory-expired', { at: new Date(expiredMs + 49 * HOUR_MS), graceMs: 0 })
  })

  it('refuses a freshness that promises more than 31 days, or ends before it begins', () => {
    refuses('directory-malformed', {
      freshness: signFile(sampleFreshness(files.contents, 1, { expires: '2026-04-03T00:00:00Z' }), [keys.freshness]),
    })
    refuses('directory-malformed', {
      freshness: signFile(sampleFreshness(files.contents, 1, { expires: '2026-03-01T00:00:00Z' }), [keys.freshness]),
    })
  })

  it('refuses a second spelling of the same content: white space, order, repeated or unknown members', () => {
    const text = new TextDecoder().decode(files.contents)
    const spellings = [
      ` ${text}`,
      `\ufeff${text}`,
      text.replace('{"signatures"', '{"extra":1,"signatures"'),
      text.replace('"version":1}', '"version":1,"version":1}'),
      JSON.stringify({ signed: sampleContents(), signatures: [] }),
    ]
    for (const spelling of spellings) refuses('directory-malformed', offerOf(Buffer.from(spelling)))
  })

  it('refuses what is larger than its limit before reading it', () => {
    refuses('directory-malformed', { root: new Uint8Array(64 * 1024 + 1) })
    refuses('directory-malformed', { freshness: new Uint8Array(8 * 1024 + 1) })
  })

  it('refuses contents that contradict themselves, however many have signed', () => {
    const authority = sampleAuthority()
    const wrong = [
      { authorities: [authority, authority] },
      { authorities: [sampleAuthority({ state: 'XB' })] },
      { states: [] },
      {
        authorities: [
          sampleAuthority({ hostedBy: sampleAuthority({ id: authority.id }).id }),
          { ...authority, id: authority.id },
        ],
      },
    ]
    for (const changes of wrong) refuses('directory-malformed', offerOf(signFile(sampleContents(changes), keys.contents)))
  })

  it('refuses any file in which any one byte differs', () => {
    const names = ['root', 'contents', 'freshness'] as const
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, place, flip) => {
        const altered = Uint8Array.from(files[name])
        const index = place % altered.length
        altered[index] = (altered[index] ?? 0) ^ flip
        assert.throws(() => verifyDirectory({ ...files, [name]: altered, trustedRoot: files.root, known: null, at }), ComityError)
      }),
      { numRuns: 200 },
    )
  })
})

describe('following the roots', () => {
  const fresh = sampleKeys()
  const successor = { ...fresh, root: [keys.root[0], keys.root[1], fresh.root[2]] as const }
  const rootOfAll = sampleRoot(
    { root: [keys.root[0], keys.root[1], fresh.root[2]], contents: keys.contents, freshness: keys.freshness },
    { version: 2 },
  )

  it('takes a new root that the old threshold and the new one have signed', () => {
    const root = signFile(rootOfAll, [keys.root[0], keys.root[1]])
    assert.equal(verify({ root }).root.version, 2)
  })

  it('refuses a new root that only its own keys have signed, or only the old ones', () => {
    const foreign = sampleRoot(fresh, { version: 2 })
    refuses('directory-signature-invalid', { root: signFile(foreign, fresh.root) })
    refuses('directory-signature-invalid', { root: signFile(foreign, keys.root) })
  })

  it('refuses an older root than the pinned one, another of the same version, and a gap', () => {
    const second = signFile(rootOfAll, successor.root)
    refuses('directory-rollback', { trustedRoot: second })
    refuses('directory-rollback', { root: signFile(sampleRoot(keys, { network: 'Another' }), keys.root) })
    const third = signFile({ ...rootOfAll, version: 3 }, successor.root)
    refuses('directory-mismatch', { root: third })
    assert.equal(verify({ rootsBetween: [second], root: third }).root.version, 3)
  })

  it('lets versions begin anew only when no signature of the old contents keys can still count', () => {
    const known = { version: 2_000_000, contentsSha256: '0'.repeat(64) }
    refuses('directory-rollback', { root: signFile(rootOfAll, successor.root), known })
    const cleared = { root: keys.root, contents: fresh.contents, freshness: fresh.freshness }
    const offer = sampleFiles(cleared)
    assert.equal(verify({ ...offer, root: signFile(sampleRoot(cleared, { version: 2 }), keys.root), known }).contents.version, 1)
  })

  it('refuses a root that would let one person alone change the directory', () => {
    const { roles } = sampleRoot(keys)
    const weak = [
      { ...roles, contents: { ...roles.contents, threshold: 1 } },
      { ...roles, root: { ...roles.root, threshold: 1 } },
      { ...roles, root: { ...roles.root, threshold: 4 } },
      { ...roles, contents: { keyIds: [roles.contents.keyIds[0] ?? '', roles.contents.keyIds[0] ?? ''], threshold: 2 } },
      { ...roles, freshness: roles.contents },
      { ...roles, contents: { keyIds: ['0'.repeat(64), '1'.repeat(64)], threshold: 2 } },
    ]
    for (const changed of weak) {
      const root = signFile(sampleRoot(keys, { roles: changed }), keys.root)
      refuses('directory-malformed', { root, trustedRoot: root })
    }
  })

  it('refuses a key under another name than its hash, and another spelling of a key', () => {
    const root = sampleRoot(keys)
    const [first = '', second = ''] = Object.keys(root.keys)
    const swapped = { ...root.keys, [first]: root.keys[second] ?? { publicKey: '' } }
    const file = signFile({ ...root, keys: swapped }, keys.root)
    refuses('directory-malformed', { root: file, trustedRoot: file })
  })

  it('writes every file as canonical JSON', () => {
    const text = new TextDecoder().decode(files.root)
    assert.equal(canonicalJson(JSON.parse(text)), text)
  })
})
