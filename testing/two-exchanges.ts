import { freePort } from './browser.ts'
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { Actor, Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import type { ModuleMigrations } from '@comity/database'
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
import { ComityError } from '@comity/errors'
import type { Letter, PostedDossier, ReceiptNews, ReceivedDossier, Receiver } from '@comity/exchange/contract'
import { exchangeErrorTexts, exchangeModule, post } from '@comity/exchange/server'
import { folderStore } from '@comity/files'
import { type App, createApp, type ErrorStatus, type ErrorTexts, platformErrorTexts } from '@comity/http'
import { createLog } from '@comity/log'
import { renderPage } from '@comity/ui'
import { type Net, realWorld } from '@comity/world'
import { testDatabase } from './database.ts'

export interface ExchangeNode {
  readonly node: Node
  readonly app: App
  /** What this node's module was handed, in order. */
  readonly received: ReceivedDossier[]
  readonly news: ReceiptNews[]
  /** Texts of dossiers, and threads of receipts, at which this node's module fails as a bug does. */
  readonly trouble: Set<string>
  /** Sets this node's clock off from the real one. */
  setClockOff(ms: number): void
  /** A second process of this node over the same database, sending; gives what stops it. */
  startTwin(): Promise<() => Promise<void>>
  /** Posts in a transaction of its own. */
  post(letter: Partial<Letter> & { readonly thread: string }): Promise<PostedDossier>
  startWorker(): Promise<void>
  stopWorker(): Promise<void>
}

const migrations: ModuleMigrations[] = ['audit', 'accounts', 'directory', 'exchange'].map((module) => ({
  module,
  folder: new URL(`../modules/${module}/migrations/`, import.meta.url),
}))

interface Setting {
  readonly fetching?: readonly ('a' | 'b')[]
  /** Stands before each node: listens where the node is reached, and passes on to where it listens. */
  readonly front?: (at: { readonly port: number; readonly to: number }) => Promise<void>
}

/** Whom each node takes for one of its own, by their bearer tokens. */
export const staff = { administrator: 'a'.repeat(43), 'case-officer': 'c'.repeat(43) } as const

/**
 * Two nodes in one process with real HTTP between them and a database each; `line` stands between A and B, both ways. The directory lists no
 * address for those that are `fetching`.
 */
export async function twoExchanges(
  line: (net: Net) => Net = (net) => net,
  { fetching = [], front }: Setting = {},
): Promise<{ a: ExchangeNode; b: ExchangeNode }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'comity-exchange-'))
  const running: ExchangeNode[] = []
  // Before the databases are asked for: their own clean-up must come after.
  after(async () => {
    for (const one of running) {
      await one.stopWorker()
      await one.app.close()
    }
    await rm(folder, { recursive: true, force: true })
  })
  const a = await boot('a', folder, { line, front })
  const b = await boot('b', folder, { line, front })
  const now = a.node.world.clock.now()
  const entries = []
  for (const [name, one] of [
    ['a', a],
    ['b', b],
  ] as const) {
    const keys = await makeNodeKeys(one.node.world, one.node.folder, {
      authorityId: demoAuthorities[name],
      ...demoSubject(name),
      notBefore: new Date(now.getTime() - 60_000),
    })
    const nodeOrigin = fetching.includes(name) ? '' : one.node.facts.origin
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin, confirmedOn: '2026-03-01' }))
  }
  const hub = path.join(folder, 'hub')
  const root = await createDirectoryRoots(a.node.world, hub, 'Test')
  const files = await firstEdition(a.node.world, hub, { states: demoStates, authorities: entries })
  for (const one of [a, b]) {
    await pinRoot(one.node.world, one.node.folder, root)
    await installDirectory(one.node, files)
    await one.ready()
  }
  running.push(a, b)
  return { a, b }
}

