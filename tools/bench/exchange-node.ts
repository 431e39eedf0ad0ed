import assert from 'node:assert/strict'
import path from 'node:path'
import type { Node } from '@comity/accounts/contract'
import { accountsModule, inContext, systemActor } from '@comity/accounts/server'
import { auditModule } from '@comity/audit/server'
import { createDatabaseIfMissing, migrate, openDatabase, startEmbeddedPostgres } from '@comity/database'
import { demoAuthorities, directoryModule, installDirectory } from '@comity/directory/server'
import type { Receiver } from '@comity/exchange/contract'
import { exchangeModule, post } from '@comity/exchange/server'
import { folderStore } from '@comity/files'
import { createApp } from '@comity/http'
import { silentLog } from '@comity/log'
import { errorStatus, errorTexts } from '@comity/server-app/errors'
import { realWorld } from '@comity/world'

/** One node of the exchange bench in a process of its own, with its own durable PostgreSQL; told what to do over IPC. */
export interface BenchPlan {
  readonly name: 'a' | 'b'
  readonly port: number
  readonly folder: string
  readonly window: number
  /** The directory's files, base64. */
  readonly directory: { readonly root: string; readonly contents: string; readonly freshness: string }
}

export interface BenchOrder {
  readonly count: number
  readonly bytes: number
  /** Letters under way at a time. */
  readonly window: number
}

export interface BenchResult {
  readonly seconds: number
  /** From handing a letter to `post` until its delivered receipt is stored. */
  readonly latenciesMs: readonly number[]
}

const world = realWorld()

async function boot(plan: BenchPlan): Promise<{ node: Node; pid: number; order(order: BenchOrder): Promise<BenchResult>; stop(): Promise<void> }> {
  const server = await startEmbeddedPostgres({ folder: path.join(plan.folder, 'postgres'), durable: true, log: silentLog })
  await createDatabaseIfMissing(server.host, 'bench')
  const db = await openDatabase({ host: server.host, database: 'bench' }, { log: silentLog, maxConnections: Number(process.env['POOL'] ?? 8) })
  const arrivals = new Map<string, () => void>()
  const modules = [auditModule(), accountsModule(), directoryModule({ hubOrigin: null }), exchangeModule({ receivers: [receiver(arrivals)], window: plan.window })]
  await migrate(db, modules.map(({ name, migrations }) => ({ module: name, folder: migrations })), { clock: world.clock, log: silentLog })
  const facts = { name: plan.name, origin: `http://${plan.name}.localhost:${plan.port}`, authorityId: demoAuthorities[plan.name], demo: false }
  const node: Node = { facts, db, world, log: silentLog, files: folderStore(world.disk, path.join(plan.folder, 'files')), folder: plan.folder }
  const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'))
  await installDirectory(node, { root: bytesOf(plan.directory.root), contents: bytesOf(plan.directory.contents), freshness: bytesOf(plan.directory.freshness) })
  const app = await createApp({
    origin: facts.origin, name: plan.name, world, log: silentLog, sessionCookie: 'session', behindTls: false, assets: [], errorStatus, errorTexts,
    authenticate: () => Promise.resolve(null), shell: () => '',
  })
  const exchange = modules[3]
  assert(exchange?.start)
  await exchange.register(app, node)
  await app.listen({ host: '127.0.0.1', port: plan.port })
  const stopWorker = await exchange.start(node)
  return {
    node,
    pid: server.pid,
    order: (order) => carry(node, order, arrivals),
    async stop() {
      await stopWorker()
      await app.close()
      await db.destroy()
      await server.stop()
    },
  }
}

function receiver(arrivals: Map<string, () => void>): Receiver {
  return {
    kinds: ['bench'],
    receive: () => Promise.resolve(),
    receipt: (_ctx, { event, thread }) => {
      if (event === 'delivered') arrivals.get(thread)?.()
      return Promise.resolve()
    },
  }
}

/** Posts letters, `window` of them under way at a time, each until its delivered receipt is here. */
async function carry(node: Node, { count, bytes, window }: BenchOrder, arrivals: Map<string, () => void>): Promise<BenchResult> {
  const addressee = demoAuthorities[node.facts.name === 'a' ? 'b' : 'a']
  const text = 'x'.repeat(bytes)
  const latenciesMs: number[] = []
  let left = count
  async function lane(): Promise<void> {
    while (left-- > 0) {
      const thread = world.chance.uuid()
      const { promise, resolve } = Promise.withResolvers<void>()
      arrivals.set(thread, resolve)
      const began = performance.now()
      await inContext(node, systemActor(node.facts.authorityId), (ctx) => post(ctx, { kind: 'bench', addressee, thread, body: { text }, attachments: [], document: '<!doctype html><title>Bench</title>', language: 'en' }))
      await promise
      arrivals.delete(thread)
      latenciesMs.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: window }, lane))
  return { seconds: (performance.now() - began) / 1000, latenciesMs }
}

process.once('message', (plan: BenchPlan) => {
  void boot(plan).then((running) => {
    process.on('message', (order: BenchOrder | 'stop') => {
      if (order === 'stop') void running.stop().then(() => process.exit(0))
      else void running.order(order).then((result) => process.send?.(result))
    })
    process.send?.({ ready: true, postgres: running.pid })
  })
})
