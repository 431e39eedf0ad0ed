import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { serveApi, type App } from '@comity/http'
import { noticesApi } from './contract.ts'
import { listLetters, retryLetter } from './operations/letters.ts'
import { chooseMail, listNotices, mailChoices, readAllNotices, readNotice } from './operations/own-notices.ts'

/** Adds the JSON API of notices. */
export function registerRoutes(app: App, node: Node, sendsMail: boolean): void {
  const { db } = node
  serveApi(app, noticesApi, {
    listNotices: ({ viewer, query }) => listNotices(db, viewer.actor, query),
    readNotice: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => readNotice(ctx, params.id)),
    readAllNotices: ({ viewer }) => inContext(node, viewer.actor, readAllNotices),
    mailChoices: ({ viewer }) => mailChoices(db, viewer.actor, sendsMail),
    chooseMail: async ({ viewer, body }) => {
      await inContext(node, viewer.actor, (ctx) => chooseMail(ctx, body))
      return mailChoices(db, viewer.actor, sendsMail)
    },
    listLetters: ({ viewer }) => listLetters(db, viewer.actor, sendsMail),
    retryLetter: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => retryLetter(ctx, params.id)),
  })
}
