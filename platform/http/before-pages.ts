import { ComityError } from '@comity/errors'
import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'
import { wantsPage } from './request-state.ts'

/** Prepares what the frame of each page shows, of refusals too; API and bytes do not wait for it. `viewer` is not known yet. */
export function beforePages(app: App, prepare: () => Promise<void>): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (wantsPage(request)) void goOn(prepare(), done)
    else done()
  })
}

/** Prepares what the frame of a page shows to whoever is signed in. */
export function beforePagesOfViewers(
  app: App,
  prepare: (viewer: NonNullable<FastifyRequest['comity']['viewer']>) => Promise<void>,
): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const { viewer } = request.comity
    if (viewer !== null && wantsPage(request)) void goOn(prepare(viewer), done)
    else done()
  })
}

/** A step that waits: an error goes the way of every refusal. */
async function goOn(prepared: Promise<void>, done: (error?: Error) => void): Promise<void> {
  const error = await prepared.then(() => undefined, refused)
  done(error)
}

function refused(reason: unknown): Error {
  return reason instanceof Error ? reason : new ComityError('internal', { cause: reason })
}
