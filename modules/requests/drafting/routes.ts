import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { serveApi, type App } from '@comity/http'
import { draftingApi } from '../contract.ts'
import { draftHistory, restoreEdit } from './history.ts'
import { onDraft } from './presence.ts'
import { certifyTranslation, saveTranslation, translationDraft } from './translate.ts'

/** Adds the JSON API of drafting together. */
export function addDraftingRoutes(app: App, node: Node): void {
  const { db } = node
  serveApi(app, draftingApi, {
    draftHistory: ({ viewer, params, query }) => draftHistory(db, viewer, params.id, query),
    restoreEdit: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => restoreEdit(ctx, { requestId: params.id, ...body })),
    onDraft: async ({ viewer, params }) => ({ others: await onDraft(node, viewer, params.id) }),
    translationDraft: ({ viewer, params }) => translationDraft(db, viewer, { requestId: params.id, language: params.language }),
    saveTranslation: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, async (ctx) => {
        const saved = await saveTranslation(ctx, { requestId: params.id, language: params.language, ...body })
        // All or nothing for a program: it reads again and decides.
        if (saved.conflicts.length > 0)
          throw new ComityError('request-changed-meanwhile', {
            problems: saved.conflicts.map((path) => ({ path, message: 'changed-meanwhile' })),
          })
        return saved.draft
      }),
    certifyTranslation: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) =>
        certifyTranslation(ctx, { requestId: params.id, language: params.language, ...body }),
      ),
  })
}
