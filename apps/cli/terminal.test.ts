import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import test from 'node:test'
import { say } from './terminal.ts'

function said(answer: unknown, json: boolean): string {
  const out = new PassThrough()
  say({ arguments: [], environment: {}, folder: '/', out, err: out, input: Readable.from([]) }, answer, json)
  return String(out.read())
}

// ESC, CSI as one character, and the sign that turns the direction of reading.
const subject = 'Paid\u001b[2J\u009b31m\u202egpj.exe'

test('what a peer wrote cannot write over the terminal: no control character leaves, in a table, a list of fields or a head', () => {
  for (const answer of [
    { rows: [{ subject, id: 1 }] },
    [{ subject }],
    { subject },
    { nested: { subject } },
    subject,
    { [subject]: 1 },
  ])
    assert.doesNotMatch(said(answer, false).replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u, JSON.stringify(answer))
})

test('in JSON they are escapes, so that a program still reads what was written', () => {
  const text = said({ subject }, true)
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u)
  assert.deepEqual(JSON.parse(text), { subject })
})

test('text of people stays as it is', () => {
  assert.match(said({ subject: 'طلب 司法协助 é' }, false), /^subject: طلب 司法协助 é\n$/)
})
