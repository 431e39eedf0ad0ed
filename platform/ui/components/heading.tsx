import type { ComponentChildren } from 'preact'

/** What `PageHeading` takes. */
export interface PageHeadingProps {
  readonly title: ComponentChildren
  /** What kind of thing it is, or its number, above the title. */
  readonly caption?: ComponentChildren
  /** A `Tag` with the state. */
  readonly status?: ComponentChildren
  /** One or two sentences under the title. */
  readonly lead?: ComponentChildren
  /** Buttons for the whole page. */
  readonly actions?: ComponentChildren
}

/** The only h1 of a page. */
export function PageHeading({ title, caption, status, lead, actions }: PageHeadingProps) {
  return (
    <div class="heading">
      <div class="heading-text">
        {caption !== undefined && <p class="caption">{caption}</p>}
        <h1>
          {title}
          {status !== undefined && <> {status}</>}
        </h1>
        {lead !== undefined && <div class="lead">{lead}</div>}
      </div>
      {actions !== undefined && <div class="heading-actions">{actions}</div>}
    </div>
  )
}

/** What `Card` takes. */
export interface CardProps {
  readonly title: string
  readonly href?: string
  readonly children?: ComponentChildren
  readonly footer?: ComponentChildren
}

/** A door to a part of the product, or a group on an overview. With `href` the whole card leads there. */
export function Card({ title, href, children, footer }: CardProps) {
  return (
    <section class={href === undefined ? 'card' : 'card link'}>
      <h2>{href === undefined ? title : <a href={href}>{title}</a>}</h2>
      {children}
      {footer !== undefined && <div class="card-footer">{footer}</div>}
    </section>
  )
}

/** Cards side by side, as many as fit. */
export function CardGrid({ children }: { readonly children: ComponentChildren }) {
  return <div class="cards">{children}</div>
}

/** What `Stat` takes. */
export interface StatProps {
  readonly label: string
  /** The figure, already formatted. */
  readonly value: ComponentChildren
  readonly note?: ComponentChildren
  readonly href?: string
}

/** A figure with its label. Put several into `StatRow`. */
export function Stat({ label, value, note, href }: StatProps) {
  return (
    <div class="stat">
      <dt>{label}</dt>
      <dd>{href === undefined ? value : <a href={href}>{value}</a>}</dd>
      {note !== undefined && <dd class="stat-note">{note}</dd>}
    </div>
  )
}

/** Figures side by side. */
export function StatRow({ children }: { readonly children: ComponentChildren }) {
  return <dl class="stats">{children}</dl>
}
