import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import type { Node } from '@comity/accounts/contract'
import type { ComityError } from '@comity/errors'
import * as requests from '@comity/requests/server'
import { grantedRequest } from '@comity/testing/granted-request'
import type { Disk } from '@comity/world'
import { sql } from 'kysely'
import { folderState } from './operations/folder-state.ts'
import { folderWork } from './folder/work.ts'
import { keyOf, openOffices, unitOf } from './testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const { node } = arlenia
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const root = mkdtempSync(path.join(tmpdir(), 'bridge-'))
after(() => rmSync(root, { recursive: true }))
const advice = (error: ComityError, lang: string) => `${lang}: ${error.code} ${error.problems.map((one) => one.path).join()}`
const work = folderWork(node, root, advice)
const at = (...parts: string[]) => path.join(root, ...parts)
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8')
const PDF = '%PDF-1.7 order of the court'
const drafting = { form: 'mutual-legal-assistance', content: { subject: 'From the case system' } }

/** Two looks: what stands still between them is taken. */
const looks = async (times = 2) => {
  for (let look = 0; look < times; look += 1) await work.look()
}
const lay = (name: string, submission: unknown, files: Readonly<Record<string, string>> = {}) => {
  if (Object.keys(files).length > 0) mkdirSync(at('in', name), { recursive: true })
  for (const [file, bytes] of Object.entries(files)) writeFileSync(at('in', name, file), bytes)
  writeFileSync(at('in', `${name}.json`), typeof submission === 'string' ? submission : JSON.stringify(submission))
}
const subjects = async () => {
  const { rows } = await requests.listRequests(node.db, { actor: hugo }, { limit: 200 })
  return rows.map(({ subject }) => subject)
}
/** The same node on a disk that fails as `fault` says. */
const onDisk = (fault: Partial<Disk>): Node => ({ ...node, world: { ...node.world, disk: { ...node.world.disk, ...fault } } })
const failing = (code: string) => Object.assign(new Error(code), { code })

