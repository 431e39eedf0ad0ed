import type { ModuleParts, Node } from '@comity/accounts/contract'
import { openMail } from '@comity/mail'
import type { Mail, MailOptions } from '@comity/mail'
import { releaseLetters } from './letter-store.ts'
import { registerPages } from './pages/notice-pages.tsx'
import type { NewsName } from './pages/notice-list.tsx'
import type { Advice } from './pages/notice-pages.tsx'
import { registerRoutes } from './routes.ts'
import { sendLetters } from './send-letters.ts'
import { sweep } from './store.ts'

export { notify } from './operations/notify.ts'
export { mailTimeName, noticeKindName } from './texts.ts'
export { unreadNotices } from './operations/own-notices.ts'
export type { Telling } from './operations/notify.ts'

/** How often the node looks for letters that are due. */
const LOOK_EVERY_MS = 10_000
const DAY_MS = 86_400_000
const KEEP_NOTICES_MS = 365 * DAY_MS
const KEEP_LETTERS_MS = 30 * DAY_MS

export interface NoticesOptions {
  /** Where letters go out; null: this node sends none. */
  readonly mail: MailOptions | null
  /** What to do about a refusal, in the reader's language. */
  readonly advice: Advice
  /** What the news of a notice are called; whoever tells them knows. */
  readonly newsName: NewsName
}

/** What persons are told, inside the hub and by e-mail without content. */
export function noticesModule({ mail, advice, newsName }: NoticesOptions): ModuleParts {
  return {
    name: 'notices',
    migrations: new URL('./migrations/', import.meta.url),
    register(app, node) {
      registerRoutes(app, node, mail !== null)
      registerPages(app, node, { sendsMail: mail !== null, advice, newsName })
    },
    async start(node) {
      const ending = new AbortController()
      const way = mail === null ? null : openMail(mail)
      await releaseLetters(node.db, node.world.clock.now())
      const running = workUntil(node, way, ending.signal)
      return async () => {
        ending.abort()
        await running
        way?.close()
      }
    },
  }
}

async function workUntil(node: Node, mail: Mail | null, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = node.world.clock.now().getTime()
    const times = { noticesBefore: new Date(now - KEEP_NOTICES_MS), lettersBefore: new Date(now - KEEP_LETTERS_MS) }
    await sweep(node.db, times).catch((error: unknown) => node.log.error({ error }, 'old notices could not be removed'))
    if (mail !== null)
      await sendLetters(node, mail, signal).catch((error: unknown) => node.log.error({ error }, 'letters could not be sent'))
    await node.world.timers.sleep(LOOK_EVERY_MS, signal)
  }
}
