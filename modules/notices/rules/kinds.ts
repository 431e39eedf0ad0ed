import { noticeKinds, type MailTime, type NoticeKind } from '../contract.ts'

/** The kind that pages and letters name. */
export function kindOf(text: string): NoticeKind {
  return noticeKinds.find((kind) => kind === text) ?? 'other'
}

/** What holds until the person chooses: what cannot wait a day goes out at once. */
export function usualTime(kind: NoticeKind): MailTime {
  return kind === 'request-news' || kind === 'other' ? 'daily' : 'at-once'
}
