import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'

/** What a colour says; the words say it too. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** A short state, such as `sent` or `overdue`. */
export function Tag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <span class={`tag ${tone}`}>{children}</span>
}

/** A message above the page; `title` says it, `children` explain. */
export interface Notice {
  readonly tone?: Tone
  readonly title: string
  readonly children?: ComponentChildren
}

/** A message about the page or the node as a whole. Success and danger are announced to screen readers. */
export function NoticeBanner({ lang, tone = 'info', title, children }: Notice & { readonly lang: Lang }) {
  const role = tone === 'danger' ? 'alert' : tone === 'success' ? 'status' : 'region'
  return (
    <div class={`notice ${tone}`} role={role} aria-label={role === 'region' ? uiText(lang)('notice') : undefined}>
      <p class="notice-title">{title}</p>
      {children !== undefined && <div class="notice-body">{children}</div>}
    </div>
  )
}

/** A remark set off from the text. */
export function InsetText({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <div class={`inset ${tone}`}>{children}</div>
}

/** More, for who wants it: native details. */
export function Details({
  summary,
  open,
  children,
}: {
  readonly summary: ComponentChildren
  readonly open?: boolean
  readonly children: ComponentChildren
}) {
  return (
    <details class="details" open={open ?? false}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  )
}

/** The meaning of a legal term beside its use, with its source. */
export function DefinitionNote({
  term,
  source,
  children,
}: {
  readonly term: string
  readonly source?: string
  readonly children: ComponentChildren
}) {
  return (
    <aside class="definition" aria-label={term}>
      <p>
        <dfn>{term}</dfn> {children}
      </p>
      {source !== undefined && <p class="source">{source}</p>}
    </aside>
  )
}

/** What `EmptyState` takes. */
export interface EmptyStateProps {
  readonly title: string
  readonly children?: ComponentChildren
  /** The first useful step, as a button or link. */
  readonly action?: ComponentChildren
}

/** What stands where nothing is yet, and the first step from there. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children !== undefined && <div class="empty-body">{children}</div>}
      {action}
    </div>
  )
}
