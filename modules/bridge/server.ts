import type { ModuleParts, Node } from '@comity/accounts/contract'
import { dispatchDue } from './dispatch.ts'
import type { Advice } from './folder/take-in.ts'
import { folderWork } from './folder/work.ts'
import { requestListener } from './hear-request.ts'
import { registerPages } from './pages/index.tsx'
import { registerRoutes } from './routes.ts'
import type { Setting } from './routes.ts'
import { sweepDeliveries } from './store/delivery-store.ts'

export { keyHolder } from './key-holder.ts'
export { eventKindName, machineActName } from './texts.ts'

/** What of the configuration concerns the bridge. */
export interface BridgeOptions {
  /** Hosts of the own net, as `cases.ministry.example` or `10.1.2.3:8443`, that webhooks may call; all others must be public. */
  readonly hosts: readonly string[]
  /** The shared folder; null: none. */
  readonly folder: string | null
  /** Says a refusal in words, for whoever left a submission there. */
  readonly advice: Advice
}

const TIMEOUT_MS = 20_000
/** How often the node looks for events that are due, and into the folder. */
const LOOK_EVERY_MS = 2_000
const FOLDER_EVERY_MS = 5_000
const SWEEP_EVERY_MS = 3_600_000
const KEEP_DELIVERIES_MS = 30 * 24 * 3_600_000

/**
 * How a case-management system opens, feeds and follows requests: machine accounts, webhooks, a shared folder. Give {@link keyHolder} to
 * `authenticate`.
 */
export function bridgeModule({ hosts, folder, advice }: BridgeOptions): ModuleParts {
  const setting: Setting = { sending: { hosts, timeoutMs: TIMEOUT_MS }, folder }
  return {
    name: 'bridge',
    migrations: new URL('./migrations/', import.meta.url),
    listeners: [requestListener({ folder: folder !== null })],
    register(app, node) {
      registerRoutes(app, node, setting)
      registerPages(app, node, setting)
    },
    async start(node) {
      const ending = new AbortController()
      const work = folder === null ? null : folderWork(node, folder, advice)
      const running = [
        again(node, ending.signal, LOOK_EVERY_MS, () => dispatchDue(node, setting.sending)),
        again(node, ending.signal, SWEEP_EVERY_MS, () => sweepDeliveries(node.db, before(node))),
        ...(work === null ? [] : [again(node, ending.signal, FOLDER_EVERY_MS, () => work.look())]),
      ]
      return async () => {
        ending.abort()
        await Promise.all(running)
      }
    },
  }
}

async function again(node: Node, signal: AbortSignal, everyMs: number, act: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await act().catch((error: unknown) => node.log.error({ error }, 'the bridge could not do its work'))
    await node.world.timers.sleep(everyMs, signal)
  }
}

const before = (node: Node): Date => new Date(node.world.clock.now().getTime() - KEEP_DELIVERIES_MS)
