import { z } from 'zod'
import type { Context } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ownAuthority } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import type { ReceivedDossier, Receiver } from '@comity/exchange/contract'
import { insertUnanswered } from './store-feed.ts'

/** The bare fact, as it travels to the secretariat. */
export const Unanswered = z.strictObject({
  requestingAuthority: AuthorityId,
  requestedAuthority: AuthorityId,
  days: z.number().int().min(0).max(36_500),
  since: z.iso.date(),
})

/** Takes reports of unanswered requests, at a secretariat only. */
export function unansweredReceiver(): Receiver {
  return { kinds: ['unanswered'], receive, receipt: async () => {} }
}

/** @throws ComityError `dossier-schema` for what is no such report, comes from a third party, or comes to an authority that is no secretariat. */
async function receive(ctx: Context, dossier: ReceivedDossier): Promise<void> {
  const said = Unanswered.safeParse(dossier.body)
  const own = await ownAuthority(ctx.node)
  if (!said.success || own.kind !== 'secretariat') throw new ComityError('dossier-schema')
  const { requestingAuthority, requestedAuthority, days, since } = said.data
  if (dossier.sender !== requestingAuthority && dossier.sender !== requestedAuthority) throw new ComityError('dossier-schema')
  await insertUnanswered(ctx.db, {
    dossier_id: dossier.dossierId,
    requesting_authority: requestingAuthority,
    requested_authority: requestedAuthority,
    days,
    since,
    received_at: ctx.now,
  })
  await record(ctx, {
    act: 'unanswered.reported',
    subject: { kind: 'authority', id: requestedAuthority },
    details: { requestingAuthority, days },
  })
}
