import * as requests from '@comity/requests/server'
import { openOffices as open } from '@comity/testing/offices'
import type { Office } from '@comity/testing/offices'
import { requestListener } from './hear-request.ts'

export type { Office } from '@comity/testing/offices'
export { carry, grantedRequest } from '@comity/testing/granted-request'

/** Two offices whose requests and ledgers are those of the product. */
export function openOffices(): Promise<{ arlenia: Office; bresonia: Office }> {
  return open({
    modules: ['audit', 'accounts', 'directory', 'exchange', 'requests', 'recovery'],
    receivers: [requests.requestsReceiver()],
    listeners: [requestListener],
  })
}
