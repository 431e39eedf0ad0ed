import { accountsModule, authenticate, namesAmong, sentForms, sessionCookieName } from '@comity/accounts/server'
import type { ModuleParts, Node, NodeFacts } from '@comity/accounts/contract'
import { bridgeModule, keyHolder } from '@comity/bridge/server'
import { auditModule } from '@comity/audit/server'
import { migrate, type Db } from '@comity/database'
import type { Names } from '@comity/directory/contract'
import { directoryModule, ownAuthority, standingNotice } from '@comity/directory/server'
import type { Receiver } from '@comity/exchange/contract'
import { exchangeModule } from '@comity/exchange/server'
import { folderStore } from '@comity/files'
import { clockPanel, registerPages as registerDeadlinePages, ruleName } from '@comity/deadlines/pages'
import { deadlinesModule, stateCalendars, unansweredReceiver, type Calendars } from '@comity/deadlines/server'
import { noticesModule, notify } from '@comity/notices/server'
import type { MailOptions } from '@comity/mail'
import { beforePages, createApp, type App, type AppOptions } from '@comity/http'
import type { Lang } from '@comity/i18n'
import type { Log } from '@comity/log'
import { dossierKindName, registerPages as registerRequestPages } from '@comity/requests/pages'
import { pageOfThread, readableThreadsOf, requestsModule, requestsReceiver } from '@comity/requests/server'
import { assetChoices, assetPanel, registerPages as registerRecoveryPages } from '@comity/recovery/pages'
import { recoveryModule } from '@comity/recovery/server'
import { uiAssets } from '@comity/ui'
import type { World } from '@comity/world'
import { sql } from 'kysely'
import path from 'node:path'
import { detailInWords } from './act-details.ts'
import { actName, subjectKindName } from './act-names.ts'
import { adviceOn, errorStatus, errorTexts } from './errors.ts'
import { addHome, homeHref } from './home.ts'
import { addSecurityTxt } from './security-txt.ts'
import { shellOf } from './shell.tsx'
import { entryReminder, newsTeller } from './tell-news.ts'
import { trailBounds } from './trail-bounds.ts'
import { unreadCounter } from './unread-notices.ts'

/** What one node is made of. */
export interface NodePlan {
  readonly facts: NodeFacts
  /** The node's data folder: `keys/`, `trust/`, `files/`. */
  readonly folder: string
  readonly db: Db
  readonly world: World
  readonly log: Log
  /** Where the directory is fetched from; null on the secretariat's own node. */
  readonly directoryOrigin: string | null
  readonly graceHours: number
  /** Whether everybody may read what is public of the directory; left out: nobody without sign-in. */
  readonly directoryOpen?: boolean
  readonly window: number
  /** How often peers are asked for what waits here, where this node takes no connection; the usual unless given. */
  readonly fetchMs?: number
  /** Where files that were carried here are laid for taking in; null or left out: nowhere. */
  readonly pouchFolder?: string | null
  /** Where e-mail notices go out; null or left out: none do. */
  readonly mail?: MailOptions | null
  /** What a case-management system may reach and where it shares a folder; left out: neither. */
  readonly bridge?: { readonly hosts: readonly string[]; readonly folder: string | null }
  /** Takers of dossiers beside the product's own, as a bench has one. */
  readonly receivers?: readonly Receiver[]
  /** Calls per address and account; the usual ones unless given. A bench asks faster than any person. */
  readonly rates?: NonNullable<AppOptions['rates']>
}

