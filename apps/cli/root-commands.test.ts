import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { newDirectoryKey } from '@comity/directory/ceremony'
import { realWorld } from '@comity/world'
import { run } from './run.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'comity-root-'))
  await writeFile(path.join(folder, 'short.txt'), 'abc\n')
})
after(() => rm(folder, { recursive: true }))

const passphrase = 'quiet harbour lamps at dawn'

async function comity(...words: readonly string[]): Promise<{ code: number; told: string }> {
  const told = new PassThrough()
  const code = await run({
    arguments: words,
    environment: {},
    folder,
    out: told,
    err: told,
    input: Readable.from([`${passphrase}\n`]),
  })
  return { code, told: String(told.read() ?? '') }
}

async function good(...words: readonly string[]): Promise<string> {
  const { code, told } = await comity(...words)
  assert.equal(code, 0, told)
  return told
}

const cards = [
  '--add',
  'root=ana.pub',
  '--add',
  'root=bo.pub',
  '--add',
  'root=cy.pub',
  '--add',
  'contents=dee.pub',
  '--add',
  'contents=ed.pub',
]

describe('comity root', () => {
  it('makes a key as two files, the secret one locked and readable by its holder only, and never writes over one', async () => {
    await good('root', 'new-key', '--holder', 'ana', '--out', 'ana')
    assert.equal((await stat(path.join(folder, 'ana.key'))).mode & 0o777, 0o600)
    assert.match(await readFile(path.join(folder, 'ana.key'), 'latin1'), /^age-encryption\.org\/v1\n-> scrypt /)
    const short = ['root', 'new-key', '--holder', 'ana', '--out', 'other', '--passphrase-file', 'short.txt']
    assert.match((await comity(...short)).told, /too short/)
    // The others' files cost less to open, so that the test is quick; they are the same otherwise.
    for (const name of ['bo', 'cy', 'dee', 'ed']) {
      const made = newDirectoryKey(name, passphrase, { chance: realWorld().chance, workFactor: 4 })
      await writeFile(path.join(folder, `${name}.key`), made.lockedKey)
      await writeFile(path.join(folder, `${name}.pub`), made.card)
    }
    assert.equal((await comity('root', 'new-key', '--holder', 'bo', '--out', 'bo')).code, 1, 'nothing is written over')
    await good('root', 'new-online-key', '--data-dir', 'hub', '--holder', 'the node', '--out', 'node.pub')
  })

  it('drafts, shows each holder what changes, and signs only what was confirmed', async () => {
    const refusedDraft = await comity('root', 'draft', '--network', 'N', ...cards.slice(0, 4), '--out', 'bad.json')
    assert.equal(refusedDraft.code, 1)
    await good('root', 'draft', '--network', 'Example Network', ...cards, '--add', 'freshness=node.pub', '--out', 'root.json')
    const shown = await good('root', 'sign', 'root.json', '--key', 'ana.key', '--lang', 'fr')
    assert.match(shown, /\+ ana reçoit une clé dans le rôle racine/)
    const code = /--confirm (\S+)/.exec(shown)?.[1] ?? ''
    assert.match(await readFile(path.join(folder, 'root.json'), 'utf8'), /"signatures":\[\]/, 'showing signs nothing')
    const wrong = await comity('root', 'sign', 'root.json', '--key', 'ana.key', '--confirm', 'AAAA-BBBB-CCCC-DDDD')
    assert.match(wrong.told, /not what was confirmed/)
    await good('root', 'sign', 'root.json', '--key', 'ana.key', '--confirm', code)
    assert.match(await good('root', 'status', 'root.json'), /signed   ana[^]*not yet  bo[^]*cannot be published yet/)
    assert.match(await good('root', 'sign', 'root.json', '--key', 'bo.key', '--confirm', code), /it can be published/)
  })

  it('drafts the next root, which a holder signs against the one they hold', async () => {
    const told = await good('root', 'draft', '--from', 'root.json', '--days', '400', '--out', 'root-2.json')
    assert.match(told, /Root 2 of the network/)
    const alone = await comity('root', 'sign', 'root-2.json', '--key', 'ana.key')
    assert.equal(alone.code, 1, 'without their own copy nobody can tell what changes')
    await good('root', 'sign', 'root-2.json', '--key', 'ana.key', '--trusted', 'root.json')
  })
})
