import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { Actor, AuthorityId, Context, Node, Role } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
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
} from '@comity/directory/server'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { DossierId } from '@comity/exchange/contract'
import { exchangeModule } from '@comity/exchange/server'
import { folderStore } from '@comity/files'
import { createApp } from '@comity/http'
import type { ErrorStatus, ErrorTexts } from '@comity/http'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import type { TestWorld } from '@comity/world'
import { receive, requestsReceiver } from './receive.ts'
import { timelineEntries } from './store-timeline.ts'
import { tables } from './tables.ts'

/** One office with a node and a database of its own, for tests. */
export interface Office {
  readonly authorityId: AuthorityId
  readonly node: Node
  readonly world: TestWorld
  person(name: string, ...roles: Role[]): Actor
  /** One operation of this actor in its transaction. */
  as<Result>(actor: Actor, act: (ctx: Context) => Promise<Result>): Promise<Result>
}

const modules = ['audit', 'accounts', 'directory', 'exchange', 'requests'].map((module) => ({
  module,
  folder: new URL(`../${module}/migrations/`, import.meta.url),
}))

/** Arlenia's and Bresonia's offices, with keys and a directory that both have installed: what they post is really signed and sealed. */
export async function openOffices(): Promise<{ arlenia: Office; bresonia: Office }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offices-'))
  after(() => rmSync(folder, { recursive: true }))
  const a = await nodeOf('a', folder)
  const b = await nodeOf('b', folder)
  const entries = []
  for (const [name, node] of [
    ['a', a],
    ['b', b],
  ] as const) {
    const keys = await makeNodeKeys(node.world, node.folder, {
      authorityId: node.facts.authorityId,
      ...demoSubject(name),
      notBefore: node.world.clock.now(),
    })
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin: node.facts.origin, confirmedOn: '2026-03-01' }))
  }
  const hub = path.join(folder, 'hub')
  const root = await createDirectoryRoots(a.world, hub, 'Test')
  const files = await firstEdition(a.world, hub, { states: demoStates, authorities: entries })
  for (const node of [a, b]) {
    await pinRoot(node.world, node.folder, root)
    await installDirectory(node, files)
    await exchangeModule({ receivers: [requestsReceiver()] }).register(await appOf(node), node)
  }
  return { arlenia: officeOf(a), bresonia: officeOf(b) }
}

interface TestNode extends Node {
  readonly world: TestWorld
}

async function nodeOf(name: 'a' | 'b', folder: string): Promise<TestNode> {
  const { db } = await testDatabase(modules)
  const world = testWorld({ seed: name })
  const own = path.join(folder, name)
  const facts = { name, origin: `http://${name}.localhost:8080`, authorityId: demoAuthorities[name], demo: false }
  return { facts, db, world, log: silentLog, files: folderStore(world.disk, path.join(own, 'files')), folder: own }
}

/** The exchange prepares its keys where it adds its routes; nothing listens. */
async function appOf({ facts, world, log }: TestNode) {
  const app = await createApp({
    origin: facts.origin,
    name: facts.name,
    world,
    log,
    sessionCookie: 'session',
    behindTls: false,
    assets: [],
    // Only HTTP answers read these records, and nothing calls; compose.ts has the whole ones.
    errorStatus: {} as ErrorStatus,
    errorTexts: {} as ErrorTexts,
    authenticate: async () => null,
    shell: () => '',
  })
  after(() => app.close())
  return app
}

function officeOf(node: TestNode): Office {
  const { authorityId } = node.facts
  return {
    authorityId,
    node,
    world: node.world,
    person: (name, ...roles) => ({ kind: 'person', id: name, name, authorityId, roles }),
    as: (actor, act) => inContext(node, actor, act),
  }
}

/** Hands over everything that one office told the other in a thread and that has not been handed over, in order. */
export async function carry(from: Office, to: Office, thread: string, carried: Set<string>): Promise<number> {
  const request = await tables(from.node.db)
    .selectFrom('requests.request')
    .select('id')
    .where('thread', '=', thread)
    .where('own_authority', '=', from.authorityId)
    .executeTakeFirstOrThrow()
  const entries = await timelineEntries(from.node.db, request.id)
  const ours = entries.filter((entry) => entry.side === 'ours' && entry.dossierId !== null)
  let count = 0
  for (const [index, entry] of ours.entries()) {
    const dossierId = DossierId.parse(entry.dossierId)
    if (carried.has(dossierId)) continue
    carried.add(dossierId)
    const dossier: ReceivedDossier = {
      dossierId,
      kind: entry.act,
      sender: from.authorityId,
      addressee: to.authorityId,
      thread,
      sequence: index + 1,
      createdAt: new Date(entry.at),
      body: JSON.parse(JSON.stringify(entry.body)),
      attachments: entry.attachments,
      language: 'en',
    }
    await to.as({ kind: 'peer', id: from.authorityId, name: from.authorityId, authorityId: from.authorityId, roles: [] }, (ctx) =>
      receive(ctx, dossier),
    )
    count += 1
  }
  return count
}
