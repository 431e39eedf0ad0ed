import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { createDatabaseIfMissing, migrate, openDatabase, startEmbeddedPostgres, type Db } from '@comity/database'
import { demoAuthorities, fetchDirectory, installDirectory, publishDirectory } from '@comity/directory/server'
import type { DirectoryFiles } from '@comity/directory/contract'
import { folderStore } from '@comity/files'
import { silentLog } from '@comity/log'
import { realWorld } from '@comity/world'
import { lookUp } from '../../../modules/directory/finding/operations/look-up.ts'
import { refreshWords } from '../../../modules/directory/finding/operations/word-book.ts'
import { wholeEntry } from '../../../modules/directory/operations/read-entries.ts'
import { runErrands } from '../../../modules/directory/operations/run-errands.ts'
import { suggestEntry } from '../../../modules/directory/operations/suggest-entry.ts'
import { takeUpSuggestions } from '../../../modules/directory/operations/suggestions.ts'
import { sampleApp } from '../../../modules/directory/sample-app.ts'
import { moduleMigrations } from '../../../modules/directory/sample-migrations.ts'
import { digits, median, type Measured } from '../figures.ts'
import { freePorts } from '../../../testing/network/own-process.ts'
import type { BenchOptions } from '../options.ts'
import { largeNetwork, NODES } from './large-network.ts'
import { size } from './large-directory.ts'

const GOAL_MS = 2_000
const publisher = demoAuthorities.hub

/** Publishing a change in a directory of nearly all States, and bringing it to another node, beside a whole one and a plain signed file. */
export async function benchEditions({ pairs }: Pick<BenchOptions, 'pairs'>): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-editions-'))
  // The database runs as another user where root starts it, who has to come through.
  chmodSync(folder, 0o711)
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), durable: true, log: silentLog })
  const open: Db[] = []
  const database = async (name: string): Promise<Db> => {
    await createDatabaseIfMissing(server.host, name)
    const db = await openDatabase({ host: server.host, database: name }, { log: silentLog })
    open.push(db)
    await migrate(db, moduleMigrations, { clock: realWorld().clock, log: silentLog })
    return db
  }
  try {
    return await measured(folder, database, pairs)
  } finally {
    for (const db of open) await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(folder: string, database: (name: string) => Promise<Db>, pairs: number): Promise<Measured> {
  const [port = 0, plainPort = 0] = await freePorts(2)
  const origin = `http://hub.localhost:${port}`
  const hub = nodeOf('hub', { db: await database('hub'), folder, origin })
  const a = nodeOf('a', { db: await database('a'), folder, origin: 'http://a.localhost:9' })
  const files = await largeNetwork({ hub, a }, { origin, scratch: path.join(folder, 'others') })
  await installDirectory(hub, files)
  const app = await sampleApp(hub, null, [])
  await app.listen({ host: '127.0.0.1', port })
  const plain = await plainServer(files, plainPort)
  try {
    await fetchDirectory(a, origin)
    await refreshWords(a)
    const runs: Run[] = []
    for (let round = 0; round <= pairs; round++) {
      const change = await changeOnce({ hub, a, origin }, round)
      const whole = await wholeOnce({ ...a, db: await database(`whole${round}`) }, origin)
      const run = { ...change, whole, signed: await signedOnce(plain) }
      if (round > 0) runs.push(run)
    }
    return report(runs, { pairs, bytes: plain.bytes })
  } finally {
    await app.close()
    plain.server.close()
  }
}

function nodeOf(name: 'hub' | 'a', { db, folder, origin }: { db: Db; folder: string; origin: string }): Node {
  const world = realWorld()
  const own = path.join(folder, name)
  const files = folderStore(world.disk, path.join(own, 'files'))
  return {
    facts: { name, origin, authorityId: demoAuthorities[name], demo: false },
    db,
    world,
    log: silentLog,
    files,
    folder: own,
  }
}

interface Run {
  readonly propose: number
  readonly publish: number
  readonly fetch: number
  readonly search: number
  readonly words: number
  readonly whole: number
  readonly signed: number
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return performance.now() - began
}

/** One authority changes its address; a person of the secretariat takes it up, a second publishes, the other node fetches. */
async function changeOnce(
  { hub, a, origin }: { hub: Node; a: Node; origin: string },
  round: number,
): Promise<Omit<Run, 'whole' | 'signed'>> {
  const address = `${round + 2} Harbour Square, Lenholm`
  const entry = { ...(await wholeEntry(a.db, demoAuthorities.a)), address }
  const { sha256 } = await inContext(a, person(a, 'rita', 'registrar'), (ctx) => suggestEntry(ctx, { entry }))
  await runErrands(a)
  let proposalId = ''
  const propose = await timed(async () => {
    const taken = await inContext(hub, person(hub, 'anna', 'registrar'), (ctx) =>
      takeUpSuggestions(ctx, publisher, { sha256s: [sha256] }),
    )
    proposalId = taken.id
  })
  const publish = await timed(() =>
    inContext(hub, person(hub, 'boris', 'head'), (ctx) => publishDirectory(ctx, publisher, { proposalId })),
  )
  const fetch = await timed(() => fetchDirectory(a, origin))
  if ((await wholeEntry(a.db, demoAuthorities.a)).address !== address) throw new Error('the change did not arrive')
  // The search that comes first after it is answered from the words before.
  const search = await timed(() => lookUp(a, { kind: 'member', authorityId: demoAuthorities.a }, { query: 'Lenholm', limit: 20 }))
  const words = await timed(() => refreshWords(a))
  // Statements bear whole seconds, and a later one must be later.
  await a.world.timers.sleep(1_000)
  return { propose, publish, fetch, search, words }
}

/** A node that has nothing yet. */
function wholeOnce(node: Node, origin: string): Promise<number> {
  return timed(() => fetchDirectory(node, origin))
}

interface Plain {
  readonly server: Server
  readonly url: string
  readonly signature: Uint8Array
  readonly key: string
  readonly bytes: number
}

/** All of it as one file with one signature, as lists of trust are usually published. */
async function plainServer({ contents, parts = [] }: DirectoryFiles, port: number): Promise<Plain> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const file = Buffer.from(`{"contents":${text(contents)},"parts":[${parts.map(text).join(',')}]}`)
  const server = createServer((_, answer) => answer.end(file))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const key = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  return { server, url: `http://127.0.0.1:${port}/`, signature: sign('sha256', file, privateKey), key, bytes: file.byteLength }
}

