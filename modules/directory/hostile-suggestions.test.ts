import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { testDatabase } from '@comity/testing/database'
import { sql } from 'kysely'
import { demoAuthorities } from './demo/demo-directory.ts'
import { installDirectory } from './operations/install-directory.ts'
import { wholeEntry } from './operations/read-entries.ts'
import { suggestCorrection, suggestEntry } from './operations/suggest-entry.ts'
import { listSuggestions } from './operations/suggestions.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'

const { db } = await testDatabase(moduleMigrations)
let folder: string
let hub: SampleNode
let anna: Actor

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-flood-'))
  hub = sampleNode('hub', { db, folder: path.join(folder, 'hub') })
  anna = person(hub, 'anna', 'registrar')
  await installDirectory(hub, await foundNetwork(hub, []))
})
after(() => rm(folder, { recursive: true, force: true }))

describe('an authority that says a thousand things', () => {
  it('hides nothing that others said, nor what it said last itself', async () => {
    const entry = await wholeEntry(db, demoAuthorities.hub)
    const quiet = await inContext(hub, anna, (ctx) => suggestEntry(ctx, { entry }))
    const loud = await inContext(hub, anna, (ctx) =>
      suggestCorrection(ctx, { about: demoAuthorities.a, text: 'The number is wrong.', reason: 'We called it twice.' }),
    )
    await sql`update directory.suggestion set from_authority = ${demoAuthorities.a} where sha256 = ${loud.sha256}`.execute(db)
    // A thousand of another author, later than all: some still open, the others overtaken by the next.
    await sql`insert into directory.suggestion (sha256, kind, authority_id, from_authority, from_name, issued_at, received_at, file, state)
      select encode(sha256(n::text::bytea), 'hex'), kind, authority_id, from_authority, from_name, issued_at, received_at + n * interval '1 second', file,
        case when n % 4 = 0 then 'received' else 'overtaken' end
      from directory.suggestion, generate_series(1, 1000) as n where sha256 = ${loud.sha256}`.execute(db)
    const listed = await listSuggestions(db)
    assert.equal(listed.length, 200)
    assert(listed.some(({ sha256 }) => sha256 === quiet.sha256))
    assert(listed.every(({ state }) => state === 'received'))
    const times = listed.map(({ receivedAt }) => receivedAt)
    assert.deepEqual(times, times.toSorted().toReversed())
  })
})
