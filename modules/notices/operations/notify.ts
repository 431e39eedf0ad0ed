import type { Context } from '@comity/accounts/contract'
import { personById } from '@comity/accounts/server'
import { usualTime, kindOf } from '../rules/kinds.ts'
import { mailAt } from '../rules/mail-times.ts'
import { choicesOf, insertNotice } from '../store.ts'

/** What persons of this node are to be told. */
export interface Telling {
  /** Persons by id; who is unknown or disabled is left out. */
  readonly to: readonly string[]
  /** One of `noticeKinds`, and behind a slash what it is more exactly, as `request-news/clarification-asked`; another is shown as `other`. */
  readonly kind: string
  /** The page of this node that it is about: `/requests/<id>`. */
  readonly on: string
  /** A few words for the page, as a reference number; they never leave the node. */
  readonly subject?: string
  /** Each person is told once of one key. */
  readonly key?: string
}

/** Tells persons that there is something new, in the caller's transaction; by e-mail too, without content, as each has chosen. */
export async function notify(ctx: Context, telling: Telling): Promise<void> {
  const kind = kindOf(telling.kind)
  for (const personId of new Set(telling.to)) {
    const person = await personById(ctx.db, personId)
    if (person === null || person.disabled) continue
    const chosen = (await choicesOf(ctx.db, personId)).find((choice) => choice.kind === kind)
    await insertNotice(ctx.db, {
      id: ctx.world.chance.uuid(),
      person_id: personId,
      kind: telling.kind,
      target: telling.on,
      subject: telling.subject ?? null,
      key: telling.key ?? null,
      at: ctx.now,
      read_at: null,
      mail_at: mailAt(chosen?.time ?? usualTime(kind), ctx.now, person.timeZone),
      letter_id: null,
    })
  }
}
