import { closedWord } from './closed-words.ts'
import { labels, titles, yesNo } from './document-labels.ts'
import { labelLanguages } from './label-words.ts'
import type { LabelLanguage } from './label-words.ts'

/** What the readable rendition of a dossier is made from. */
export interface DocumentInput {
  readonly kind: string
  readonly body: object
  readonly language: string
  readonly sender: string
  readonly addressee: string
  readonly senderReference: string
  readonly addresseeReference: string | null
  readonly writtenAt: Date
  readonly attachments: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[]
}

/** `document.html`: everything the body says, as one self-contained page without scripts; labels in the dossier's language. */
export function renderDocument(input: DocumentInput): string {
  const language = labelLanguages.find((known) => known === input.language) ?? 'en'
  const title = titles[input.kind]?.[language] ?? input.kind
  const head = {
    from: input.sender,
    to: input.addressee,
    ourReference: input.senderReference,
    yourReference: input.addresseeReference,
    date: input.writtenAt.toISOString(),
  }
  const attachments = input.attachments.map((file) => `${file.name} (${file.bytes} B, SHA-256 ${file.sha256})`)
  const parts = [
    fieldsOf(head, language),
    fieldsOf(input.body, language),
    attachments.length > 0 ? fieldsOf({ attachments }, language) : '',
  ]
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(`${title} ${input.senderReference}`)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
${parts.join('<hr>')}
</body></html>
`
}

const style =
  'body{font:1rem/1.5 serif;max-inline-size:48rem;margin:2rem auto;padding-inline:1rem}dt{font-weight:bold;margin-block-start:.75rem}dd{margin-inline-start:1.5rem;white-space:pre-wrap;overflow-wrap:anywhere}ol{padding-inline-start:1.5rem}'

function fieldsOf(value: object, language: LabelLanguage): string {
  const rows = Object.entries(value).filter(([, field]) => field !== undefined && field !== null && !isEmptyList(field))
  // `auto`: a value may be in another script than the labels.
  return `<dl>${rows.map(([name, field]) => `<dt>${escaped(labels[name]?.[language] ?? name)}</dt><dd dir="auto">${shown(field, language, name)}</dd>`).join('')}</dl>`
}

/** What a value says in words: those of a closed set stand for its codes. */
function shown(value: unknown, language: LabelLanguage, name: string): string {
  if (Array.isArray(value)) return `<ol>${value.map((item: unknown) => `<li>${shown(item, language, name)}</li>`).join('')}</ol>`
  if (typeof value === 'object' && value !== null) return fieldsOf(value, language)
  if (typeof value === 'boolean') return yesNo[value ? 'true' : 'false'][language]
  return escaped(closedWord(name, value, language) ?? String(value))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
