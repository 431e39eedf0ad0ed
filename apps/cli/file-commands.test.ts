import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { Import, Request } from '@comity/requests/contract'
import { requestsModule, requestsReceiver } from '@comity/requests/server'
import { registerPages } from '@comity/requests/pages'
import { freePort } from '@comity/testing/browser'
import { openOffices } from '@comity/testing/offices'
import { openPages, sampleToken } from '@comity/testing/pages'
import { run } from './run.ts'

const { arlenia } = await openOffices({
  modules: ['audit', 'accounts', 'directory', 'exchange', 'requests'],
  receivers: [requestsReceiver()],
})
const rita = arlenia.person('11111111-1111-4111-8111-111111111111', 'registrar', 'case-officer')
const origin = `http://127.0.0.1:${await freePort()}`
const folder = await mkdtemp(path.join(tmpdir(), 'comity-cli-'))
const app = await openPages({
  node: arlenia.node,
  people: [rita],
  origin,
  status: { 'not-signed-in': 401, 'bad-input': 400, 'import-not-possible': 409, 'request-not-found': 404 },
  navigation: () => [],
  register: async (plain) => {
    await requestsModule().register(plain, arlenia.node)
    registerPages(plain, arlenia.node)
  },
})
before(() => app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) }))
after(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

/** What the command prints; `code` is its exit code. */
async function comity(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const environment = { COMITY_SERVER: origin, COMITY_TOKEN: sampleToken(rita) }
  const code = await run({ arguments: words, environment, folder, out, err, input: Readable.from([]) })
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') }
}

async function json<Schema extends { parse(value: unknown): unknown }>(schema: Schema, ...words: readonly string[]) {
  const { code, out, err } = await comity(...words, '--json')
  assert.equal(code, 0, err)
  return schema.parse(JSON.parse(out)) as ReturnType<Schema['parse']>
}

describe('a backlog by the command line', () => {
  it('is uploaded, explained, imported and taken back', async () => {
    await writeFile(
      path.join(folder, 'old.csv'),
      'Our reference,Direction,Country,Authority,Subject,Date,Channel\nOld 1,incoming,FR,Ministry,Old case,2019-04-03,post\n',
    )
    const uploaded = await json(Import, 'imports', 'upload', 'old.csv')
    assert.equal((await comity('imports', 'run-import', uploaded.id)).code, 1, 'nothing is imported before it was checked')
    await writeFile(path.join(folder, 'mapping.json'), JSON.stringify(uploaded.mapping))
    assert.equal((await json(Import, 'imports', 'map-import', uploaded.id, '--body', 'mapping.json')).ready, 1)
    assert.equal((await json(Import, 'imports', 'run-import', uploaded.id)).imported, 1)
    assert.match((await comity('requests', 'list-requests', '--text', 'Old case')).out, /Old 1/)
    assert.equal((await json(Import, 'imports', 'undo-import', uploaded.id)).state, 'undone')
    assert.equal((await comity('imports', 'save-bad-rows', uploaded.id, 'bad.csv')).code, 0)
  })
})

describe('a request by the command line', () => {
  it('is registered, gets a file, and is saved as PDF, which is never written over', async () => {
    await writeFile(
      path.join(folder, 'paper.json'),
      JSON.stringify({
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry of Justice',
        counterpartState: 'XC',
        datedOn: '2026-02-01',
        content: { subject: 'Land register' },
      }),
    )
    const { id } = await json(Request, 'requests', 'register-request', '--body', 'paper.json')
    await writeFile(path.join(folder, 'answer.pdf'), '%PDF-1.7 answer')
    const { prepared } = await json(Request, 'requests', 'attach-file', id, 'answer.pdf')
    assert.deepEqual(
      prepared.map(({ name }) => name),
      ['answer.pdf'],
    )
    assert.equal((await comity('requests', 'save-pdf', id, 'file.pdf')).code, 0)
    assert.equal((await readFile(path.join(folder, 'file.pdf'))).subarray(0, 5).toString(), '%PDF-')
    const again = await comity('requests', 'save-pdf', id, 'file.pdf')
    assert.deepEqual([again.code, /file\.pdf: This file exists already/.test(again.err)], [1, true])
    assert.equal((await comity('requests', 'save-pdf', id, '-')).out.slice(0, 5), '%PDF-')
  })

  it('is registered with its scans, by options alone, and an arrival with its own', async () => {
    await writeFile(path.join(folder, 'page-1.pdf'), '%PDF-1.7 page 1')
    await writeFile(path.join(folder, 'page-2.txt'), 'page 2')
    const words = ['--direction', 'outgoing', '--form', 'mutual-legal-assistance', '--channel', 'post']
    const facts = ['--counterpart-name', 'Ministry', '--counterpart-state', 'XC', '--dated-on', '2026-02-01']
    const content = ['--content', '{"subject":"By post"}', '--scan', 'page-1.pdf', '--scan', 'page-2.txt']
    const made = await json(Request, 'requests', 'register-request', ...words, ...facts, ...content)
    assert.deepEqual(
      made.attachments.map(({ name, bytes }) => [name, bytes]),
      [
        ['page-1.pdf', 15],
        ['page-2.txt', 6],
      ],
    )
    await writeFile(
      path.join(folder, 'reply.json'),
      JSON.stringify({ kind: 'acknowledgement', body: { reference: 'MJ-7' }, receivedOn: '2026-02-10' }),
    )
    const reply = ['requests', 'register-arrival', made.id, '--body', 'reply.json', '--scan', 'page-1.pdf']
    assert.equal((await json(Request, ...reply)).prepared.length, 0, 'the scan lies with what arrived')
    const { out } = await comity('requests', 'timeline-of', made.id, '--json')
    const { entries } = JSON.parse(out)
    assert.deepEqual([entries.at(-1).act, entries.at(-1).attachments[0].name], ['acknowledgement', 'page-1.pdf'])
  })

  it('says what is wrong with what was typed, before anything is sent', async () => {
    const missing = await comity('requests', 'attach-file', '11111111-1111-4111-8111-111111111111', 'nowhere.pdf')
    assert.match(missing.err, /nowhere\.pdf: There is no such file/)
    const broken = await comity('requests', 'draft-request', '--form', 'mutual-legal-assistance', '--content', '{subject')
    assert.deepEqual([broken.code, /--content: must be JSON/.test(broken.err)], [1, true])
    await writeFile(path.join(folder, 'list.json'), '[1]')
    assert.match((await comity('requests', 'draft-request', '--body', 'list.json')).err, /--body: must be a JSON object/)
    assert.equal((await comity('requests', 'draft-request', '--form', 'nonsense')).code, 2)
    assert.match((await comity('requests', 'lst-requests')).err, /Did you mean list-requests/)
    const help = await comity('requests', 'register-request', '--help')
    assert.match(help.out, /--direction <text>[^]*"incoming"[^]*--scan <file>/)
  })

  it('is one of a list that is saved as CSV and narrowed by the same words as the list', async () => {
    assert.equal((await comity('requests', 'export', 'csv', 'all.csv')).code, 0)
    assert.equal((await comity('requests', 'export', 'csv', 'none.csv', '--text', 'nothing is called so')).code, 0)
    const lines = async (name: string) => (await readFile(path.join(folder, name), 'utf8')).trim().split('\n').length
    assert((await lines('all.csv')) > 2)
    assert.equal(await lines('none.csv'), 1)
  })
})
