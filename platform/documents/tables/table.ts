/** A sheet to be written: every cell is text and stays text. */
export interface Sheet {
  /** Name of the tab: at most 31 characters, without `[]:*?/\`; others are replaced. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The sheet runs from right to left. */
  readonly rightToLeft?: boolean
}

/** What was read of a file: rows of text as they stand in it, first the heading. Row n of the file is `rows[n - 1]`. */
export interface Table {
  readonly rows: readonly (readonly string[])[]
  /** How the bytes were read; null for XLSX. */
  readonly encoding: Encoding | null
  readonly separator: string | null
}

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1251', 'windows-1252', 'windows-1256'] as const
export type Encoding = (typeof encodings)[number]

/** What is guessed unless given. */
export interface CsvOptions {
  readonly encoding?: Encoding | undefined
  readonly separator?: string | undefined
}

/** What one file may hold (memory of the node). */
export const tableLimits = {
  rows: 50_000,
  columns: 200,
  /** Of one cell, in UTF-16 units: what Excel itself allows. */
  cellLength: 32_767,
  /** Of the file as uploaded. */
  bytes: 25_000_000,
  /** Of all parts of an XLSX together, unpacked (zip bomb). */
  unpackedBytes: 200_000_000,
} as const