/** A composed node: its doors are ready (`app.inject`, `app.routing`), its background work begins with `start`. */
export interface ComposedNode {
  readonly node: Node
  readonly app: App
  /** Begins fetching the directory, dispatching dossiers and chaining the audit trail. */
  start(): Promise<void>
  /** Ends the work in order: doors first, then what is under way. The database stays open: who opened it closes it. */
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

/** Every module of the product, from the ground up. Only this file knows them all. */
export function modulesOf(
  plan: Pick<
    NodePlan,
    'directoryOrigin' | 'graceHours' | 'window' | 'fetchMs' | 'receivers' | 'mail' | 'bridge' | 'directoryOpen' | 'pouchFolder'
  > &
    Partial<Pick<NodePlan, 'facts'>>,
  calendars: Calendars = stateCalendars(),
): readonly ModuleParts[] {
  return [
    auditModule({
      boundsOf: (actor) => trailBounds(actor, plan.facts?.authorityId ?? null),
      actName,
      kindName: subjectKindName,
      inWords: detailInWords,
      namesOf: namesAmong,
    }),
    accountsModule({ home: homeHref }),
    directoryModule({ hubOrigin: plan.directoryOrigin, graceMs: plan.graceHours * HOUR_MS, open: plan.directoryOpen ?? false }),
    exchangeModule({
      receivers: [requestsReceiver(), unansweredReceiver(), ...(plan.receivers ?? [])],
      kindName: dossierKindName,
      readable: readableThreadsOf,
      threadPage: pageOfThread,
      window: plan.window,
      ...(plan.fetchMs === undefined ? {} : { fetchMs: plan.fetchMs }),
      graceMs: plan.graceHours * HOUR_MS,
      pouchFolder: plan.pouchFolder ?? null,
    }),
    requestsModule(),
    recoveryModule(),
    noticesModule({
      mail: plan.mail ?? null,
      advice: adviceOn,
      newsName: (news, lang) => ruleName(lang, news) ?? dossierKindName(lang, news),
    }),
    deadlinesModule({ calendars, notify }),
    bridgeModule({ hosts: plan.bridge?.hosts ?? [], folder: plan.bridge?.folder ?? null, advice: adviceOn }),
  ]
}

/** Migrates the node's database and puts its modules together. Idempotent: the same plan may be composed again after a restart. */
export async function composeNode(plan: NodePlan): Promise<ComposedNode> {
  const calendars = stateCalendars()
  const modules = modulesOf(plan, calendars)
  await migrate(
    plan.db,
    modules.map(({ name, migrations }) => ({ module: name, folder: migrations })),
    { clock: plan.world.clock, log: plan.log },
  )
  const node: Node = {
    facts: plan.facts,
    db: plan.db,
    world: plan.world,
    log: plan.log,
    files: folderStore(plan.world.disk, path.join(plan.folder, 'files')),
    folder: plan.folder,
    listeners: [...modules.flatMap((part) => part.listeners ?? []), newsTeller, entryReminder],
    changes: { count: 0 },
  }
  const names = ownNames(node)
  const unread = unreadCounter()
  const directory = standingNotice(node)
  const app = await createApp({
    origin: node.facts.origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    errorStatus,
    errorTexts,
    authenticate: authenticate(node, keyHolder()),
    sentForms: sentForms(node.db),
    shell: shellOf(node, names.inLanguage, {
      publishes: plan.directoryOrigin === null,
      unreadOf: unread.of,
      standing: directory.inLanguage,
    }),
    assets: uiAssets(),
    ...(plan.rates === undefined ? {} : { rates: plan.rates }),
    sessionCookie: sessionCookieName(node),
    behindTls: node.facts.origin.startsWith('https:'),
    healthy: async () => void (await sql`select 1`.execute(node.db)),
  })
  beforePages(app, names.refresh)
  unread.counting(app, node)
  beforePages(app, directory.refresh)
  addHome(app, { publishes: plan.directoryOrigin === null })
  addSecurityTxt(app, node)
  for (const part of modules) await part.register(app, node)
  registerRequestPages(app, node, {
    panels: [
      (call, { id }) => clockPanel({ node, calendars }, call, id),
      (call, { id }) => assetPanel(node, call, { requestId: id }),
    ],
    ledger: (viewer, request) => assetChoices(node, viewer, request),
  })
  registerRecoveryPages(app, node)
  registerDeadlinePages(app, node, calendars)
  await app.ready()
  const stops: (() => Promise<void>)[] = []
  return {
    node,
    app,
    async start() {
      for (const part of modules) if (part.start !== undefined) stops.unshift(await part.start(node))
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop()
      await app.close()
    },
  }
}

/** A change of the name in the directory shows after this long. */
const NAMES_MS = 60_000

/** The authority's own name in the viewer's language; its identifier until the directory has arrived. */
function ownNames(node: Node): { inLanguage(lang: Lang): string; refresh(): Promise<void> } {
  let known: Names | null = null
  let askedAtMs = -NAMES_MS
  return {
    inLanguage: (lang) => known?.[lang] ?? known?.en ?? node.facts.authorityId,
    async refresh() {
      const nowMs = node.world.clock.monotonicMs()
      if (known !== null && nowMs - askedAtMs < NAMES_MS) return
      askedAtMs = nowMs
      known = await ownAuthority(node).then(
        ({ names }) => names,
        () => known,
      )
    },
  }
}
