import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson } from '@comity/crypto'
import { AuthorityId } from '@comity/accounts/contract'
import type { Contents } from '../contract.ts'
import { readParts } from './read-parts.ts'
import { sampleContents } from './sample-directory.ts'
import { samplePoint, sampleParts, withParts, type SampleParts } from './sample-parts.ts'

const bytesOf = (part: unknown): Uint8Array => Buffer.from(canonicalJson(part))
const all = (parts: SampleParts): Uint8Array[] => [parts.register, parts.public, parts.members, parts.named].map(bytesOf)
const read = (parts: SampleParts, contents: Contents = withParts(sampleContents(), parts)) => readParts(contents, all(parts))
const refused = (parts: SampleParts, contents?: Contents) =>
  assert.throws(() => read(parts, contents), { code: 'directory-malformed' })

describe('reading the parts of a directory', () => {
  it('puts together what each audience reads of a State', () => {
    const { states, register, missing, held } = read(sampleParts())
    const listing = states.get('XA')
    assert.deepEqual(
      listing?.details.flatMap(({ contactPoints = [] }) => contactPoints.map(({ id }) => id)),
      ['registry', 'duty-desk', 'analyst-desk'],
    )
    assert.equal(register.networks[0]?.id, 'globe')
    assert.deepEqual(missing, [])
    assert.equal(held.length, 4)
  })

  it('says what it may not read, or has not got', () => {
    const parts = sampleParts()
    const contents = withParts(sampleContents(), parts)
    const public_ = readParts(contents, [parts.register, parts.public].map(bytesOf))
    assert.deepEqual(
      public_.missing.map(({ audience }) => audience),
      ['members'],
    )
    const member = readParts(contents, [parts.register, parts.public, parts.members].map(bytesOf))
    assert.deepEqual(
      member.missing.map(({ audience, readers }) => [audience, ...readers]),
      [['named', 'xb.central-authority']],
    )
  })

  it('knows contents of the first format, which have none', () => {
    assert.equal(readParts(sampleContents(), []).states.size, 0)
  })

  it('keeps nothing that the contents do not name', () => {
    const parts = sampleParts()
    const stray = bytesOf({ ...parts.members, salt: '33'.repeat(32) })
    const { held } = readParts(withParts(sampleContents(), parts), [...all(parts), stray])
    assert.equal(held.length, 4)
  })

  it('refuses a detail in a file for others than may read it', () => {
    const parts = sampleParts()
    const [details = { authority: AuthorityId.parse('xa.central-authority') }] = parts.public.details
    const shown = (visibility: 'members' | { readers: AuthorityId[] }) => ({
      ...parts,
      public: { ...parts.public, details: [{ ...details, contactPoints: [samplePoint({ visibility })] }] },
    })
    refused(shown('members'))
    refused(shown({ readers: [AuthorityId.parse('xb.central-authority')] }))
  })

  it('refuses a file for named readers that names others than the members’ file says', () => {
    const parts = sampleParts()
    const readers = [AuthorityId.parse('xb.other')]
    refused({ ...parts, members: { ...parts.members, named: parts.members.named.map((one) => ({ ...one, readers })) } })
  })

  it('refuses a State that speaks of an authority of another, or of one that nobody lists', () => {
    const parts = sampleParts()
    for (const id of ['xb.central-authority', 'xa.nobody'])
      refused({ ...parts, public: { ...parts.public, details: [{ authority: AuthorityId.parse(id) }] } })
    const [fiu] = parts.public.listed
    assert.ok(fiu)
    refused({ ...parts, public: { ...parts.public, listed: [fiu, fiu], details: [] } })
    refused({ ...parts, public: { ...parts.public, listed: [{ ...fiu, id: AuthorityId.parse('xa.central-authority') }] } })
  })

  it('refuses one contact point twice, though for two audiences', () => {
    const parts = sampleParts()
    const details = parts.members.details.map((one) => ({
      ...one,
      contactPoints: [samplePoint({ visibility: 'members' as const })],
    }))
    refused({ ...parts, members: { ...parts.members, details } })
  })

  it('refuses a part in the place of another State’s, and one that is announced twice', () => {
    const parts = sampleParts()
    const contents = withParts(sampleContents({ states: ['XA', 'XB'].map((code) => ({ code, names: { en: code } })) }), parts)
    const [register, own] = contents.parts ?? []
    assert.ok(register && own)
    refused(parts, { ...contents, parts: [register, own, { ...own, of: 'XB' }] })
    refused(parts, { ...contents, parts: [register, own, own] })
  })

  it('refuses more bytes than a directory may have', () => {
    const parts = sampleParts()
    const many = Array.from({ length: 40 }, (_, place) => `X${String.fromCharCode(65 + (place % 26))}`)
    const states = [...new Set(many)].map((code) => ({ code, names: { en: code } }))
    const huge = states.flatMap(({ code }) =>
      (['public', 'members'] as const).map((audience) => ({
        of: code,
        audience,
        sha256: '0'.repeat(64),
        bytes: 8 * 1024 * 1024,
      })),
    )
    refused(parts, { ...sampleContents({ states }), parts: huge })
  })
})
