import { latinLanguage } from './latin-language.ts'
import type { Latin } from './latin-language.ts'
import { indexWords } from './words.ts'

/** What can be found of a request or matter: itself, a line of its timeline, a file. */
export type EntryKind = 'request' | 'matter' | 'step' | 'file'

/** Whose entry it is, and which. */
export interface EntryOf {
  readonly thing: 'request' | 'matter'
  readonly thingId: string
  readonly kind: EntryKind
  /** Of a step its number, of a file its hash; '' of the thing itself. */
  readonly key: string
  /** Only for the own office, not for an authority of the own State that executes. */
  readonly internal: boolean
  readonly at: Date
  readonly title: string
}

/** One part of an entry as it is stored. */
export interface Entry extends EntryOf {
  readonly part: number
  readonly body: string
  /** Piece by piece the words as indexed, and the language that their Latin letters are in. */
  readonly languages: readonly Latin[]
  readonly words: readonly string[]
}

/** Text in one language; `hint` is what it is said to be in. */
export interface Piece {
  readonly text: string
  readonly hint?: string | undefined
}

interface Written {
  readonly text: string
  readonly language: Latin
}

/** Letters of one part: the database counts places to 16,383 in a vector, and a page of results reads no more. */
const MAX_PART = 15_000

/** Parts of one entry: a book is found by its first thousand pages. */
const MAX_PARTS = 70

/**
 * The parts of what is to be found. What is too long for one is divided; words must stand in one part to be found together, so the `heading` (names
 * and numbers by which one knows it, none of them only there and not in the title or text) is found with each.
 */
export function entriesOf(of: EntryOf, pieces: readonly Piece[], heading = ''): Entry[] {
  const parts: Written[][] = [[]]
  let room = MAX_PART
  for (const chunk of pieces.flatMap(({ text, hint }) => chunksOf(text).flatMap((one) => byLanguage(one, hint)))) {
    if (chunk.text.length > room) {
      parts.push([])
      room = MAX_PART
    }
    parts.at(-1)?.push(chunk)
    room -= chunk.text.length
  }
  const named: Written = { text: heading, language: latinLanguage(heading, pieces[0]?.hint) }
  return parts.slice(0, MAX_PARTS).map((part, at) => {
    const indexed = heading === '' ? part : [named, ...part]
    return {
      ...of,
      part: at,
      body: part.map(({ text }) => text).join('\n'),
      languages: indexed.map(({ language }) => language),
      words: indexed.map(({ text }) => indexWords(text)),
    }
  })
}

/** Paragraph by paragraph: a request quotes laws and names in other languages than its own. */
function byLanguage(text: string, hint: string | undefined): Written[] {
  const written: Written[] = []
  for (const line of text.split('\n')) {
    const before = written.at(-1)
    const language = latinLanguage(line, before?.language ?? hint)
    if (before?.language === language) written.splice(-1, 1, { text: `${before.text}\n${line}`, language })
    else written.push({ text: line, language })
  }
  return written
}

/** Pieces of a text that fit into a part, divided where a word ends. */
function chunksOf(text: string): string[] {
  const chunks: string[] = []
  let rest = text.replaceAll('\0', ' ').trim()
  while (rest.length > MAX_PART) {
    const space = Math.max(rest.lastIndexOf(' ', MAX_PART), rest.lastIndexOf('\n', MAX_PART))
    const end = space > MAX_PART / 2 ? space : MAX_PART
    chunks.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
    if (chunks.length > MAX_PARTS) return chunks
  }
  return rest === '' ? chunks : [...chunks, rest]
}
