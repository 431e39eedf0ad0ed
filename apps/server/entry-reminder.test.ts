import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, it } from 'node:test'
import type { Role } from '@comity/accounts/contract'
import { addPerson, inContext, systemActor } from '@comity/accounts/server'
import {
  createDirectoryRoots,
  demoAuthorities,
  demoAuthorityEntry,
  demoStates,
  demoSubject,
  firstEdition,
  installDirectory,
  makeNodeKeys,
  pinRoot,
  remindDue,
} from '@comity/directory/server'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'
import { composeNode, modulesOf } from './compose.ts'

const plan = { directoryOrigin: 'http://hub.localhost:8080', graceHours: 72, window: 1 }
const { db } = await testDatabase(modulesOf(plan).map(({ name, migrations }) => ({ module: name, folder: migrations })))
const folder = await mkdtemp(path.join(tmpdir(), 'comity-reminder-'))
after(() => rm(folder, { recursive: true }))

it('an entry that is to be confirmed is told to heads and registrars, each reminder once, with the page that confirms it', async () => {
  const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId: demoAuthorities.a, demo: false }
  const world = testWorld()
  const own = path.join(folder, 'a')
  const keys = await makeNodeKeys(world, own, {
    authorityId: facts.authorityId,
    ...demoSubject('a'),
    notBefore: world.clock.now(),
  })
  const day = (ago: number): string => new Date(world.clock.now().getTime() - ago * 86_400_000).toISOString().slice(0, 10)
  const entry = demoAuthorityEntry('a', keys, { nodeOrigin: facts.origin, confirmedOn: day(340) })
  const roots = path.join(folder, 'hub')
  await pinRoot(world, own, await createDirectoryRoots(world, roots, 'Test'))
  const { node, app } = await composeNode({ ...plan, facts, folder: own, db, world, log: silentLog })
  after(() => app.close())
  await installDirectory(node, await firstEdition(world, roots, { states: demoStates, authorities: [entry] }))
  const add = (login: string, ...roles: Role[]) =>
    inContext(node, systemActor(facts.authorityId), (ctx) =>
      addPerson(ctx, { name: login, login, roles, authorityId: facts.authorityId, password: 'correct horse battery staple' }),
    )
  const [head, registrar] = [await add('hugo', 'head'), await add('rita', 'registrar')]
  await add('ana', 'case-officer')
  const notices = async () =>
    (
      await sql<{ person_id: string; kind: string; target: string }>`
        select person_id, kind, target from notices.notice order by at, kind, person_id`.execute(db)
    ).rows
  for (let looks = 0; looks < 3; looks += 1) await remindDue(node, { hubOrigin: plan.directoryOrigin })
  assert.deepEqual(
    (await notices()).map(({ person_id: id, kind }) => `${id} ${kind}`).toSorted(),
    [`${head.id} entry-due`, `${registrar.id} entry-due`].toSorted(),
  )
  assert.equal((await notices())[0]?.target, `/directory/${facts.authorityId}`)
  await world.advance(30 * 86_400_000)
  for (let looks = 0; looks < 2; looks += 1) await remindDue(node, { hubOrigin: plan.directoryOrigin })
  assert.equal((await notices()).filter(({ kind }) => kind === 'entry-late').length, 2)
})
