import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { textOf, writeXlsx } from '../index.ts'

const office = 'application/vnd.openxmlformats-officedocument.'
const docx = `${office}wordprocessingml.document`
const xlsx = `${office}spreadsheetml.sheet`
const odt = 'application/vnd.oasis.opendocument.text'
const types = ['application/pdf', docx, xlsx, odt, 'text/plain', 'text/csv', 'image/png', 'application/x-other']
const word = (body: string, prolog = '') =>
  zipSync({ 'word/document.xml': strToU8(`${prolog}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`) })

describe('the text of a file for the search', () => {
  it('reads office documents, word by word', async () => {
    const letter = word(
      '<w:p><w:r><w:t>Запрос</w:t><w:t xml:space="preserve"> &amp; </w:t><w:instrText>PAGE</w:instrText></w:r></w:p><w:p><w:t>قضية</w:t></w:p>',
    )
    assert.deepEqual(await textOf(letter, docx), { text: 'Запрос &\nقضية', problem: null })
    const open = zipSync({ 'content.xml': strToU8('<o:d xmlns:o="o"><o:p>冻结<o:s/>资产</o:p><o:p>two</o:p></o:d>') })
    assert.deepEqual(await textOf(open, odt), { text: '冻结\n资产\ntwo', problem: null })
    const book = await writeXlsx([{ name: 'x', header: ['Account'], rows: [['XB29 0001']] }])
    const { text } = await textOf(book, xlsx)
    assert.match(text, /Account/)
    assert.match(text, /XB29 0001/)
  })

  it('reads plain text and CSV of any encoding, and nothing of pictures', async () => {
    assert.equal((await textOf(Buffer.from('Gen\u00e8ve', 'latin1'), 'text/plain')).text, 'Genève')
    assert.equal((await textOf(strToU8('a;b\n1;2\n'), 'text/csv; charset=utf-8')).text, 'a b\n1 2')
    assert.deepEqual(await textOf(strToU8('x'), 'image/png'), { text: '', problem: null })
  })

  it('gives no text and a problem for what is broken or made to harm', async () => {
    const laughs = word('<w:t>&b;</w:t>', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>')
    const deep = word('<w:p>'.repeat(5_000) + '</w:p>'.repeat(5_000))
    for (const [bytes, type] of [
      [laughs, docx],
      [word('<w:p>x</w:p>').slice(0, 60), docx],
      [strToU8('no pdf'), 'application/pdf'],
      [strToU8('%PDF-1.7 and then nothing'), 'application/pdf'],
    ] as const) {
      const { text, problem } = await textOf(bytes, type)
      assert.equal(text, '')
      assert.notEqual(problem, null, type)
    }
    assert.equal((await textOf(deep, docx)).text, '')
  })

  it('answers for any bytes of any type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...types), async (bytes, type) => {
        assert.equal(typeof (await textOf(bytes, type)).text, 'string')
      }),
      { numRuns: 60 },
    )
  })
})
