import type { App } from '@comity/http'
import type { TrailReading } from './contract.ts'
import { linkEntries } from './operations/link-entries.ts'
import { registerPages } from './pages/index.tsx'
import { registerRoutes, type AuditNode } from './routes.ts'

export { record } from './operations/record.ts'
export { linkEntries } from './operations/link-entries.ts'
export { verifyAudit } from './operations/verify-audit.ts'
export type { AuditVerdict } from './operations/verify-audit.ts'

/** How often new entries are chained: what an attacker with the database could still swap unseen. */
const LINK_EVERY_MS = 2000

/** The audit trail as compose.ts takes it: table, API, page, and the work that chains new entries. */
export function auditModule(reading: TrailReading) {
  return {
    name: 'audit',
    migrations: new URL('migrations/', import.meta.url),
    register(app: App, node: AuditNode): void {
      registerRoutes(app, node, reading)
      registerPages(app, node, reading)
    },
    async start(node: AuditNode): Promise<() => Promise<void>> {
      const stop = new AbortController()
      await linkEntries(node.db)
      const work = (async () => {
        while (!stop.signal.aborted) {
          await node.world.timers.sleep(LINK_EVERY_MS, stop.signal)
          await linkEntries(node.db).catch((error: unknown) =>
            node.log.error({ error }, 'chaining the audit trail failed; it is tried again'),
          )
        }
      })()
      return async () => {
        stop.abort()
        await work
      }
    },
  }
}
