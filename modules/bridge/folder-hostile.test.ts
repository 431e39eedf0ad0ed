import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ComityError } from '@comity/errors'
import * as requests from '@comity/requests/server'
import type { Disk } from '@comity/world'
import { folderState } from './operations/folder-state.ts'
import { folderWork } from './folder/work.ts'
import { keyOf, openOffices } from './testing-office.ts'

const { arlenia } = await openOffices()
const { node } = arlenia
const hugo = arlenia.person('hugo', 'head')
const place = mkdtempSync(path.join(tmpdir(), 'bridge-'))
const root = path.join(place, 'share')
const secrets = path.join(place, 'secrets')
after(() => rmSync(place, { recursive: true }))
const advice = (error: ComityError) => error.code
const work = folderWork(node, root, advice)
const at = (...parts: string[]) => path.join(root, ...parts)
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8')
const looks = async (times: number) => {
  for (let look = 0; look < times; look += 1) await work.look()
}
const drafting = (subject: string) => ({ form: 'mutual-legal-assistance', content: { subject } })

const lay = (file: string, submission: unknown) => writeFileSync(at('in', file), JSON.stringify(submission))
const draft = (id: string, files: readonly object[] = []) => ({ id, act: 'draft', request: drafting(id), files })
const subjects = async () => {
  const { rows } = await requests.listRequests(node.db, { actor: hugo }, { limit: 200 })
  return rows.map(({ subject }) => subject)
}
const problem = async () => (await folderState(node, hugo, root)).problem

before(async () => {
  mkdirSync(root)
  mkdirSync(secrets)
  writeFileSync(path.join(secrets, 'key.txt'), 'the key of the node')
  await keyOf(arlenia, { folder: true, acts: ['read', 'draft', 'attach'] })
  await looks(1)
})

