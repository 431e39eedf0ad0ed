import type { ListenerTo } from '@comity/accounts/contract'
import { responsibleFor } from '@comity/deadlines/server'
import { notify } from '@comity/notices/server'
import { peopleWithRole } from '@comity/accounts/server'

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

/** Tells heads and registrars, who may confirm it, that an entry of the directory is to be confirmed: of each reminder once. */
export const entryReminder: ListenerTo<'entry-due'> = {
  event: 'entry-due',
  async hear(ctx, { authorityId, names, confirmedOn, standing, keeper, reminder }) {
    const keepers = [...(await peopleWithRole(ctx.db, keeper, 'registrar')), ...(await peopleWithRole(ctx.db, keeper, 'head'))]
    await notify(ctx, {
      to: keepers.map(({ id }) => id),
      kind: standing === 'late' ? 'entry-late' : 'entry-due',
      on: `/directory/${authorityId}`,
      subject: names.en.slice(0, 200),
      key: `entry ${authorityId} ${confirmedOn} ${reminder}`,
    })
  },
}
