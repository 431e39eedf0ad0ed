import type { Actor, Node } from '@comity/accounts/contract'
import { addPerson, inContext, personByLogin, setPasswordAsNode, systemActor } from '@comity/accounts/server'
import { draftRequest } from '@comity/requests/server'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { firstDraft, matter, secondDraft } from '../../testing/story/case.ts'

export interface Load {
  readonly count: number
  /** How many write at a time. */
  readonly writers: number
}

const content = () => ({
  ...firstDraft,
  ...secondDraft(),
  facts: matter.facts,
  persons: matter.persons,
  property: matter.property,
  offences: matter.offences,
})

function officer(node: Node): Actor {
  return {
    kind: 'person',
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Bench',
    authorityId: node.facts.authorityId,
    roles: ['case-officer'],
  }
}

/** Creates requests by the operation that pages and API call, each with its reference, timeline and audit entry; seconds. */
export async function createRequests(node: Node, load: Load): Promise<number> {
  return timed(load, () =>
    inContext(node, officer(node), (ctx) => draftRequest(ctx, { form: 'mutual-legal-assistance', content: content() })),
  )
}

/** Writes the same bytes as one row each, without anything around it; seconds. */
export async function plainInserts({ db }: Node, load: Load): Promise<number> {
  await sql`create table if not exists public.bench_plain (id uuid primary key, content jsonb not null, at timestamptz not null)`.execute(
    db,
  )
  return timed(load, () =>
    sql`insert into public.bench_plain values (${randomUUID()}, ${JSON.stringify(content())}, ${new Date()})`.execute(db),
  )
}

/** Lets somebody in who sees the whole office. @returns how many requests there are to see */
export async function letIn(
  node: Node,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<number> {
  const { authorityId } = node.facts
  await inContext(node, systemActor(authorityId), async (ctx) => {
    if ((await personByLogin(ctx.db, login)) === null)
      await addPerson(ctx, { login, name: 'Bench', roles: ['head'], password, authorityId })
    else await setPasswordAsNode(ctx, { login, password })
  })
  const counted = await sql<{ requests: number }>`select count(*) as requests from requests.request`.execute(node.db)
  return counted.rows[0]?.requests ?? 0
}

async function timed({ count, writers }: Load, act: () => Promise<unknown>): Promise<number> {
  let left = count
  const began = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left > 0) {
        left -= 1
        await act()
      }
    }),
  )
  return (performance.now() - began) / 1000
}
