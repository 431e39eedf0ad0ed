import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { Command, CommanderError } from 'commander'
import { addVerifyCommand } from './verify-command.ts'

// What good files give is under test in testing/verify-docs.test.ts, by the whole program.
describe('comity verify', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-cli-'))
  after(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'note.txt'), 'hello')
  writeFileSync(path.join(folder, 'colour\u001b[31m.txt'), 'hello')
  writeFileSync(path.join(folder, 'huge.asice'), '')
  truncateSync(path.join(folder, 'huge.asice'), 65 * 1024 * 1024)

  async function comity(...args: string[]) {
    const [out, err] = [new PassThrough(), new PassThrough()]
    let code = 0
    const program = new Command().exitOverride().configureOutput({ writeErr: (text) => err.write(text) })
    addVerifyCommand(
      program,
      { arguments: args, environment: {}, folder, out, err, input: Readable.from([]) },
      (given) => (code = given),
    )
    try {
      await program.parseAsync(['verify', ...args], { from: 'user' })
    } catch (error) {
      assert.ok(error instanceof CommanderError)
      code = 2
    }
    return { code, said: String(out.read() ?? ''), warned: String(err.read() ?? '') }
  }

  it('ends with 1 and says why when a file is off, in the language asked for', async () => {
    const { code, said } = await comity('note.txt')
    assert.equal(code, 1)
    assert.match(said, /^NOT IN ORDER {2}note\.txt \(unknown\)\n/)
    assert.match((await comity('note.txt', '--lang', 'fr')).said, /PAS EN ORDRE/)
    assert.match((await comity('note.txt', '--lang', 'ar')).said, /غير سليم/)
  })

  it('gives the reports as JSON', async () => {
    const { code, said } = await comity('note.txt', '--json')
    assert.equal(code, 1)
    const expected = {
      name: 'note.txt',
      kind: 'unknown',
      ok: false,
      facts: [],
      proven: [],
      notProven: [],
      problems: [{ code: 'unknown-file', values: {} }],
    }
    assert.deepEqual(JSON.parse(said), { ok: false, files: [expected] })
  })

  it('never lets a name write to the terminal', async () => {
    assert.ok(!(await comity('colour\u001b[31m.txt')).said.includes('\u001b'))
  })

  it('ends with 2 for what it cannot read or does not understand', async () => {
    const { code, warned } = await comity('missing.asice', '.', 'huge.asice')
    assert.equal(code, 2)
    assert.match(warned, /missing\.asice: there is no such file\n.*\.: this is a folder.*\n.*huge\.asice: larger than/)
    for (const args of [[], ['note.txt', '--lang', 'xx'], ['note.txt', '--anchor', 'missing.json']])
      assert.equal((await comity(...args)).code, 2)
  })

  it('ends with 1 for a file that is no trust anchor', async () => {
    const { code, warned } = await comity('note.txt', '--anchor', 'note.txt')
    assert.equal(code, 1)
    assert.match(warned, /note\.txt cannot serve as trust anchor/)
  })
})
