import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { samplePoint } from '../../rules/sample-parts.ts'
import { knownTo } from './known.ts'
import { sampleAuthority, sampleDetails } from './sample-known.ts'
import { vCardsOf } from './v-card.ts'
import { anybody } from './visible.ts'

const known = (name: string, address = '1 Square') =>
  knownTo(anybody, {
    authority: sampleAuthority('xb.office', { names: { en: name }, address, phone: '+000 20 (1)', email: 'a@b.example' }),
    details: [],
  })

/** Unfolds and unescapes as RFC 6350 says, independently of how it was written. */
function read(text: string): { name: string; value: string }[] {
  const unfolded = text.replace(/\r\n[ \t]/g, '')
  return unfolded
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return {
        name: line.slice(0, colon),
        value: line.slice(colon + 1).replace(/\\(n|[\\,;])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)),
      }
    })
}

describe('an authority as vCard', () => {
  it('begins with its version, ends, and has its name, address, telephone', () => {
    const lines = read(vCardsOf(known('Office; of A, B\\C\nD')))
    assert.deepEqual(lines.slice(0, 2), [
      { name: 'BEGIN', value: 'VCARD' },
      { name: 'VERSION', value: '4.0' },
    ])
    assert.deepEqual(lines.at(-1), { name: 'END', value: 'VCARD' })
    assert.equal(lines.find(({ name }) => name.startsWith('FN'))?.value, 'Office; of A, B\\C\nD')
    assert.equal(lines.find(({ name }) => name.startsWith('TEL'))?.value, 'tel:+000201')
  })

  it('folds at 75 octets without tearing a sign, and comes back letter by letter', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'б', '机', 'ة', ',', ';', '\\', ' ', 'é', '🏛'),
      minLength: 1,
      maxLength: 200,
    })
    fc.assert(
      fc.property(name, name, (own, address) => {
        const text = vCardsOf(known(own, address))
        for (const line of text.split('\r\n')) {
          assert.ok(Buffer.byteLength(line) <= 75, line)
          assert.ok(!line.includes('\ufffd') && !line.includes('\n'))
        }
        assert.equal(read(text).find(({ name: key }) => key.startsWith('FN'))?.value, own)
        assert.equal(read(text).find(({ name: key }) => key.startsWith('ADR'))?.value, `;;${address};;;;`)
      }),
      { numRuns: 60 },
    )
  })

  it('lets no line of text begin a property of its own', () => {
    const lines = read(vCardsOf(known('x\r\nTEL:+666\nEND:VCARD')))
    assert.equal(lines.filter(({ name }) => name === 'END').length, 1)
    assert.ok(!lines.some(({ name, value }) => name === 'TEL' && value === '+666'))
  })

  it('has a card for each contact point that the reader may see', () => {
    const authority = sampleAuthority('xb.office')
    const cards = (reader: Parameters<typeof knownTo>[0]) =>
      vCardsOf(knownTo(reader, { authority, details: sampleDetails(authority.id) }))
    assert.equal(cards(anybody).match(/BEGIN:VCARD/g)?.length, 2)
    assert.equal(cards({ kind: 'member', authorityId: 'xa.central-authority' }).match(/BEGIN:VCARD/g)?.length, 4)
    assert.ok(samplePoint().visibility === 'public' && cards(anybody).includes('tel:+000111'))
  })
})
