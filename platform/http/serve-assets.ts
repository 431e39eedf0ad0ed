import type { App, Asset } from './app.ts'
import { accepts, compressFile } from './compression.ts'

/** Serves the files of the user interface from memory, compressed beforehand. */
export async function serveAssets(app: App, assets: readonly Asset[]): Promise<void> {
  for (const asset of assets) {
    const file = await compressFile(asset.body)
    const cache = asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
    app.get(asset.path, { schema: { hide: true }, config: { answers: 'asset' } }, (request, reply) => {
      const coding = (['br', 'gzip'] as const).find((name) => accepts(request.headers['accept-encoding'], name))
      reply.header('content-type', asset.type).header('cache-control', cache).header('vary', 'accept-encoding')
      if (!coding) return reply.send(file.plain)
      return reply.header('content-encoding', coding).send(file[coding])
    })
  }
}

/** What machines ask for: whether the node works, and that search engines stay away. */
export function serveHealth(app: App): void {
  const settings = { schema: { hide: true }, config: { answers: 'raw' } } as const
  app.get('/healthz', settings, async (_request, reply) => {
    await app.comity.healthy?.()
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n')
  })
  app.get('/robots.txt', settings, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /\n'),
  )
}