async function boot(
  name: 'a' | 'b',
  folder: string,
  { line, front }: { readonly line: (net: Net) => Net; readonly front: Setting['front'] },
): Promise<ExchangeNode & { ready(): Promise<void> }> {
  const { db } = await testDatabase(migrations)
  const real = realWorld()
  let offMs = 0
  const clock = { ...real.clock, now: () => new Date(real.clock.now().getTime() + offMs) }
  const world = { ...real, clock, net: line(real.net) }
  const port = await freePort()
  const behind = front === undefined ? port : await freePort()
  const own = path.join(folder, name)
  const facts = { name, origin: `http://${name}.localhost:${port}`, authorityId: demoAuthorities[name], demo: false }
  const log = createLog({ level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent', name })
  const node: Node = { facts, db, world, log, files: folderStore(world.disk, path.join(own, 'files')), folder: own }
  const newApp = (): Promise<App> =>
    createApp({
      origin: facts.origin,
      name,
      world,
      log,
      sessionCookie: 'session',
      behindTls: false,
      assets: [],
      // Only these can occur here; compose.ts has them all.
      errorStatus: {
        'http-signature-invalid': 401,
        'too-many-attempts': 429,
        'bad-input': 400,
        'sender-unknown': 422,
        'receipt-invalid': 422,
        'certificate-expired': 422,
        'dossier-unknown': 404,
        'request-repeated': 409,
        'queue-of-another': 403,
        'too-large': 413,
        'not-signed-in': 401,
        'not-allowed': 403,
        'authority-unknown': 404,
        'line-impossible': 409,
        'pouch-empty': 409,
        'pouch-malformed': 422,
        'pouch-of-another': 422,
        'pouch-unknown': 404,
        'pouch-paused': 409,
        'not-found': 404,
        internal: 500,
        unavailable: 503,
      } as ErrorStatus,
      errorTexts: Object.fromEntries(
        (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
          lang,
          { ...platformErrorTexts[lang], ...exchangeErrorTexts[lang] },
        ]),
      ) as unknown as ErrorTexts,
      authenticate: async ({ token }) => {
        const role = (['administrator', 'case-officer'] as const).find((one) => staff[one] === token)
        if (role === undefined) return null
        const actor: Actor = { kind: 'person', id: role, name: role, authorityId: facts.authorityId, roles: [role] }
        return { actor, csrf: '', sessionId: role }
      },
      shell: ({ body }) => renderPage(body),
    })
  const app = await newApp()
  const trouble = new Set<string>()
  const received: ReceivedDossier[] = []
  const news: ReceiptNews[] = []
  const module = exchangeModule({ receivers: [testReceiver({ received, news, trouble })], pollMs: 50, fetchMs: 100 })
  let stop: (() => Promise<void>) | null = null
  const peer = demoAuthorities[name === 'a' ? 'b' : 'a']
  return {
    node,
    app,
    received,
    news,
    trouble,
    setClockOff(ms) {
      offMs = ms
    },
    async startTwin() {
      const twin = { ...node, facts: { ...facts } }
      await module.register(await newApp(), twin)
      return (await module.start?.(twin)) ?? (() => Promise.resolve())
    },
    post: (letter) =>
      inContext(node, systemActor(facts.authorityId), (ctx: Context) =>
        post(ctx, {
          kind: 'note',
          addressee: peer,
          body: { text: 'hello' },
          attachments: [],
          document: '<!doctype html><title>Note</title>',
          language: 'en',
          ...letter,
        }),
      ),
    async ready() {
      await module.register(app, node)
      await app.listen({ host: '127.0.0.1', port: behind })
      await front?.({ port, to: behind })
    },
    async startWorker() {
      stop = (await module.start?.(node)) ?? null
    },
    async stopWorker() {
      await stop?.()
      stop = null
    },
  }
}

function testReceiver({ received, news, trouble }: Pick<ExchangeNode, 'received' | 'news' | 'trouble'>): Receiver {
  return {
    kinds: ['note', 'freeze'],
    async receive(_ctx, dossier) {
      const body = JSON.stringify(dossier.body)
      if (body.includes('"refuse":true')) throw new ComityError('conflict')
      assert(![...trouble].some((text) => body.includes(JSON.stringify(text))), 'a bug')
      received.push(dossier)
    },
    async receipt(_ctx, one) {
      assert(!trouble.has(one.thread), 'a bug')
      news.push(one)
    },
  }
}

/** Waits until `done` holds; the test's own time-out is the limit. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 10))
}
