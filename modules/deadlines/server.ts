import type { ModuleParts, Node } from '@comity/accounts/contract'
import { catchUpUntil } from './catch-up.ts'
import { clockKeeper, clockRemover } from './hear-request.ts'
import { giveNotices } from './escalate.ts'
import type { Notify } from './escalate.ts'
import { stateCalendars } from './rules/calendar.ts'
import type { Calendars } from './rules/calendar.ts'
import { registerRoutes } from './routes.ts'

export { unansweredReceiver } from './receive-unanswered.ts'
export { giveNotices } from './escalate.ts'
export type { Notify } from './escalate.ts'
export { responsibleFor } from './responsible.ts'
export type { Concerned } from './responsible.ts'
export { stateCalendars } from './rules/calendar.ts'
export type { Calendars } from './rules/calendar.ts'

export interface DeadlinesOptions {
  /** Shared with the pages, so that a State's calendar is worked out once. */
  readonly calendars?: Calendars
  /** Tells persons; without it clocks run and are shown, and nobody is told. */
  readonly notify?: Notify
}

/** How often the node looks for notices that have come due. */
const LOOK_EVERY_MS = 15_000

/** Clocks of requests for compose.ts, after requests and what it stands on; `unansweredReceiver()` goes to `exchangeModule`. */
export function deadlinesModule({ calendars = stateCalendars(), notify = async () => {} }: DeadlinesOptions = {}): ModuleParts {
  return {
    name: 'deadlines',
    migrations: new URL('./migrations/', import.meta.url),
    listeners: [clockKeeper(calendars), clockRemover],
    register: (app, node) => registerRoutes(app, node, calendars),
    async start(node) {
      const ending = new AbortController()
      const running = Promise.all([noticesUntil(node, notify, ending.signal), catchUpUntil(node, calendars, ending.signal)])
      return async () => {
        ending.abort()
        await running
      }
    },
  }
}

async function noticesUntil(node: Node, notify: Notify, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await giveNotices(node, notify, signal).catch((error: unknown) =>
      node.log.error({ error }, 'deadlines could not be looked at'),
    )
    await node.world.timers.sleep(LOOK_EVERY_MS, signal)
  }
}
