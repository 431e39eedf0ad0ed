import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openOffices } from '@comity/testing/offices'
import { sql } from 'kysely'
import type { Context } from './contract.ts'
import { inContext, systemActor } from './context.ts'

const { arlenia } = await openOffices({ modules: ['audit', 'accounts', 'directory', 'exchange'], receivers: [] })
const { node } = arlenia
await sql`create table public.held (name text primary key, times integer not null)`.execute(node.db)
await sql`insert into public.held values ('a', 0), ('b', 0)`.execute(node.db)

/** Takes the one row and then the other, each after the other transaction has its first. */
function crossing(first: string, second: string, met: () => Promise<void>) {
  let attempts = 0
  const act = async ({ db }: Context): Promise<number> => {
    attempts += 1
    await sql`update public.held set times = times + 1 where name = ${first}`.execute(db)
    if (attempts === 1) await met()
    await sql`update public.held set times = times + 1 where name = ${second}`.execute(db)
    return attempts
  }
  return inContext(node, systemActor(null), act)
}

describe('two transactions that wait for each other', () => {
  it('both come to their end, each once', async () => {
    const { promise: both, resolve } = Promise.withResolvers<void>()
    let waiting = 0
    const met = (): Promise<void> => {
      waiting += 1
      if (waiting === 2) resolve()
      return both
    }
    const attempts = await Promise.all([crossing('a', 'b', met), crossing('b', 'a', met)])
    // How often is PostgreSQL's to choose: on a busy machine it finds the two waiting for each other again.
    assert.ok(Math.max(...attempts) >= 2, 'one of them at least was undone and ran again')
    const { rows } = await sql<{ times: number }>`select times from public.held order by name`.execute(node.db)
    assert.deepEqual(rows, [{ times: 2 }, { times: 2 }])
  })

  it('are no reason to try what failed otherwise', async () => {
    let attempts = 0
    const failing = inContext(node, systemActor(null), async ({ db }) => {
      attempts += 1
      await sql`insert into public.held values ('a', 0)`.execute(db)
    })
    await assert.rejects(failing, { code: '23505' })
    assert.equal(attempts, 1)
  })
})
