import type { ComponentChildren } from 'preact'

/** One thing that a search found. */
export interface Result {
  readonly key: string
  readonly href: string
  readonly title: ComponentChildren
  /** What it is, before the title: a `Tag`. */
  readonly kind?: ComponentChildren
  /** Where it belongs and when it was. */
  readonly facts: ComponentChildren
  /** Plain pieces of the text that was found; marked where `hit`. */
  readonly excerpt: readonly { readonly text: string; readonly hit: boolean }[]
}

/** What `ResultList` takes. */
export interface ResultListProps {
  /** Says what the list is, for whoever does not see it. */
  readonly label: string
  readonly results: readonly Result[]
}

/** What a search found, in its order, each with the place where the words stand. */
export function ResultList({ label, results }: ResultListProps) {
  return (
    <ol class="results" aria-label={label}>
      {results.map(({ key, href, title, kind, facts, excerpt }) => (
        <li key={key}>
          <p class="result-title">
            {kind} <a href={href}>{title}</a>
          </p>
          <p class="result-facts">{facts}</p>
          {excerpt.length > 0 && (
            <p class="excerpt" dir="auto">
              {excerpt.map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text))}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