describe('the shared folder', () => {
  it('rests until an account that may use it is confirmed', async () => {
    await looks()
    assert.deepEqual(readdirSync(root), [])
    await keyOf(arlenia, { folder: true, acts: ['read', 'draft', 'attach', 'register'] })
    await looks(1)
    assert.deepEqual(readdirSync(root).toSorted(), ['done', 'in', 'out', 'refused'])
    const state = await folderState(node, hugo, root)
    assert.deepEqual([state.machineName, state.problem], ['Case system (API)', null])
  })

  it('opens a draft with its files, and answers with its number', async () => {
    const sha256 = createHash('sha256').update(PDF).digest('hex')
    const files = [{ name: 'order.pdf', sha256 }, { name: 'note.txt' }]
    lay('case-17', { id: 'CMS-17', act: 'draft', request: drafting, files }, { 'order.pdf': PDF, 'note.txt': 'Note' })
    await looks()
    const answer = JSON.parse(text('done', 'case-17.answer.json'))
    const request = await requests.getRequest(node.db, { actor: hugo }, answer.requestId)
    assert.equal(request.ownReference, answer.reference)
    assert.deepEqual(
      request.attachments.map(({ name }) => name),
      ['order.pdf', 'note.txt'],
    )
    assert.deepEqual(readdirSync(at('in')), [])
    assert.equal(text('done', 'case-17', 'order.pdf'), PDF)
  })

  it('registers a request that came by post, with its scans', async () => {
    const request = {
      direction: 'incoming',
      form: 'mutual-legal-assistance',
      channel: 'post',
      counterpartName: 'Ministry of Justice',
      counterpartState: 'XC',
      datedOn: '2026-02-20',
      content: { subject: 'By post' },
    }
    lay('post-1', { id: 'POST-1', act: 'register', request, files: [{ name: 'scan.pdf' }] }, { 'scan.pdf': PDF })
    await looks()
    assert(existsSync(at('done', 'post-1.json')), readdirSync(at('refused')).join())
    assert((await subjects()).includes('By post'))
  })

  it('waits for what is still being written', async () => {
    const whole = JSON.stringify({ id: 'SLOW', act: 'draft', request: { ...drafting, content: { subject: 'Slow' } } })
    for (const length of [10, 40, 60]) {
      lay('slow', whole.slice(0, length))
      await looks(3)
      assert(existsSync(at('in', 'slow.json')))
    }
    lay('slow', whole)
    writeFileSync(at('in', '.hidden.json'), whole)
    await looks()
    assert((await subjects()).includes('Slow'))
    assert.deepEqual(readdirSync(at('in')), ['.hidden.json'])
    const late = { id: 'LATE', act: 'draft', request: drafting, files: [{ name: 'late.pdf' }] }
    lay('late', late)
    await looks(5)
    lay('late', late, { 'late.pdf': PDF })
    await looks()
    assert(existsSync(at('done', 'late.json')))
  })

  it('takes back what its account sees no longer, and writes it anew once it is seen again', async () => {
    const [ours, theirs] = [await unitOf(arlenia, 'Desk of the folder'), await unitOf(arlenia, 'Another desk')]
    const files = [{ name: 'order.pdf' }]
    lay('secret', { id: 'SECRET', act: 'draft', request: drafting, files }, { 'order.pdf': PDF })
    await looks(3)
    const { requestId } = JSON.parse(text('done', 'secret.answer.json'))
    await arlenia.as(hugo, (ctx) => requests.perform(ctx, { requestId, act: 'note', input: { text: 'Begun' } }))
    await looks(1)
    const written = readdirSync(at('out', requestId))
    assert(written.length === 2 && written.includes('index.json'), written.join())
    writeFileSync(at('out', requestId, 'of-the-program.txt'), 'Read')
    const give = (unit: string | null) =>
      arlenia.as(hugo, (ctx) => requests.assignRequest(ctx, { requestId, unit, assignee: null, named: [] }))
    await give(theirs)
    await looks(1)
    assert.deepEqual(readdirSync(at('out', requestId)), ['of-the-program.txt'])
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from audit.entry
      where act = 'folder.withdrawn' and subject_id = ${requestId}`.execute(node.db)
    assert.equal(rows[0]?.count, 1)
    await give(null)
    await looks(1)
    assert.deepEqual(readdirSync(at('out', requestId)).toSorted(), [...written, 'of-the-program.txt'].toSorted())
    rmSync(at('out', requestId, 'of-the-program.txt'))
    await give(ours)
    await looks(1)
    assert(!existsSync(at('out', requestId)), 'the account is of no unit')
  })

  it('says in clear words, in the language of the sender, what is wrong', async () => {
    lay('broken', '{"id": "X", ')
    lay('odd', { id: 'ODD', act: 'send', language: 'fr', request: drafting })
    lay('missing', { id: 'MISSING', act: 'draft', request: drafting, files: [{ name: 'gone.pdf' }] })
    lay(
      'disguised',
      { id: 'DISGUISED', act: 'draft', language: 'fr', request: drafting, files: [{ name: 'a.pdf' }] },
      { 'a.pdf': 'MZ' },
    )
    lay('again', { id: 'CMS-17', act: 'draft', request: { ...drafting, content: { subject: 'Other' } } })
    symlinkSync('/etc/passwd', at('in', 'link.json'))
    await looks(15)
    assert.match(text('refused', 'broken.error.txt'), /not whole, valid JSON/)
    assert.match(text('refused', 'odd.error.txt'), /n’est pas un dépôt[^]*act/)
    assert.match(text('refused', 'missing.error.txt'), /“gone.pdf” is named but does not lie/)
    assert.match(text('refused', 'disguised.error.txt'), /^fr: attachment-kind/)
    assert.match(text('refused', 'again.error.txt'), /“CMS-17” before/)
    assert.match(text('refused', 'link.error.txt'), /is a link/)
    assert(existsSync(at('refused', 'disguised', 'a.pdf')))
    assert(!(await subjects()).includes('Other'))
    assert.deepEqual(readdirSync(at('in')), ['.hidden.json'])
  })

  it('takes nothing twice, whenever the power fails', async () => {
    const submission = {
      id: 'CRASH',
      act: 'draft',
      request: { ...drafting, content: { subject: 'Once' } },
      files: [{ name: 'a.txt' }],
    }
    lay('crash', submission, { 'a.txt': 'A' })
    const cut = folderWork(
      onDisk({
        move: () => {
          throw new TypeError('the power fails')
        },
      }),
      root,
      advice,
    )
    await cut.look()
    await cut.look()
    assert(existsSync(at('in', 'crash.json')) && !existsSync(at('done', 'crash.json')))
    let moves = 0
    const half = folderWork(
      onDisk({
        move: (from, to) => {
          moves += 1
          if (moves > 1) throw new TypeError('the power fails again')
          return node.world.disk.move(from, to)
        },
      }),
      root,
      advice,
    )
    await half.look()
    await half.look()
    assert(existsSync(at('done', 'crash', 'a.txt')) && existsSync(at('in', 'crash.json')))
    await looks()
    assert(existsSync(at('done', 'crash.json')) && !existsSync(at('refused', 'crash.json')))
    assert.equal((await subjects()).filter((subject) => subject === 'Once').length, 1)
    lay('crash', submission, { 'a.txt': 'A' })
    await looks()
    assert(existsSync(at('done', 'crash~2.json')), 'submitted again, nothing is lost')
    assert.equal((await subjects()).filter((subject) => subject === 'Once').length, 1)
  })

  it('writes what is new of each request once, with an index, and dossiers that anyone can verify', async () => {
    const { out } = await grantedRequest(arlenia, bresonia, new Set())
    await looks(1)
    const index = JSON.parse(text('out', out, 'index.json'))
    assert.equal(index.request.id, out)
    assert.equal(index.request.state, 'decided')
    assert(index.timeline.some(({ act }: { act: string }) => act === 'decision'))
    const dossier = index.timeline.find(({ act }: { act: string }) => act === 'request').dossier
    assert.equal(
      readFileSync(at('out', out, dossier))
        .subarray(0, 2)
        .toString(),
      'PK',
    )
    rmSync(at('out', out, dossier))
    await arlenia.as(ana, (ctx) => requests.perform(ctx, { act: 'note', requestId: out, input: { text: 'More' } }))
    await looks(1)
    assert(!existsSync(at('out', out, dossier)), 'what was taken away does not come back')
    assert(JSON.parse(text('out', out, 'index.json')).timeline.some(({ act }: { act: string }) => act === 'noted'))
    assert(!readdirSync(at('out', out)).some((name) => name.endsWith('.unfinished')))
  })

  it('says that the disk is full or the folder is gone, and goes on by itself', async () => {
    const { out } = await grantedRequest(arlenia, bresonia, new Set())
    const full = folderWork(onDisk({ writeDurably: () => Promise.reject(failing('ENOSPC')) }), root, advice)
    await full.look()
    const state = await folderState(node, hugo, root)
    assert.equal(state.problem, 'disk-full')
    assert(state.waiting > 0)
    await folderWork(node, at('not-mounted'), advice).look()
    assert.equal((await folderState(node, hugo, root)).problem, 'missing')
    assert(!existsSync(at('not-mounted')), 'a folder that is not mounted is not made')
    await looks(1)
    const after = await folderState(node, hugo, root)
    assert.deepEqual([after.problem, after.waiting], [null, 0])
    assert(existsSync(at('out', out, 'index.json')))
  })

  it('writes nothing of what the account’s unit may not see', async () => {
    const hidden = await arlenia.as(ana, (ctx) =>
      requests.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: 'Hidden' } }),
    )
    await sql`update requests.request set unit = ${hidden.id}, access = ${[`unit:${hidden.id}`]} where id = ${hidden.id}`.execute(
      node.db,
    )
    await sql`insert into bridge.folder_due values (${hidden.id}, ${arlenia.authorityId}, now(), 1)`.execute(node.db)
    await looks(1)
    assert(!existsSync(at('out', hidden.id)))
  })
})
