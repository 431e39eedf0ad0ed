import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'
import { DateTime } from './text.tsx'

/** Which of the two authorities acted, seen from the viewer. */
export type Side = 'ours' | 'theirs'

/** Kinds of receipt of a dossier, in the order in which they usually come. */
export type ReceiptState = 'submitted' | 'relayed' | 'delivered' | 'opened' | 'refused' | 'expired'

/** One act of one side. `id` is also the anchor of the entry in the page. */
export interface TimelineEntry {
  readonly id: string
  readonly at: Date | string
  readonly side: Side
  /** The authority or person that acted. */
  readonly actor: string
  readonly title: ComponentChildren
  readonly body?: ComponentChildren
  readonly links?: readonly { readonly href: string; readonly label: string }[]
  readonly receipts?: readonly { readonly state: ReceiptState; readonly at?: Date | string; readonly href?: string }[]
}

/** What `Timeline` takes. */
export interface TimelineProps {
  readonly lang: Lang
  readonly label: string
  /** In the order to show. */
  readonly entries: readonly TimelineEntry[]
  /** The viewer's IANA zone. */
  readonly zone?: string
}

/** What happened on both sides, ours at the start of the line and theirs at the end. */
export function Timeline({ lang, label, entries, zone = 'UTC' }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={label}>
      {entries.map((entry) => (
        <Entry key={entry.id} lang={lang} entry={entry} zone={zone} />
      ))}
    </ol>
  )
}

function Entry({ lang, entry, zone }: { readonly lang: Lang; readonly entry: TimelineEntry; readonly zone: string }) {
  const { links = [], receipts = [] } = entry
  return (
    <li class={`entry ${entry.side}`} id={entry.id}>
      <div class="entry-card">
        <p class="entry-head">
          <span class="entry-actor">
            <span class="unseen">{uiText(lang)(entry.side)}: </span>
            <bdi>{entry.actor}</bdi>
          </span>
          <DateTime lang={lang} at={entry.at} zone={zone} />
        </p>
        <h3>{entry.title}</h3>
        {entry.body !== undefined && <div class="entry-body">{entry.body}</div>}
        {links.length > 0 && (
          <ul class="entry-links">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>
                  <bdi>{link.label}</bdi>
                </a>
              </li>
            ))}
          </ul>
        )}
        {receipts.length > 0 && (
          <ul class="receipts">
            {receipts.map((receipt) => (
              <li key={receipt.state}>
                <Receipt lang={lang} receipt={receipt} zone={zone} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

type ReceiptOf = NonNullable<TimelineEntry['receipts']>[number]

function Receipt({ lang, receipt, zone }: { readonly lang: Lang; readonly receipt: ReceiptOf; readonly zone: string }) {
  const text = uiText(lang)(`receipt-${receipt.state}`)
  return (
    <span class={`receipt ${receipt.state}`}>
      <ReceiptIcon state={receipt.state} />
      {receipt.href === undefined ? text : <a href={receipt.href}>{text}</a>}
      {receipt.at !== undefined && (
        <>
          {' '}
          <DateTime lang={lang} at={receipt.at} zone={zone} />
        </>
      )}
    </span>
  )
}

const strokes: Record<ReceiptState, string> = {
  submitted: 'M3 8.5 6.5 12 13 4.5',
  relayed: 'M2 8h11M9 4l4 4-4 4',
  delivered: 'M1.5 8.5 4.5 12 10 4.5M8 12l6.5-7.5',
  opened: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z',
  refused: 'M4 4l8 8M12 4l-8 8',
  expired: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 5v3.5l2.5 1.5',
}

function ReceiptIcon({ state }: { readonly state: ReceiptState }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={strokes[state]} />
    </svg>
  )
}
