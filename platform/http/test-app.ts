import { silentLog } from '@comity/log'
import type { Log } from '@comity/log'
import { testWorld } from '@comity/world'
import type { TestWorld } from '@comity/world'
import { renderToString } from 'preact-render-to-string'
import type { App, AppOptions } from './app.ts'
import type { Viewer } from './contract.ts'
import { createApp } from './create-app.ts'
import { platformErrorTexts } from './error-texts.ts'
import type { ErrorStatus, ErrorTexts } from './error-texts.ts'

const platformStatus: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-attempts': 429,
  internal: 500,
  unavailable: 503,
  'no-answer': 502,
  'request-forged': 403,
  'form-sent-before': 409,
}

/** Whoever holds this token is Ada. */
export const adaToken = 'token-of-ada-0123456789'
export const adaCsrf = Buffer.alloc(32, 7).toString('base64url')

const ada: Viewer = {
  actor: { kind: 'person', id: 'ada', name: 'Ada', authorityId: null, roles: [] },
  csrf: adaCsrf,
  sessionId: 'session-of-ada',
}

/** An app for tests of this package, with the codes of the platform only. */
export async function testApp(options: Partial<AppOptions> = {}): Promise<{ app: App; world: TestWorld }> {
  const world = testWorld()
  const log: Log = silentLog
  const app = await createApp({
    origin: 'http://node.test',
    name: 'test',
    world,
    log,
    // The codes of modules are no concern of this package.
    errorStatus: platformStatus as ErrorStatus,
    errorTexts: platformErrorTexts as unknown as ErrorTexts,
    authenticate: async ({ kind, token }) => (token !== adaToken ? null : kind === 'session' ? ada : { ...ada, csrf: '' }),
    shell: (page) =>
      `<!doctype html><html lang="${page.lang}"><title>${page.title}</title><p id="notice">${page.notice ?? ''}</p><p id="who">${page.viewer?.csrf ?? ''}</p>${renderToString(page.body)}`,
    assets: [],
    sessionCookie: 'session',
    behindTls: false,
    ...options,
  })
  return { app, world }
}

/** Takes the hidden token out of a page of {@link testApp}. */
export function tokenIn(html: string): string {
  return /id="who">([^<]*)</.exec(html)?.[1] ?? ''
}
