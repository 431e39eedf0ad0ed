import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Context, Listener, Node, Role } from '@comity/accounts/contract'
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
import type { Receiver } from '@comity/exchange/contract'
import { exchangeModule } from '@comity/exchange/server'
import { folderStore } from '@comity/files'
import { createApp } from '@comity/http'
import type { ErrorStatus, ErrorTexts } from '@comity/http'
import { silentLog } from '@comity/log'
import { testWorld } from '@comity/world'
import type { TestWorld } from '@comity/world'
import { testDatabase } from './database.ts'

/** One office with a node and a database of its own, for tests. */
export interface Office {
  readonly authorityId: AuthorityId
  readonly node: Node
  readonly world: TestWorld
  person(name: string, ...roles: Role[]): Actor
  /** One operation of this actor in its transaction. */
  as<Result>(actor: Actor, act: (ctx: Context) => Promise<Result>): Promise<Result>
}

/** What two offices are made of, as compose.ts would put them together. */
export interface OfficeParts {
  /** Names of the modules whose tables they need, from the ground up. */
  readonly modules: readonly string[]
  readonly receivers: readonly Receiver[]
  readonly listeners?: readonly Listener[]
  /** The third office is a secretariat. */
  readonly secretariat?: true
}

/** Another authority of Bresonia. */
const tribunalId = AuthorityId.parse('xb.anti-corruption-tribunal')

/** Arlenia's and Bresonia's offices and a second one of Bresonia, with keys and a directory that all have installed: what they post is really signed and sealed. */
export async function openOffices(parts: OfficeParts): Promise<{ arlenia: Office; bresonia: Office; tribunal: Office }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offices-'))
  after(() => rmSync(folder, { recursive: true }))
  const a = await nodeOf('a', folder, parts)
  const b = await nodeOf('b', folder, parts)
  const c = await nodeOf('c', folder, parts)
  const entries = []
  for (const [name, node] of [
    ['a', a],
    ['b', b],
    ['c', c],
  ] as const) {
    const keys = await makeNodeKeys(node.world, node.folder, {
      authorityId: node.facts.authorityId,
      ...demoSubject(name === 'c' ? 'b' : name),
      notBefore: node.world.clock.now(),
    })
    const place = { nodeOrigin: node.facts.origin, confirmedOn: '2026-03-01' }
    const { authorityId: id } = node.facts
    const kind = name === 'c' && parts.secretariat === true ? { kind: 'secretariat' as const } : {}
    entries.push({ ...demoAuthorityEntry(name === 'c' ? 'b' : name, keys, place), id, hostedBy: id, ...kind })
  }
  const hub = path.join(folder, 'hub')
  const root = await createDirectoryRoots(a.world, hub, 'Test')
  const files = await firstEdition(a.world, hub, { states: demoStates, authorities: entries })
  for (const node of [a, b, c]) {
    await pinRoot(node.world, node.folder, root)
    await installDirectory(node, files)
    await exchangeModule({ receivers: parts.receivers }).register(await appOf(node), node)
  }
  return { arlenia: officeOf(a), bresonia: officeOf(b), tribunal: officeOf(c) }
}

interface TestNode extends Node {
  readonly world: TestWorld
}

async function nodeOf(name: 'a' | 'b' | 'c', folder: string, { modules, listeners }: OfficeParts): Promise<TestNode> {
  const migrations = modules.map((module) => ({ module, folder: new URL(`../modules/${module}/migrations/`, import.meta.url) }))
  const { db } = await testDatabase(migrations)
  const world = testWorld({ seed: name })
  const own = path.join(folder, name)
  const facts = {
    name,
    origin: `http://${name}.localhost:8080`,
    authorityId: name === 'c' ? tribunalId : demoAuthorities[name],
    demo: false,
  }
  return {
    facts,
    db,
    world,
    log: silentLog,
    files: folderStore(world.disk, path.join(own, 'files')),
    folder: own,
    listeners: listeners ?? [],
    changes: { count: 0 },
  }
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
