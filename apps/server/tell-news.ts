import type { ListenerTo } from '@comity/accounts/contract'
import { responsibleFor } from '@comity/deadlines/server'
import { notify } from '@comity/notices/server'

const beginnings: readonly string[] = ['request', 'supplementary-request', 'forwarded-request']

/** Tells whoever is responsible for a request what came in for it, and heads what waits for their approval. */
export const newsTeller: ListenerTo<'request-stepped'> = {
  event: 'request-stepped',
  async hear(ctx, { request, access, act, side, kind }) {
    const { id, ownAuthority, assignee, unit, ownReference } = request
    const concerned = { authorityId: ownAuthority, assignee, unit, access }
    const news = { on: `/requests/${id}`, subject: ownReference }
    if (side === 'theirs' && kind !== null) {
      const to = await responsibleFor(ctx, concerned, 'officer')
      const others = to.filter((person) => person !== ctx.actor.id)
      await notify(ctx, {
        ...news,
        to: others,
        kind: `${beginnings.includes(kind) ? 'request-received' : 'request-news'}/${kind}`,
      })
    }
    if (side === 'ours' && act === 'submitted')
      await notify(ctx, { ...news, to: await responsibleFor(ctx, concerned, 'head'), kind: 'request-to-approve' })
  },
}
