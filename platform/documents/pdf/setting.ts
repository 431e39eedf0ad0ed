import type { Block, Fact, PrintedDocument } from './model.ts'

/** A text as the template takes it: its lines, the language and the direction they run in. */
export interface SetText {
  readonly lines: readonly string[]
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

type Content = Omit<PrintedDocument, 'createdAt'>
type Shows = (character: number) => boolean

/** The document as the template takes it: every field there, every text with its direction, nothing that no font can show. */
export function setting(document: Content, shows: Shows) {
  const say = (text: string, language = document.language): SetText => ({
    lines: showable(text, shows).split('\n'),
    ...runOf(text, language, document),
  })
  const fact = ({ label, value, language }: Fact) => ({ label: say(label), value: say(breakable(value), language) })
  // PDF/UA-1 takes no empty title or heading.
  const named = (text: string) => say(showable(text, shows).trim() === '' ? '–' : text)
  return {
    title: named(document.title),
    lang: primary(document.language),
    dir: document.direction,
    author: showable(document.author, shows),
    subtitle: document.subtitle === undefined ? null : say(document.subtitle),
    runningHead: document.runningHead === undefined ? null : say(document.runningHead),
    footer: document.footer === undefined ? null : say(document.footer),
    pageLabel: document.pageLabel,
    facts: (document.facts ?? []).map(fact),
    sections: document.sections.map(({ heading, level, blocks }, at) => ({
      heading: named(heading),
      // PDF/UA-1 §7.4.2: the first heading is of the first level.
      level: at === 0 ? 1 : (level ?? 1),
      blocks: blocks.map((block) => setBlock(block, say, fact)),
    })),
  }
}

function setBlock(block: Block, say: (text: string, language?: string) => SetText, fact: (fact: Fact) => unknown) {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return { kind: block.kind, text: say(block.text, block.language) }
    case 'facts':
      return { kind: block.kind, facts: block.facts.map(fact) }
    case 'list':
      return { kind: block.kind, items: block.items.map((item) => say(item)) }
    case 'table':
      return {
        kind: block.kind,
        columns: block.columns.map((column) => say(column)),
        widths: block.columns.map((_, at) => width(block.rows.map((row) => row[at] ?? ''))),
        rows: block.rows.map((row) => block.columns.map((_, at) => say(breakable(row[at] ?? '')))),
      }
  }
}

/** A share of the line for a column, by what stands in it: neither a sliver nor the whole page. */
function width(cells: readonly string[]): number {
  const mean = cells.reduce((sum, cell) => sum + Math.min(cell.length, 80), 0) / Math.max(cells.length, 1)
  return Math.min(4, Math.max(1, Math.round(mean / 6)))
}

/** A hash or an address may break anywhere, rather than run over the next column. */
function breakable(text: string): string {
  return text.replaceAll(/\S{25,}/g, (word) => word.replaceAll(/.{12}/gu, (part) => `${part}\u200B`))
}

const arabic = /[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFC]/
const strong = /\p{L}/u

/** Direction by the first strong letter (UAX #9, P2), language by script where it cannot be the one given. */
function runOf(text: string, language: string, document: Content): { lang: string; dir: 'ltr' | 'rtl' } {
  const letter = strong.exec(text)?.[0]
  if (letter === undefined) return { lang: primary(language), dir: document.direction }
  const rtl = arabic.test(letter)
  const given = primary(language)
  if (rtl) return { lang: ['ar', 'fa', 'ur'].includes(given) ? given : 'ar', dir: 'rtl' }
  if (/\p{Script=Han}/u.test(letter)) return { lang: 'zh', dir: 'ltr' }
  const latin = given === 'ar' || given === 'zh' ? 'en' : given
  return { lang: /\p{Script=Cyrillic}/u.test(letter) && latin !== 'ru' ? 'ru' : latin, dir: 'ltr' }
}

function primary(language: string): string {
  return /^[a-z]{2,3}/.exec(language)?.[0] ?? 'en'
}

// Formatting characters need no glyph: joiners, marks of direction, isolates.
const invisible = /\p{Default_Ignorable_Code_Point}/u

function showable(text: string, shows: Shows): string {
  const plain = text
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\r\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', ' ')
  return Array.from(plain, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n' || invisible.test(character) || shows(code)) return character
    return code < 0x20 ? '' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  }).join('')
}
