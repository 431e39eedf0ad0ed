import { openOffices as open } from '@comity/testing/offices'
import type { Office } from '@comity/testing/offices'
import { requestsReceiver } from '@comity/requests/server'
import { clockKeeper, clockRemover } from './hear-request.ts'
import { unansweredReceiver } from './receive-unanswered.ts'
import { stateCalendars } from './rules/calendar.ts'

export type { Office } from '@comity/testing/offices'

export const calendars = stateCalendars()

/** Two offices whose requests have clocks, and the secretariat in the place of the tribunal. */
export function openOffices(): Promise<{ arlenia: Office; bresonia: Office; tribunal: Office }> {
  return open({
    modules: ['audit', 'accounts', 'directory', 'exchange', 'requests', 'deadlines'],
    receivers: [requestsReceiver(), unansweredReceiver()],
    listeners: [clockKeeper(calendars), clockRemover],
    secretariat: true,
  })
}
