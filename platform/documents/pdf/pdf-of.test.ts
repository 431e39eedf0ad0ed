import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { pdfOf, textOf, type PrintedDocument } from '../index.ts'

const document: PrintedDocument = {
  title: 'File of a request',
  language: 'en',
  direction: 'ltr',
  author: 'Arlenia',
  createdAt: new Date('2026-11-23T12:00:00Z'),
  pageLabel: 'Page {page} of {pages}',
  sections: [],
}
const paragraphs = (...texts: string[]): PrintedDocument => ({
  ...document,
  sections: [{ heading: 'Texts', blocks: texts.map((text) => ({ kind: 'paragraph', text })) }],
})
const read = async (pdf: Uint8Array) => (await textOf(pdf, 'application/pdf')).text
const flat = (text: string) => text.replaceAll(/\s/g, '')
const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

describe('printing a document', () => {
  it('gives the same bytes for the same document at the same time, and others a second later', async () => {
    const [one, two, later] = await Promise.all([
      pdfOf(document),
      pdfOf(document),
      pdfOf({ ...document, createdAt: new Date('2026-11-23T12:00:01Z') }),
    ])
    assert.deepEqual(one, two)
    assert.notDeepEqual(one, later)
  })

  it('is tagged and says which standard it keeps', async () => {
    const [accessible, archived] = await Promise.all([pdfOf(document), pdfOf({ ...document, standard: 'a-2a' })])
    assert.match(latin1(accessible), /pdfuaid:part[^0-9]*1/)
    assert.match(latin1(archived), /pdfaid:conformance[^AB]*A/)
    assert.match(latin1(accessible), /\/StructTreeRoot/)
  })

  it('keeps texts of six languages readable', async () => {
    const texts = [
      'Gel des avoirs à Genève',
      'Запрос о взаимной правовой помощи',
      'Asistencia judicial recíproca',
      '司法协助请求书',
    ]
    const text = flat(await read(await pdfOf(paragraphs(...texts))))
    for (const wanted of texts) assert.ok(text.includes(flat(wanted)), wanted)
  })

  it(
    'keeps Arabic readable, in its order',
    { skip: !existsSync('/usr/bin/pdftotext') && 'poppler is not installed' },
    async () => {
      const pdf = await pdfOf({ ...paragraphs('المساعدة القانونية المتبادلة'), language: 'ar', direction: 'rtl' })
      assert.ok((await read(pdf)).includes('المساعدة القانونية المتبادلة'))
    },
  )

  it('takes nothing in the data for markup', async () => {
    const hostile = ['#panic("x")', '#strong[a] *b* _c_ $d$ = e', '#read("/etc/passwd")', '\\u{41} @x <y> //z', '"); #import "x']
    const text = flat(await read(await pdfOf(paragraphs(...hostile))))
    for (const wanted of hostile) assert.ok(text.includes(flat(wanted)), wanted)
  })

  it('names a character that no font has by its number', async () => {
    assert.ok(flat(await read(await pdfOf(paragraphs('a😀ก')))).includes('a[U+1F600][U+0E01]'))
    // In one script run a font has it, in another it has not.
    await pdfOf(paragraphs('𞸀', 'a𞸀'))
  })

  it('prints any texts in any block', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 2, maxLength: 5 }),
        fc.constantFrom('ltr', 'rtl'),
        async (texts, direction) => {
          const [heading = '', value = ''] = texts
          const pdf = await pdfOf({
            ...document,
            title: heading || 'x',
            direction,
            subtitle: value,
            facts: [{ label: heading, value }],
            sections: [
              {
                heading,
                level: 2,
                blocks: [
                  { kind: 'list', items: texts },
                  { kind: 'note', text: value },
                ],
              },
              { heading: value, level: 2, blocks: [{ kind: 'table', columns: texts, rows: [texts, [value]] }] },
            ],
          })
          assert.equal(latin1(pdf.subarray(0, 5)), '%PDF-')
        },
      ),
      { numRuns: 25 },
    )
  })

  it('refuses more than it prints at once', async () => {
    await assert.rejects(pdfOf(paragraphs('x'.repeat(3_000_001))), { code: 'document-too-large' })
  })
})
