import { z } from 'zod'
import type { Api } from '@comity/http'

/** What the menu shows at most beside *Notices*; beyond it says that there are more. */
export const MAX_UNREAD = 99

/** What a notice can be about, as letters and choices name it. A kind that is not among these is shown as `other`. */
export const noticeKinds = [
  'request-received',
  'request-news',
  'request-to-approve',
  'deadline-near',
  'deadline-passed',
  'deadlines-late',
  'escalated',
  'entry-due',
  'entry-late',
  'other',
] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.output<typeof NoticeKind>

/** When a notice also goes out by e-mail: at once, with the letter of the day, or not at all. */
export const mailTimes = ['at-once', 'daily', 'never'] as const
export const MailTime = z.enum(mailTimes)
export type MailTime = z.output<typeof MailTime>

/** One notice as its person sees it. */
export const Notice = z
  .strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: NoticeKind,
    /** What it is more exactly: the kind of the dossier that came, the rule of the deadline. It never leaves the node. */
    news: z.string().max(100).nullable(),
    /** The page of this node that it is about: `/requests/<id>`. */
    on: z.string().max(500),
    /** A few words for the page, as a reference number; they never leave the node. */
    subject: z.string().max(200).nullable(),
    read: z.boolean(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.output<typeof Notice>

export const NoticeSearch = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type NoticeSearch = z.output<typeof NoticeSearch>

export const NoticePage = z
  .strictObject({
    notices: z.array(Notice).max(200),
    /** Give it as `before` for the next page. */
    next: z.number().int().positive().nullable(),
    unread: z.number().int().nonnegative(),
  })
  .meta({ id: 'NoticePage' })
export type NoticePage = z.output<typeof NoticePage>

/** When each kind goes out by e-mail to this person. */
export const MailChoices = z
  .strictObject({
    choices: z.record(NoticeKind, MailTime),
    /** Whether this node sends e-mail at all. */
    nodeSendsMail: z.boolean(),
    /** Whether the person has an address. */
    hasAddress: z.boolean(),
  })
  .meta({ id: 'MailChoices' })
export type MailChoices = z.output<typeof MailChoices>

export const MailChoice = z.strictObject({ kind: NoticeKind, time: MailTime })

/** A letter that did not go out, or not yet. It has no content; `personName` is for the administrator who mends the address. */
export const TroubledLetter = z
  .strictObject({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string().max(200),
    state: z.enum(['waiting', 'dead']),
    attempts: z.number().int(),
    createdAt: z.iso.datetime(),
    /** The next attempt; null of a dead one. */
    dueAt: z.iso.datetime().nullable(),
    problem: z.string().max(80).nullable(),
    answer: z.string().max(200).nullable(),
  })
  .meta({ id: 'TroubledLetter' })
export type TroubledLetter = z.output<typeof TroubledLetter>

export const LetterPage = z
  .strictObject({
    nodeSendsMail: z.boolean(),
    waiting: z.number().int(),
    dead: z.number().int(),
    /** The newest of those in trouble. */
    letters: z.array(TroubledLetter).max(100),
  })
  .meta({ id: 'LetterPage' })
export type LetterPage = z.output<typeof LetterPage>

const Id = z.strictObject({ id: z.uuid() })
const Done = z.strictObject({ changed: z.number().int() })

/** Notices over HTTP; each person has their own. */
export const noticesApi = {
  listNotices: {
    method: 'GET',
    url: '/api/notices',
    query: NoticeSearch,
    response: NoticePage,
    summary: 'Notices of the signed-in person, newest first',
  },
  readNotice: {
    method: 'POST',
    url: '/api/notices/:id/read',
    params: Id,
    response: Notice,
    summary: 'Marks one notice as read',
  },
  readAllNotices: { method: 'POST', url: '/api/notices/read', response: Done, summary: 'Marks all notices as read' },
  mailChoices: {
    method: 'GET',
    url: '/api/notice-choices',
    response: MailChoices,
    summary: 'Which kinds of notices also come by e-mail, and when',
  },
  chooseMail: {
    method: 'PUT',
    url: '/api/notice-choices',
    body: MailChoice,
    response: MailChoices,
    summary: 'Chooses when a kind of notice also comes by e-mail: at-once, daily, never',
  },
  listLetters: {
    method: 'GET',
    url: '/api/notice-letters',
    response: LetterPage,
    summary: 'E-mails that did not go out, or not yet (administrators)',
  },
  retryLetter: {
    method: 'POST',
    url: '/api/notice-letters/:id/retry',
    params: Id,
    response: Done,
    summary: 'Tries an e-mail again that was given up (administrators)',
  },
} as const satisfies Api