/** Fetches that file, verifies it and reads it as JSON: nothing is checked of what it says, nothing kept. */
function signedOnce({ url, signature, key }: Plain): Promise<number> {
  return timed(async () => {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    if (!verify('sha256', bytes, createPublicKey(key), signature)) throw new Error('the plain file is not genuine')
    JSON.parse(bytes.toString())
  })
}

function person(node: Node, id: string, role: 'registrar' | 'head'): Actor {
  return { kind: 'person', id, name: id, authorityId: node.facts.authorityId, roles: [role] }
}

function report(runs: readonly Run[], { pairs, bytes }: { readonly pairs: number; readonly bytes: number }): Measured {
  const of = (pick: (run: Run) => number): number => median(runs.map(pick))
  const together = of(({ propose, publish, fetch }) => propose + publish + fetch)
  const signed = of((run) => run.signed)
  const row = (name: string, ms: number): string[] => [name, digits(ms), digits(ms / signed, 2)]
  const memory = process.resourceUsage().maxRSS / 1024
  return {
    title: 'A new edition of the directory',
    about: `${size.states} States, ${(size.states * size.authoritiesOfState).toLocaleString('en')} authorities without a node and ${NODES} with one, ${(size.states * size.authoritiesOfState * size.pointsOfAuthority).toLocaleString('en')} contact points: ${digits(bytes / 1e6, 1)} MB. An authority changes its address; one person of the secretariat takes it up, a second publishes, another node with its own database fetches over HTTP, verifies and installs. Beside it in the same run a node that has nothing yet, and the same as one file with one signature, fetched, verified and read as JSON, of which nothing is checked further and nothing kept. Goal: publish, fetch and verify ≤ ${GOAL_MS} ms together. Medians of ${pairs}; most memory of the process with both nodes: ${digits(memory)} MB.`,
    head: ['what', 'ms', 'of the plain file'],
    rows: [
      row(
        'taken up by the first person',
        of((run) => run.propose),
      ),
      row(
        'published by the second',
        of((run) => run.publish),
      ),
      row(
        'fetched as difference, verified, installed',
        of((run) => run.fetch),
      ),
      row('the three together', together),
      row(
        'first search after it',
        of((run) => run.search),
      ),
      row(
        'the words brought up to date, beside',
        of((run) => run.words),
      ),
      row(
        'fetched whole by a new node',
        of((run) => run.whole),
      ),
      row('one file with one signature', signed),
    ],
    bound:
      'reading and comparing the contents of all authorities with a node (certificates), twice on each side; a whole one: checking every contact point, and the database.',
  }
}
