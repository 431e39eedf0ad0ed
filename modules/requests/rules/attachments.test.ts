import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES } from '../contract.ts'
import { mustBeAttachable } from './attachments.ts'

const text = (letters: string): Uint8Array => new TextEncoder().encode(letters)
const pdf = { name: 'statements.pdf', mediaType: 'application/pdf', bytes: text('%PDF-1.7') }
const codeOf = (file: typeof pdf, beside: { name: string }[] = []): string => {
  try {
    mustBeAttachable(file, beside)
    return 'taken'
  } catch (error) {
    assert(error instanceof ComityError)
    return error.code
  }
}

describe('a file to attach', () => {
  it('is taken when it is what it says', () => {
    assert.equal(codeOf(pdf), 'taken')
    assert.equal(codeOf({ name: 'счета.csv', mediaType: 'text/csv', bytes: text('дата;сумма') }), 'taken')
    assert.equal(
      codeOf({ name: 'كشف.png', mediaType: 'image/png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10) }),
      'taken',
    )
  })

  it('is refused when its first bytes say otherwise', () => {
    assert.equal(codeOf({ ...pdf, bytes: text('MZ programme') }), 'attachment-kind')
    assert.equal(codeOf({ ...pdf, bytes: new Uint8Array() }), 'attachment-kind')
    assert.equal(codeOf({ ...pdf, mediaType: 'text/plain', bytes: Uint8Array.of(0xff, 0xfe, 0) }), 'attachment-kind')
  })

  it('is refused when its kind is not on the list', () => {
    assert.equal(codeOf({ ...pdf, mediaType: 'text/html' }), 'attachment-kind')
    assert.equal(codeOf({ ...pdf, mediaType: 'application/x-msdownload' }), 'attachment-kind')
  })

  it('is refused one byte above the limit, and taken at it', () => {
    const large = (bytes: number): Uint8Array => {
      const made = new Uint8Array(bytes)
      made.set(pdf.bytes)
      return made
    }
    assert.equal(codeOf({ ...pdf, bytes: large(MAX_ATTACHMENT_BYTES + 1) }), 'attachment-too-large')
    assert.equal(codeOf({ ...pdf, bytes: large(MAX_ATTACHMENT_BYTES) }), 'taken')
  })

  it('is refused when its name is a path, is hidden, or reads otherwise than it is', () => {
    for (const name of ['../a.pdf', 'a/b.pdf', 'a\\b.pdf', '.profile', 'a\u0000.pdf', 'exe.\u202Efdp', ''])
      assert.equal(codeOf({ ...pdf, name }), 'bad-input', JSON.stringify(name))
  })

  it('is refused as one too many, unless it replaces one', () => {
    const beside = Array.from({ length: MAX_ATTACHMENTS }, (_, index) => ({ name: `${index}.pdf` }))
    assert.equal(codeOf(pdf, beside), 'bad-input')
    assert.equal(codeOf({ ...pdf, name: '7.pdf' }, beside), 'taken')
  })
})