describe('whoever may write to the shared folder', () => {
  it('leads the node nowhere by a link: not with a file, not with the folder of files', async () => {
    lay('link-file.json', draft('link-file', [{ name: 'key.txt' }]))
    mkdirSync(at('in', 'link-file'))
    symlinkSync(path.join(secrets, 'key.txt'), at('in', 'link-file', 'key.txt'))
    lay('link-folder.json', draft('link-folder', [{ name: 'key.txt' }]))
    symlinkSync(secrets, at('in', 'link-folder'))
    await looks(2)
    for (const name of ['link-file', 'link-folder'])
      assert.match(text('refused', `${name}.error.txt`), /“key.txt” is a link, a folder or a device/)
    assert(!(await subjects()).some((subject) => subject.startsWith('link-')))
    assert.equal(readFileSync(path.join(secrets, 'key.txt'), 'utf8'), 'the key of the node')
  })

  it('leads it nowhere by what is a link only when it is read', async () => {
    lay('swapped.json', draft('swapped', [{ name: 'key.txt' }]))
    mkdirSync(at('in', 'swapped'))
    writeFileSync(at('in', 'swapped', 'key.txt'), 'harmless')
    const disk: Partial<Disk> = {
      readPlain: (file, maxBytes, within) => {
        if (file.endsWith('key.txt')) {
          renameSync(at('in', 'swapped'), at('in', '.away'))
          symlinkSync(secrets, at('in', 'swapped'))
        }
        return node.world.disk.readPlain(file, maxBytes, within)
      },
    }
    const swapping = folderWork({ ...node, world: { ...node.world, disk: { ...node.world.disk, ...disk } } }, root, advice)
    await swapping.look()
    await swapping.look()
    assert.match(text('refused', 'swapped.error.txt'), /is a link/)
    assert(!(await subjects()).includes('swapped'))
  })

  it('turns no room and no folder of a request into a way out', async () => {
    renameSync(at('out'), at('out-before'))
    symlinkSync(secrets, at('out'))
    await looks(1)
    assert.equal(await problem(), 'other')
    rmSync(at('out'))
    renameSync(at('out-before'), at('out'))
    const { id } = await arlenia.as(arlenia.person('ana', 'case-officer'), (ctx) =>
      requests.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: 'Led away' } }),
    )
    symlinkSync(secrets, at('out', id))
    await arlenia.as(arlenia.person('ana', 'case-officer'), (ctx) =>
      requests.perform(ctx, { act: 'note', requestId: id, input: { text: 'x' } }),
    )
    await looks(1)
    assert.equal(await problem(), null, 'the others are written')
    assert.deepEqual(readdirSync(secrets), ['key.txt'])
  })

  it('stops nobody else by a file that cannot be read, named or laid down', async () => {
    lay('UPPER.JSON', draft('upper'))
    const long = 'x'.repeat(250)
    lay(`${long}.json`, draft('long'))
    writeFileSync(Buffer.concat([Buffer.from(`${at('in')}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.json')]), '{}')
    lay('closed.json', draft('closed'))
    chmodSync(at('in', 'closed.json'), 0)
    lay('last.json', draft('last'))
    // The user of the tests may read everything; the node's user may not.
    const closing: Partial<Disk> = {
      readPlain: (file, maxBytes, within) =>
        file.endsWith('closed.json')
          ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }))
          : node.world.disk.readPlain(file, maxBytes, within),
    }
    const closed = folderWork({ ...node, world: { ...node.world, disk: { ...node.world.disk, ...closing } } }, root, advice)
    for (let look = 0; look < 14; look += 1) await closed.look()
    assert.equal(await problem(), null)
    const made = await subjects()
    for (const subject of ['upper', 'long', 'last']) assert(made.includes(subject), subject)
    assert(existsSync(at('done', 'UPPER.json')))
    const answer = readdirSync(at('done')).find((name) => name.startsWith('xxx') && name.endsWith('.answer.json'))
    assert.match(answer ?? '', /^x{167}-[0-9a-f]{12}\.answer\.json$/)
    assert.match(text('refused', 'closed.error.txt'), /may not read “closed.json”/)
    assert.match(text('refused', 'name-unreadable.error.txt'), /not UTF-8/)
    assert.equal(readdirSync(at('in')).filter((name) => !name.startsWith('.')).length, 1, 'only that one is left')
  })

  it('gets what is wrong in words and in their own language, never as a pattern', async () => {
    lay('traversal.json', draft('traversal', [{ name: '../../../etc/passwd' }]))
    lay('twice.json', { ...draft('twice', [{ name: 'a.pdf' }, { name: 'a.pdf' }]), language: 'fr' })
    lay('russian.json', { ...draft('russian'), language: 'ru', request: { form: 1 } })
    await looks(2)
    assert.match(text('refused', 'traversal.error.txt'), /files\.0\.name: not written as the manual describes/)
    assert.match(text('refused', 'twice.error.txt'), /Ceci n’est pas un dépôt[^]*files: nomme deux fois le même fichier/)
    assert.match(text('refused', 'russian.error.txt'), /не подача[^]*request\.form: [А-Я]/)
    for (const name of ['traversal', 'twice', 'russian']) assert.doesNotMatch(text('refused', `${name}.error.txt`), /pattern|\\p/)
  })

  it('cannot bring down the node by depth, by control characters or by half a character', async () => {
    writeFileSync(at('in', 'deep.json'), `{"id":"deep","act":"draft","request":${'['.repeat(90_000)}${']'.repeat(90_000)}}`)
    lay('nul.json', { ...draft('nul'), request: drafting('nul\0nul') })
    lay('half.json', { ...draft('half'), request: drafting('half \ud800') })
    lay('id.json', { ...draft('x'), id: 'id\0' })
    writeFileSync(at('in', 'bom.json'), `\u{feff}${JSON.stringify(draft('bom'))}`)
    await looks(2)
    assert.equal(await problem(), null)
    assert((await subjects()).includes('bom'))
    for (const name of ['deep', 'nul', 'half', 'id']) assert.match(text('refused', `${name}.error.txt`), /not a submission/, name)
  })

  it('may be another user of the same group', () => {
    for (const room of ['in', 'out', 'done', 'refused']) assert.equal(statSync(at(room)).mode & 0o777, 0o770)
    assert.equal(statSync(at('refused', 'twice.error.txt')).mode & 0o777, 0o660)
  })
})
