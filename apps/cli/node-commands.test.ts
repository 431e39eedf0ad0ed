import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { run } from './run.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'comity-node-'))
const good = {
  '--authority': 'xa.central-authority',
  '--state': 'XA',
  '--name': 'Central Authority of Arlenia',
  '--origin': 'https://comity.example',
}

async function node(verb: string, options: Record<string, string>): Promise<{ code: number; told: string }> {
  const told = new PassThrough()
  const code = await run({
    arguments: ['node', verb, '--data-dir', 'data', ...Object.entries(options).flat()],
    environment: {},
    folder,
    out: told,
    err: told,
    input: Readable.from(['a long enough password']),
  })
  return { code, told: String(told.read()) }
}

describe('comity node', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const [option, value] of [
    ['--authority', 'Central Authority'],
    ['--state', 'Arlenia'],
    ['--origin', 'comity.example'],
    ['--origin', 'http://192.0.2.1:8080'],
    ['--directory', 'ftp://directory.example'],
  ] as const) {
    it(`init refuses ${option} ${value} in one line, and makes nothing`, async () => {
      const { code, told } = await node('init', { ...good, [option]: value })
      assert.equal(code, 2)
      assert.match(told, new RegExp(`^error: option '${option} <.*is invalid`))
      assert.equal(told.trim().split('\n').length, 1, told)
      assert.equal(existsSync(path.join(folder, 'data')), false)
    })
  }

  it('add-person refuses a role that does not exist before it opens the node', async () => {
    const { code, told } = await node('add-person', { '--login': 'a', '--name': 'A', '--roles': 'head,chief' })
    assert.equal(code, 2)
    assert.match(told, /--roles.*is invalid/)
  })

  it('init writes the address without path, as the directory lists it, and never writes over a node', async () => {
    const { code, told } = await node('init', { ...good, '--origin': 'https://comity.example/' })
    assert.equal(code, 0, told)
    assert.match(told, /^origin: https:\/\/comity\.example$/m)
    assert.equal((await node('init', good)).code, 1)
  })
})
