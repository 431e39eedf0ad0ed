/** A document to be printed, without any word of its own. Every text is text: nothing in it is taken for markup. */
export interface PrintedDocument {
  readonly title: string
  /** BCP 47, of the labels; the language of a text that says none. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly author: string
  /** When it was made, in the file's metadata; the same document at the same time gives the same bytes. */
  readonly createdAt: Date
  /** Under the title: whose it is, its number, its marking. */
  readonly subtitle?: string
  readonly facts?: readonly Fact[]
  readonly sections: readonly Section[]
  /** At the head of every page, small. */
  readonly runningHead?: string
  /** At the foot of every page. */
  readonly footer?: string
  /** `Page {page} of {pages}` in the language. */
  readonly pageLabel: string
  /** PDF/UA-1 (for screen readers) unless an archive asks for PDF/A-2a. */
  readonly standard?: 'ua-1' | 'a-2a'
}

export interface Section {
  readonly heading: string
  /** 1 unless it belongs to the section before. */
  readonly level?: 1 | 2
  readonly blocks: readonly Block[]
}

/** A label and what stands beside it. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** BCP 47, where it is not the document's. */
  readonly language?: string
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly language?: string }
  | { readonly kind: 'note'; readonly text: string; readonly language?: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
