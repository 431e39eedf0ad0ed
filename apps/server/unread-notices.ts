import type { Node, Viewer } from '@comity/accounts/contract'
import { beforePagesOfViewers, type App } from '@comity/http'
import { unreadNotices } from '@comity/notices/server'

/** How many notices wait for whoever opens a page: one look into an index for each page, before it is drawn. */
export function unreadCounter(): { counting(app: App, node: Node): void; of(viewer: Viewer): number } {
  const counted = new WeakMap<Viewer, number>()
  return {
    counting(app, node) {
      beforePagesOfViewers(app, async (viewer) => void counted.set(viewer, await unreadNotices(node.db, viewer.actor)))
    },
    of: (viewer) => counted.get(viewer) ?? 0,
  }
}
