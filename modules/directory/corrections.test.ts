import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { sql } from 'kysely'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import { ImportReport, StateDetail, Suggestion, type DirectoryFiles } from './contract.ts'
import { installDirectory } from './operations/install-directory.ts'
import { runErrands } from './operations/run-errands.ts'
import { sampleApp, tokenOf } from './sample-app.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'

const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
let folder: string
let hub: SampleNode
let a: SampleNode
let app: App
let appOfA: App
let anna: Actor
let boris: Actor
let rita: Actor
let genuine: DirectoryFiles
const served: { url: string; bytes: number }[] = []

/** What A asks is answered by the hub's real doors. */
const net: Net = {
  async fetch({ method, url, headers, body }) {
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: new URL(url).pathname,
      headers: { ...headers, host: new URL(url).host },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    })
    served.push({ url, bytes: answer.rawPayload.byteLength })
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-content-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  rita = person(a, 'rita', 'registrar')
  app = await sampleApp(hub, null, [anna, boris])
  appOfA = await sampleApp(a, 'http://hub.localhost:8080', [rita, person(a, 'carl', 'case-officer')])
  genuine = await foundNetwork(hub, [a])
  await installDirectory(hub, genuine)
  await installDirectory(a, genuine)
})
after(async () => {
  await app.close()
  await appOfA.close()
  await rm(folder, { recursive: true, force: true })
})

function call(at: App, method: 'GET' | 'POST', url: string, actor: Actor | null, payload?: object) {
  const headers: Record<string, string> = actor === null ? {} : { authorization: `Bearer ${tokenOf(actor)}` }
  return at.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

describe('corrections by readers', () => {
  it('reach the secretariat with their reason, and come back answered', async () => {
    const text = { text: 'The telephone number is out of service.', reason: 'We called it on three days this week.' }
    const sent = await call(appOfA, 'POST', '/api/directory/authorities/zz.secretariat/corrections', rita, text)
    assert.equal(sent.statusCode, 200, sent.body)
    await runErrands(a)
    const { sha256 } = sent.json()
    const answer = { outcome: 'declined', answer: 'The number works again since Monday.' }
    assert.equal((await call(app, 'POST', `/api/directory/suggestions/${sha256}/answer`, anna, answer)).statusCode, 200)
    await a.world.advance(61_000)
    await runErrands(a)
    const told = Suggestion.array().parse((await call(appOfA, 'GET', '/api/directory/suggestions', rita)).json())
    assert.equal(told.find((one) => one.sha256 === sha256)?.answer, answer.answer)
  })
})

describe('corrections to a peer that takes no connection', () => {
  const origin = (value: string) =>
    sql`update directory.authority set entry = jsonb_set(entry, '{nodeOrigin}', ${JSON.stringify(value)}::jsonb) where id = 'zz.secretariat'`.execute(
      a.db,
    )
  it('wait with the reason instead of ending the round of all others', async () => {
    await origin('')
    const text = { text: 'The address is an old one.', reason: 'A letter came back.' }
    const sent = await call(appOfA, 'POST', '/api/directory/authorities/zz.secretariat/corrections', rita, text)
    await runErrands(a)
    const { rows } = await sql<{ problem: string; waits: boolean }>`
      select problem, due_at is not null as waits from directory.errand where sha256 = ${sent.json().sha256}`.execute(a.db)
    assert.deepEqual(rows, [{ problem: 'takes-no-calls', waits: true }])
    await origin('http://hub.localhost:8080')
  })
})

describe('the import of statuses', () => {
  const table =
    'state,instrument,status,signed,ratified,in-force,as-of,source\nXA,UNCAC,party,2005-01-01,2006-01-01,2006-01-31,2026-02-01,"Depositary, list"\nSE,UNTOC,unknown,,,,,\n'
  it('reports row by row in a dry run and changes nothing', async () => {
    const wrong = `${table}XX,UNCAC,party,,,,,\nXB,UNCAC,no,2030-01-01,,,,\n`
    const report = ImportReport.parse(
      (await call(app, 'POST', '/api/directory/import-status', anna, { table: wrong, dryRun: true })).json(),
    )
    assert.equal(report.rows, 2)
    assert.deepEqual(
      report.problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`),
      ['4 state state-unknown', '4 as-of needed', '4 source needed', '5 status status-unknown', '5 signed in-the-future'],
    )
    assert.equal((await call(app, 'POST', '/api/directory/import-status', anna, { table: wrong, dryRun: false })).statusCode, 422)
  })

  it('becomes a proposal that a second person publishes', async () => {
    const report = ImportReport.parse(
      (await call(app, 'POST', '/api/directory/import-status', anna, { table, dryRun: false })).json(),
    )
    assert.ok(report.proposal)
    await call(app, 'POST', `/api/directory/proposals/${report.proposal.id}/approve`, boris, {})
    const state = StateDetail.parse((await call(app, 'GET', '/api/directory/states/XA', anna)).json())
    assert.equal(state.facts.instruments[0]?.status, 'party')
    const sweden = StateDetail.parse((await call(app, 'GET', '/api/directory/states/SE', anna)).json())
    assert.deepEqual(
      [sweden.inDirectory, sweden.facts.unGroup, sweden.facts.instruments[0]?.status],
      [true, 'western-european-and-others', 'unknown'],
    )
    const unlisted = StateDetail.parse((await call(app, 'GET', '/api/directory/states/NO', anna)).json())
    assert.deepEqual([unlisted.inDirectory, unlisted.facts.instruments], [false, []])
  })
})
