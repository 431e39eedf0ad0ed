import { ComityError } from '@comity/errors'
import { serveApi, type App, type Handlers } from '@comity/http'
import type { Log } from '@comity/log'
import type { AuditContext, TrailReading } from './contract.ts'
import { auditApi } from './contract.ts'
import { readTrail } from './operations/read-trail.ts'
import { verifyAudit } from './operations/verify-audit.ts'
import { may } from './policy.ts'

/** What the audit trail needs of a running node. */
export interface AuditNode extends Pick<AuditContext, 'db' | 'world'> {
  readonly log: Log
}

export function registerRoutes(app: App, node: AuditNode, reading: TrailReading): void {
  const handlers: Handlers<typeof auditApi> = {
    auditTrail: ({ viewer, query }) => readTrail(node.db, { actor: viewer.actor, bounds: reading.boundsOf(viewer.actor) }, query),
    verifyAuditTrail: ({ viewer }) => {
      if (!may(viewer.actor, 'verify')) throw new ComityError('not-allowed')
      return verifyAudit(node.db)
    },
  }
  serveApi(app, auditApi, handlers)
}
