import type { Actor, Context } from '@comity/accounts/contract'
import { personById } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MAX_UNREAD, noticeKinds } from '../contract.ts'
import type { MailChoices, MailTime, Notice, NoticeKind, NoticePage, NoticeSearch } from '../contract.ts'
import { may } from '../policy.ts'
import { kindOf, newsOf, usualTime } from '../rules/kinds.ts'
import { choicesOf, markAboutRead, markAllRead, markRead, noticesOf, saveChoice, unreadOf } from '../store.ts'

function mustBePerson(actor: Actor): void {
  if (!may(actor, 'own')) throw new ComityError('not-allowed', { values: { act: 'own' } })
}

type Row = Awaited<ReturnType<typeof noticesOf>>[number]

const shown = ({ id, at, kind, target, subject, read_at: readAt }: Row): Notice => ({
  id,
  at: at.toISOString(),
  kind: kindOf(kind),
  news: newsOf(kind),
  on: target,
  subject,
  read: readAt !== null,
})

/** Counting stops here: pages show no larger number. */
const MAX_COUNTED = 999

/** How many notices the signed-in person has not read, for the menu: at most one more than {@link MAX_UNREAD}; a machine has none. */
export async function unreadNotices(db: Db, actor: Actor): Promise<number> {
  return may(actor, 'own') ? unreadOf(db, actor.id, MAX_UNREAD + 1) : 0
}

/** The notices of the signed-in person, newest first. */
export async function listNotices(db: Db, actor: Actor, { unread, before, limit }: NoticeSearch): Promise<NoticePage> {
  mustBePerson(actor)
  const rows = await noticesOf(db, {
    personId: actor.id,
    unreadOnly: unread === 'true',
    before: before ?? null,
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  return {
    notices: page.map(shown),
    next: rows.length > limit ? (page.at(-1)?.place ?? null) : null,
    unread: await unreadOf(db, actor.id, MAX_COUNTED),
  }
}

/** Marks one notice as read. @throws ComityError `not-found`, also where it is another person's. */
export async function readNotice(ctx: Context, id: string): Promise<Notice> {
  mustBePerson(ctx.actor)
  const row = await markRead(ctx.db, { id, personId: ctx.actor.id, at: ctx.now })
  if (row === undefined) throw new ComityError('not-found')
  return shown(row)
}

/** Marks a notice as read, and with it all others of the person about the same page, which is opened now. @throws ComityError `not-found`. */
export async function readNoticesAbout(ctx: Context, id: string): Promise<Notice> {
  const notice = await readNotice(ctx, id)
  await markAboutRead(ctx.db, { personId: ctx.actor.id, target: notice.on, at: ctx.now })
  return notice
}

/** Marks all notices of the person as read. */
export async function readAllNotices(ctx: Context): Promise<{ changed: number }> {
  mustBePerson(ctx.actor)
  return { changed: await markAllRead(ctx.db, ctx.actor.id, ctx.now) }
}

/** When each kind goes out by e-mail to this person. */
export async function mailChoices(db: Db, actor: Actor, nodeSendsMail: boolean): Promise<MailChoices> {
  mustBePerson(actor)
  const [made, person] = [await choicesOf(db, actor.id), await personById(db, actor.id)]
  const time = (kind: NoticeKind): MailTime => made.find((choice) => choice.kind === kind)?.time ?? usualTime(kind)
  const choices = Object.fromEntries(noticeKinds.map((kind) => [kind, time(kind)])) as Record<NoticeKind, MailTime>
  return { choices, nodeSendsMail, hasAddress: (person?.email ?? null) !== null }
}

/** Chooses when a kind of notice also comes by e-mail; it holds for what is told from now on. */
export async function chooseMail(ctx: Context, input: { readonly kind: NoticeKind; readonly time: MailTime }): Promise<void> {
  mustBePerson(ctx.actor)
  await saveChoice(ctx.db, { ...input, personId: ctx.actor.id })
  await record(ctx, { act: 'notices.mail-chosen', subject: { kind: 'person', id: ctx.actor.id }, details: { ...input } })
}
