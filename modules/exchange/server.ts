import type { ModuleParts, Node } from '@comity/accounts/contract'
import { registerPages } from './pages/index.tsx'
import type { KindName } from './pages/words.tsx'
import { apiRoutes } from './transport/api-routes.ts'
import type { Receiver } from './contract.ts'
import type { Readable, ThreadPageOf } from './policy.ts'
import { startRuntime } from './runtime.ts'
import { peersRoutes } from './transport/peers-routes.ts'
import { exchangeRoutes } from './transport/routes.ts'
import { addPouchPages } from './pouch/pages.tsx'
import { pouchRoutes } from './pouch/pouch-routes.ts'
import { pouchFolder } from './pouch/watch-folder.ts'
import { startFetcher } from './transport/fetcher.ts'
import { startWorker } from './transport/worker.ts'

export { post } from './operations/post.ts'
export { lineNotice } from './lines/line-notice.tsx'
export { fetchWaiting } from './operations/fetch-waiting.ts'
export { markOpened } from './operations/mark-opened.ts'
export { readPassedOn } from './operations/read-passed-on.ts'
export { opensDossiers } from './policy.ts'
export { dossierFile, dossiersOf, queueOf, threadsOf } from './store/dossier-store.ts'
export type { KindName } from './pages/words.tsx'
export type { PeerQueue } from './store/dossier-store.ts'

/** The JSON that travels, as this node parses it (protocol/08, protocol/09). */
export { Dossier } from './format/dossier.ts'
export { Receipt, TimeStampProof } from './format/receipt.ts'

export { exchangeErrorTexts } from './error-texts.ts'
export { exchangeText } from './messages.ts'

export interface ExchangeOptions {
  /** The modules that take dossiers, each with its kinds. */
  readonly receivers: readonly Receiver[]
  /** What the receivers' kinds are called on pages; the bare kind unless given. */
  readonly kindName?: KindName
  /** Which of these threads a person may read, where the module of a thread knows more than roles do; all of them unless given. */
  readonly readable?: Readable
  /** The page that a dossier's page leads back to, where the module of a thread has one. */
  readonly threadPage?: ThreadPageOf
  /** Dossiers on their way to one peer at a time; 16 unless given. */
  readonly window?: number
  /** How often the worker looks without being woken; 2,000 unless given. */
  readonly pollMs?: number
  /** How often a peer is asked for what waits for this node, where it fetches; 30,000 unless given. */
  readonly fetchMs?: number
  /** How long an expired directory serves that came by hand; 72 hours unless given. */
  readonly graceMs?: number
  /** Where files that were carried here are laid for taking in; nowhere unless given. */
  readonly pouchFolder?: string | null
}

const POUCHES_EVERY_MS = 5_000

/** Dossiers and receipts between this node and its peers. Its `start` sends; its `register` needs the node's keys to exist. */
export function exchangeModule(options: ExchangeOptions): ModuleParts {
  const carried = options.graceMs === undefined ? {} : { graceMs: options.graceMs }
  return {
    name: 'exchange',
    migrations: new URL('./migrations/', import.meta.url),
    async register(app, node: Node) {
      await startRuntime(node, options.receivers)
      exchangeRoutes(app, node)
      const readable = options.readable ?? (async (_db, _actor, threads) => new Set(threads))
      apiRoutes(app, node, readable)
      peersRoutes(app, node)
      pouchRoutes(app, node, carried)
      addPouchPages(app, node, carried)
      registerPages(app, node, {
        kindName: options.kindName ?? ((_lang, kind) => kind),
        readable,
        threadPage: options.threadPage ?? (async () => null),
      })
    },
    async start(node: Node) {
      const pollMs = options.pollMs ?? 2_000
      const stopFetcher = startFetcher(node, { everyMs: options.fetchMs ?? 30_000, pollMs })
      const stopWorker = await startWorker(node, { window: options.window ?? 16, pollMs })
      const folder = options.pouchFolder ?? null
      const stopFolder = folder === null ? null : watch(node, pouchFolder(node, folder, carried))
      return async () => void (await Promise.all([stopFetcher(), stopWorker(), stopFolder?.()]))
    },
  }
}

function watch(node: Node, folder: { look(): Promise<number> }): () => Promise<void> {
  const ending = new AbortController()
  const running = (async () => {
    while (!ending.signal.aborted) {
      await folder.look().catch((error: unknown) => node.log.error({ error }, 'the folder of pouches could not be looked at'))
      await node.world.timers.sleep(POUCHES_EVERY_MS, ending.signal)
    }
  })()
  return () => {
    ending.abort()
    return running
  }
}
