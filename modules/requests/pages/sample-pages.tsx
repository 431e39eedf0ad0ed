import type { Actor, Node } from '@comity/accounts/contract'
import { directoryModule } from '@comity/directory/server'
import { documentsErrorTexts } from '@comity/documents'
import type { App, ErrorStatus } from '@comity/http'
import { openPages } from '@comity/testing/pages'
import { requestsErrorTexts } from '../error-texts.ts'
import { registerPages } from './index.tsx'
import { sayIn } from './texts.ts'

export { sampleToken } from '@comity/testing/pages'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  internal: 500,
  'request-forged': 403,
  'file-not-found': 404,
  'request-incomplete': 422,
  'request-changed-meanwhile': 409,
  'step-not-possible': 409,
  'approver-is-drafter': 403,
  'attachment-too-large': 413,
  'attachment-kind': 422,
  'matter-not-found': 404,
  'matter-closed': 409,
  'matter-has-open-requests': 409,
  'exhibit-not-found': 404,
  'request-not-found': 404,
  'filter-not-found': 404,
  'filters-full': 409,
  'edit-not-found': 404,
  'translation-behind': 409,
  'import-not-found': 404,
  'import-not-possible': 409,
  'import-touched': 409,
  'import-mapping': 422,
  'table-unreadable': 422,
  'table-too-large': 413,
  'document-too-large': 413,
  'document-not-made': 503,
}
const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...documentsErrorTexts[lang], ...requestsErrorTexts[lang] },
  ]),
)

/** The pages of one office behind real HTTP. */
export function samplePages(
  node: Node,
  people: readonly Actor[],
  origin: string,
  zones: Readonly<Record<string, string>> = {},
  beside: 'alone' | 'with-directory' = 'alone',
): Promise<App> {
  return openPages({
    node,
    people,
    origin,
    zones,
    status,
    texts,
    navigation: (lang) =>
      (['desk', 'incoming', 'outgoing', 'matters'] as const).map((door) => ({
        href: hrefs[door],
        label: sayIn(lang)(`nav.${door}`),
      })),
    register: async (app) => {
      registerPages(app, node)
      if (beside === 'with-directory') await directoryModule({ hubOrigin: 'http://hub.localhost:8080' }).register(app, node)
    },
  })
}

const hrefs = { desk: '/', incoming: '/requests/incoming', outgoing: '/requests/outgoing', matters: '/matters' } as const
