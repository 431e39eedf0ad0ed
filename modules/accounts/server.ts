import type { Db } from '@comity/database'
import type { App } from '@comity/http'
import type { ModuleParts, Node, Person } from './contract.ts'
import { registerPages } from './pages/index.tsx'
import { registerRoutes } from './routes.ts'
import { windowMs } from './rules/attempts.ts'
import { sweep } from './session-store.ts'
import { peopleAfter, personOf, personRow } from './store.ts'

export { authenticate, sessionCookieName } from './authenticate.ts'
export { announce, inContext, peerActor, systemActor } from './context.ts'
export { accountsErrorTexts } from './messages.ts'
export { addPerson } from './operations/add-person.ts'
export type { NewPerson } from './operations/add-person.ts'
export { demoLinks } from './operations/demo-links.ts'

/** A person by id, also a disabled one: names in histories outlive accounts. */
export async function personById(db: Db, id: string): Promise<Person | null> {
  const row = await personRow(db, id)
  return row ? personOf(row) : null
}

/** People of an authority in the order of their logins, at most 200 at a time; `after` is the last login of the page before. */
export function peopleOf(db: Db, authorityId: string, after = ''): Promise<Person[]> {
  return peopleAfter(db, { authorityId, after, limit: 200 })
}

/** The module for `compose.ts`: sign-in, profile, people; and the work that forgets what no longer counts. `home` is where a sign-in leads; `/` unless given. */
export function accountsModule(options: { readonly home?: string } = {}): ModuleParts {
  return {
    name: 'accounts',
    migrations: new URL('./migrations/', import.meta.url),
    register(app: App, node: Node): void {
      registerRoutes(app, node)
      registerPages(app, node, options.home ?? '/')
    },
    async start(node) {
      const ending = new AbortController()
      const running = sweepUntil(node, ending.signal)
      return async () => {
        ending.abort()
        await running
      }
    },
  }
}

const SWEEP_EVERY_MS = 3_600_000
/** Ended sessions are kept a while: the profile page and an inquiry may ask for them. */
const KEEP_SESSIONS_MS = 30 * 24 * 3_600_000

async function sweepUntil(node: Node, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = node.world.clock.now().getTime()
    const times = { attemptsBefore: new Date(now - windowMs), sessionsBefore: new Date(now - KEEP_SESSIONS_MS) }
    await sweep(node.db, times).catch((error: unknown) => node.log.error({ error }, 'old sessions could not be removed'))
    await node.world.timers.sleep(SWEEP_EVERY_MS, signal)
  }
}
