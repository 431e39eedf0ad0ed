import { personById, unitById } from '@comity/accounts/server'
import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'

/** @throws ComityError `bad-input` for a person or unit of another office, or a person who is disabled. */
export async function mustBelongHere(
  ctx: Context,
  {
    ownAuthority,
    assignee,
    unit,
    named,
  }: { ownAuthority: string; assignee?: string | null; unit: string | null; named: readonly string[] },
): Promise<void> {
  for (const id of new Set([...named, ...(assignee ? [assignee] : [])])) {
    const person = id === ctx.actor.id ? null : await personById(ctx.db, id)
    if (id !== ctx.actor.id && (!person || person.authorityId !== ownAuthority || person.disabled))
      throw new ComityError('bad-input', {
        problems: [{ path: id === assignee ? 'assignee' : 'named', message: 'person-unknown' }],
      })
  }
  const found = unit === null ? null : await unitById(ctx.db, unit)
  if (unit !== null && found?.authorityId !== ownAuthority)
    throw new ComityError('bad-input', { problems: [{ path: 'unit', message: 'unit-unknown' }] })
}
