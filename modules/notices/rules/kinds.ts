import { noticeKinds, type MailTime, type NoticeKind } from '../contract.ts'

/** The kind that letters and choices name: what stands before the slash. */
export function kindOf(text: string): NoticeKind {
  const [before] = text.split('/')
  return noticeKinds.find((kind) => kind === before) ?? 'other'
}

/** What it is more exactly: what stands behind the slash. Pages only say it, never a letter. */
export function newsOf(text: string): string | null {
  return text.split('/')[1]?.slice(0, 100) ?? null
}

/** What holds until the person chooses: what cannot wait a day goes out at once. */
export function usualTime(kind: NoticeKind): MailTime {
  return ['request-news', 'entry-due', 'entry-late', 'other'].includes(kind) ? 'daily' : 'at-once'
}
