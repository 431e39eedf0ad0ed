import type { ExcerptPiece } from '../../contract.ts'
import { arabicStem } from './arabic-stem.ts'
import { folded } from './fold.ts'

/** Letters of an excerpt, and of it before the first word that was found. */
const LENGTH = 240
const BEFORE = 60

/** What is marked in a text: words as they were typed, folded, and the stems that the database knows of them. */
export interface Marked {
  readonly words: readonly string[]
  readonly stems: readonly string[]
}

interface Span {
  readonly start: number
  readonly end: number
  readonly what: string
}

/** Whether the words are found in this text, as far as an excerpt could show. */
export function isShown(body: string, marked: Marked): boolean {
  return spansIn(body, marked).length > 0
}

/**
 * The place of a text that has most of what was looked for, as plain pieces: whoever shows them escapes them. Its beginning where the words stand in the
 * heading only.
 */
export function excerptOf(body: string, marked: Marked): ExcerptPiece[] {
  const spans = spansIn(body, marked)
  const from = beginning(body, bestStart(spans))
  const until = ending(body, from + LENGTH)
  const pieces: ExcerptPiece[] = from > 0 ? [{ text: '… ', hit: false }] : []
  let at = from
  for (const { start, end } of spans.filter((span) => span.start >= from && span.end <= until)) {
    if (start > at) pieces.push({ text: flat(body.slice(at, start)), hit: false })
    pieces.push({ text: body.slice(start, end), hit: true })
    at = end
  }
  if (at < until) pieces.push({ text: flat(body.slice(at, until)), hit: false })
  if (until < body.length) pieces.push({ text: ' …', hit: false })
  return pieces
}

function flat(text: string): string {
  return text.replace(/\s*\n\s*/g, ' · ')
}

/** Where a stretch of the excerpt's length holds most different words. */
function bestStart(spans: readonly Span[]): number {
  let best = 0
  let most = 0
  for (const [at, { start }] of spans.entries()) {
    const found = new Set<string>()
    for (const span of spans.slice(at, at + 20)) if (span.end - start <= LENGTH - BEFORE) found.add(span.what)
    if (found.size > most) {
      best = start
      most = found.size
    }
  }
  return best
}

function beginning(body: string, start: number): number {
  const wanted = start - BEFORE
  if (wanted <= 0) return 0
  const space = body.slice(wanted, start).search(/\s/)
  return space < 0 ? whole(body, wanted) : wanted + space + 1
}

function ending(body: string, wanted: number): number {
  if (wanted >= body.length) return body.length
  const space = body.lastIndexOf(' ', wanted)
  return space > wanted - BEFORE ? space : whole(body, wanted)
}

/** Not between the two halves of one character. */
function whole(body: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(body.charAt(at)) ? at - 1 : at
}

const word = /[\p{L}\p{M}\p{N}\p{Cf}]+/gu
const hasHan = /\p{Script=Han}/u

function spansIn(body: string, marked: Marked): Span[] {
  const han = marked.words.flatMap((one) => one.match(/\p{Script=Han}+/gu) ?? []).flatMap(hanParts)
  const arabic = new Set(marked.words.filter((one) => /^\p{Script=Arabic}+$/u.test(one)).map(arabicStem))
  const others = [...marked.words, ...marked.stems].filter((one) => !hasHan.test(one))
  if (isAscii.test(body)) return asciiSpans(body, others)
  return [...body.matchAll(word)].flatMap((found) => {
    const [text] = found
    if (hasHan.test(text)) return hanSpans(text, found.index, han)
    const what = foundAs(folded(text), { others, arabic })
    return what === undefined ? [] : [{ start: found.index, end: found.index + text.length, what }]
  })
}

const isAscii = /^\p{ASCII}*$/u

/** The same in one go, for what most texts are made of. */
function asciiSpans(body: string, others: readonly string[]): Span[] {
  const wanted = [...new Set(others)].filter((one) => /^[a-z0-9]+$/.test(one))
  if (wanted.length === 0) return []
  const forms = wanted.flatMap((one) => {
    if (one.length < 3) return [one]
    return one.length > 4 && one.endsWith('i')
      ? [`${one}[a-z0-9]{0,5}`, `${one.slice(0, -1)}y[a-z0-9]{0,5}`]
      : [`${one}[a-z0-9]{0,5}`]
  })
  const found = body.matchAll(new RegExp(`(?<![a-z0-9])(?:${forms.join('|')})(?![a-z0-9])`, 'gi'))
  return Array.from(found, ({ 0: text, index }) => {
    const lower = text.toLowerCase()
    const what = wanted.find((one) => one === lower || (one.length >= 3 && grewFrom(lower, one))) ?? lower
    return { start: index, end: index + text.length, what }
  })
}

interface Wanted {
  readonly others: readonly string[]
  readonly arabic: ReadonlySet<string>
}

function foundAs(text: string, { others, arabic }: Wanted): string | undefined {
  if (arabic.size > 0 && arabic.has(arabicStem(text))) return arabicStem(text)
  return others.find((one) => one === text || (one.length >= 3 && grewFrom(text, one)))
}

/** Endings are short: `compani` has grown to `company` and `companies`, not to something else. */
function grewFrom(text: string, stem: string): boolean {
  if (text.length - stem.length > 5) return false
  return text.startsWith(stem) || (stem.length > 4 && stem.endsWith('i') && text.startsWith(`${stem.slice(0, -1)}y`))
}

/** A longer run also by each two of its characters: the index knows it so. */
function hanParts(run: string): string[] {
  const characters = Array.from(run)
  return [run, ...characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)]
}

function hanSpans(text: string, offset: number, wanted: readonly string[]): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < text.length;) {
    const found = wanted.find((one) => text.startsWith(one, at))
    if (found !== undefined) spans.push({ start: offset + at, end: offset + at + found.length, what: found })
    at += found?.length ?? 1
  }
  return spans
}
