import { ComityError } from '@comity/errors'
import { pageRoute, show, type App } from '@comity/http'
import { z } from 'zod'
import { AuditSearch } from '../contract.ts'
import type { TrailReading } from '../contract.ts'
import { auditText } from '../messages.ts'
import { readTrail } from '../operations/read-trail.ts'
import { verifyAudit } from '../operations/verify-audit.ts'
import { may } from '../policy.ts'
import type { AuditNode } from '../routes.ts'
import { actsInUse } from '../store.ts'
import { AuditTrailPage, identifiersIn } from './audit-trail-page.tsx'

const Query = AuditSearch.extend({
  act: z.string().max(80).optional(),
  subject: z.string().max(200).optional(),
  verify: z.literal('1').optional(),
})

export function registerPages(app: App, node: AuditNode, reading: TrailReading): void {
  pageRoute(app, { method: 'GET', url: '/audit', query: Query }, async ({ viewer, query, lang }) => {
    const { verify, act, subject, ...rest } = query
    const search = { ...rest, ...(act ? { act } : {}), ...(subject ? { subject } : {}) }
    const bounds = reading.boundsOf(viewer.actor)
    const page = await readTrail(node.db, { actor: viewer.actor, bounds }, search)
    if (verify !== undefined && !may(viewer.actor, 'verify')) throw new ComityError('not-allowed')
    const verdict = verify === undefined ? null : await verifyAudit(node.db)
    // Which acts occur at all says something too: who reads a part chooses among those of the page.
    const acts = bounds === null ? await actsInUse(node.db) : page.entries.map((entry) => entry.act)
    const values = page.entries.flatMap(({ details }) => Object.values(details))
    const ids = values.flatMap((value) => (typeof value === 'string' ? identifiersIn(value) : []))
    return show({
      title: auditText(lang)('title'),
      current: '/audit',
      body: (
        <AuditTrailPage
          lang={lang}
          page={page}
          search={search}
          acts={[...new Set(act ? [act, ...acts] : acts)]}
          verdict={verdict}
          reading={reading}
          names={await reading.namesOf(node.db, [...new Set(ids)])}
          isPart={bounds !== null}
        />
      ),
    })
  })
}
