import { ComityError } from '@comity/errors'
import { h } from 'preact'
import { z } from 'zod'
import type { App } from './app.ts'
import type { Api, Handlers } from './contract.ts'
import { download, redirect, show } from './page-answer.ts'
import { pageRoute } from './page-route.ts'
import { rawRoute } from './raw-route.ts'
import { serveApi } from './serve-api.ts'

const Thing = z.strictObject({ id: z.uuid(), name: z.string().max(20) }).meta({ id: 'Thing' })
/** Routes of an API of things. */
export const api = {
  read: {
    method: 'GET',
    url: '/api/things/:id',
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ n: z.coerce.number().default(1) }),
    response: Thing,
    summary: 'One thing',
  },
  make: {
    method: 'POST',
    url: '/api/things',
    body: z.strictObject({ name: z.string().max(20) }),
    response: Thing,
    summary: 'Make a thing',
  },
  open: {
    method: 'GET',
    url: '/api/open',
    response: z.strictObject({ signedIn: z.boolean() }),
    public: true,
    summary: 'Open to everyone',
  },
} as const satisfies Api
/** The thing that there is. */
export const id = '00000000-0000-4000-8000-000000000001'

const handlers: Handlers<typeof api> = {
  read: async ({ params, query }) => ({ id: params.id, name: `n${query.n}` }),
  make: async ({ body }) => {
    if (body.name === 'bug') throw new TypeError('secret detail')
    if (body.name === 'leak') return { id, name: 'leak', secret: 'yes' } as z.input<typeof Thing>
    if (body.name === 'refuse') throw new ComityError('conflict')
    return { id, name: body.name }
  },
  open: async ({ viewer }) => ({ signedIn: viewer !== null }),
}

/** Adds an API, pages with forms and files, and a raw route. */
export function addSampleRoutes(app: App): void {
  serveApi(app, api, handlers)
  pageRoute(app, { method: 'GET', url: '/page', query: z.strictObject({ a: z.string().optional() }) }, ({ url }) =>
    show({ title: 'Page', body: h('p', {}, url + 'x'.repeat(2000)) }),
  )
  pageRoute(
    app,
    {
      method: 'POST',
      url: '/page',
      body: z.strictObject({ name: z.string().max(3), tag: z.array(z.string()).optional() }),
      invalid: (_call, problems, raw) =>
        show({
          title: 'Again',
          status: 422,
          body: h('p', {}, `${problems.map((problem) => problem.path).join()} ${String(raw['name'])}`),
        }),
    },
    ({ body }) => redirect('/page', { notice: `saved ${body.name}` }),
  )
  pageRoute(app, { method: 'POST', url: '/file', upload: { files: 1, fileBytes: 10 } }, ({ files }) =>
    download({ name: 'é.txt', mediaType: 'text/html', bytes: files[0]?.bytes ?? Buffer.alloc(0) }),
  )
  pageRoute(app, { method: 'GET', url: '/bug', public: true }, () => {
    throw new TypeError('secret detail')
  })
  rawRoute(
    app,
    { method: 'POST', url: '/raw/:name', bodyLimit: 100, contentType: 'application/octet-stream' },
    async ({ targetUri, body, params }) => ({
      status: 202,
      headers: { 'x-target': targetUri, 'x-name': params['name'] ?? '' },
      bytes: body,
    }),
  )
}
