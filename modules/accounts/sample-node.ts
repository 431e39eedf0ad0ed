import type { TrailReading } from '@comity/audit/contract'
import { auditModule } from '@comity/audit/server'
import { folderStore } from '@comity/files'
import { createApp, platformErrorTexts } from '@comity/http'
import type { App, ErrorStatus, ErrorTexts } from '@comity/http'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import type { TestWorld } from '@comity/world'
import { renderToString } from 'preact-render-to-string'
import { AuthorityId } from './contract.ts'
import type { Node, NodeFacts, Person, Role } from './contract.ts'
import {
  accountsErrorTexts,
  accountsModule,
  addPerson,
  authenticate,
  inContext,
  sessionCookieName,
  systemActor,
} from './server.ts'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-attempts': 429,
  internal: 500,
  unavailable: 503,
  'request-forged': 403,
  'sign-in-failed': 401,
  'session-expired': 401,
  'password-too-weak': 422,
  'login-taken': 409,
  'own-roles': 403,
  'roles-incompatible': 422,
  'guest-not-possible': 422,
  'second-person-needed': 403,
  'roles-need-head': 403,
  'link-needs-head': 403,
  'members-need-head': 403,
  'nothing-to-confirm': 409,
  'reset-unconfirmed': 409,
  'code-wrong': 422,
  'unit-name-taken': 409,
  'deputy-not-possible': 422,
  'absence-overlaps': 409,
}

const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...platformErrorTexts[lang], ...accountsErrorTexts[lang] },
  ]),
)

export const authority = AuthorityId.parse('xa.central-authority')
export const goodPassword = 'five quiet rivers run'

export interface SampleNode {
  readonly node: Node
  readonly world: TestWorld
  readonly app: App
  readonly person: (login: string, roles: readonly Role[], authorityId?: AuthorityId) => Promise<Person>
}

/** The trail as it was recorded: words are given by compose.ts. */
const bareReading: TrailReading = {
  boundsOf: () => null,
  actName: (_, act) => act,
  kindName: (_, kind) => kind,
  inWords: (_, __, [label, value]) => ({ label, value: String(value) }),
  namesOf: async () => new Map(),
}

/** A node with people only, behind its real doors. Call at the top level of a test file. */
export async function sampleNode(facts: Partial<NodeFacts> = {}): Promise<SampleNode> {
  const modules = [auditModule(bareReading), accountsModule()]
  const { db } = await testDatabase(modules.map(({ name, migrations }) => ({ module: name, folder: migrations })))
  const world = testWorld()
  const node: Node = {
    facts: { name: 'a', origin: 'http://a.localhost:8080', authorityId: authority, demo: false, ...facts },
    db,
    world,
    log: silentLog,
    files: folderStore(world.disk, '/nowhere'),
    folder: '/nowhere',
    changes: { count: 0 },
  }
  const app = await createApp({
    origin: node.facts.origin,
    name: node.facts.name,
    world,
    log: silentLog,
    assets: [],
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts as unknown as ErrorTexts,
    authenticate: authenticate(node),
    shell: ({ lang, body, notice, viewer }) =>
      `<!doctype html><html lang="${lang}"><p id="who">${viewer?.csrf ?? ''}</p><p id="notice">${notice ?? ''}</p>${renderToString(body)}`,
    sessionCookie: sessionCookieName(node),
    behindTls: node.facts.origin.startsWith('https:'),
    rates: { address: { burst: 10_000, perSecond: 100 }, account: { burst: 10_000, perSecond: 100 } },
  })
  for (const part of modules) await part.register(app, node)
  const system = systemActor(authority)
  const person = (login: string, roles: readonly Role[], authorityId = authority) =>
    inContext(node, system, (ctx) =>
      addPerson(ctx, { name: `Person ${login}`, login, roles, authorityId, password: goodPassword }),
    )
  return { node, world, app, person }
}
