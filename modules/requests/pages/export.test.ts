import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { RequestRow } from '../contract.ts'
import { toCsv, toJson } from './export.ts'

const row: RequestRow = {
  id: '6b3f0c1e-0000-4000-8000-000000000001',
  direction: 'outgoing',
  form: 'mutual-legal-assistance',
  matterId: null,
  state: 'sent',
  counterpart: null,
  ownReference: 'XA-1',
  counterpartReference: null,
  subject: 'Road',
  urgency: 'routine',
  answerBy: null,
  problem: null,
  unopened: 0,
  createdAt: '2026-03-02T12:00:00.000Z',
  changedAt: '2026-03-02T12:00:00.000Z',
}

describe('exporting a list of requests', () => {
  it('lets no cell begin like a formula of a spreadsheet', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string({ maxLength: 20 }), (first, rest) => {
        const line = new TextDecoder()
          .decode(toCsv([{ ...row, subject: first + rest }]))
          .split('\r\n')
          .slice(1)
          .join('\r\n')
        assert.match(line, /^XA-1,,,"?'/)
      }),
    )
  })

  it('quotes what would break a line (RFC 4180)', () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(toCsv([{ ...row, subject: 'a "b", c\nd' }]))
    assert.equal(csv.charCodeAt(0), 0xfeff)
    assert.ok(csv.includes('"a ""b"", c\nd"'))
  })

  it('gives the rows unchanged as JSON', () => {
    assert.deepEqual(JSON.parse(new TextDecoder().decode(toJson([row]))), { requests: [row] })
  })
})
