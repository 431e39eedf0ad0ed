import { peerActor } from '@comity/accounts/server'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { DossierId } from '@comity/exchange/contract'
import { openOffices as open } from '@comity/testing/offices'
import type { Office } from '@comity/testing/offices'
import { receive, requestsReceiver } from './receive.ts'
import { timelineEntries } from './store-timeline.ts'
import { tables } from './tables.ts'

export type { Office } from '@comity/testing/offices'

/** Two offices whose nodes know requests and what is below them. */
export function openOffices(): Promise<{ arlenia: Office; bresonia: Office; tribunal: Office }> {
  return open({ modules: ['audit', 'accounts', 'directory', 'exchange', 'requests'], receivers: [requestsReceiver()] })
}

/** Hands over everything that one office told the other in a thread and that has not been handed over, in order. */
export async function carry(from: Office, to: Office, thread: string, carried: Set<string>): Promise<number> {
  const request = await tables(from.node.db)
    .selectFrom('requests.request')
    .select('id')
    .where('thread', '=', thread)
    .where('own_authority', '=', from.authorityId)
    .executeTakeFirstOrThrow()
  const entries = await timelineEntries(from.node.db, request.id)
  const ours = entries.filter((entry) => entry.side === 'ours' && entry.dossierId !== null)
  let count = 0
  for (const [index, entry] of ours.entries()) {
    const dossierId = DossierId.parse(entry.dossierId)
    if (carried.has(dossierId)) continue
    carried.add(dossierId)
    const dossier: ReceivedDossier = {
      dossierId,
      kind: entry.act,
      sender: from.authorityId,
      addressee: to.authorityId,
      thread,
      sequence: index + 1,
      createdAt: new Date(entry.at),
      body: JSON.parse(JSON.stringify(entry.body)),
      attachments: entry.attachments,
      language: 'en',
    }
    await to.as(peerActor(from.authorityId), (ctx) => receive(ctx, dossier))
    count += 1
  }
  return count
}
