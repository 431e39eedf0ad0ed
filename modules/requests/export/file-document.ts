import type { Block, Fact, PrintedDocument, Section } from '@comity/documents'
import type { DossierSummary } from '@comity/exchange/contract'
import { directionOf, formatBytes, formatDate, formatDateTime, type Lang } from '@comity/i18n'
import type { Attachment } from '@comity/exchange/contract'
import type { Request, TimelineEntry } from '../contract.ts'
import { sayIn, sayOr } from '../pages/texts.ts'
import { factsOf, labelOf, type MeasureNames } from './body-facts.ts'
import { isExportKey, sayOfExport } from './texts.ts'

/** With or without what never leaves the office. */
export const fileVariants = ['outward', 'internal'] as const
export type FileVariant = (typeof fileVariants)[number]

/** Everything that the file of a request is made from. */
export interface FileInput {
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly dossiers: readonly DossierSummary[]
  readonly ownName: string
  readonly theirName: string
  /** What authorities are called, by their ids: an earlier counterpart said what it said before it passed the request on. */
  readonly names: ReadonlyMap<string, string>
  readonly madeBy: string
  readonly madeAt: Date
  readonly variant: FileVariant
  readonly lang: Lang
}

/** The file of a request for printing: what was asked, declared, done and sent, with the hashes that prove it. */
export function fileDocument(input: FileInput): PrintedDocument {
  const { request, lang, ownName, madeAt, madeBy, variant } = input
  const say = sayOfExport(lang)
  const title = say('file.title', { reference: request.ownReference })
  return {
    title,
    language: lang,
    direction: directionOf(lang),
    author: ownName,
    createdAt: madeAt,
    subtitle: request.content.subject ?? '',
    facts: coverFacts(input),
    sections: [
      ...contentSections(input),
      measuresSection(input),
      ...recordSections(input),
      ...(variant === 'internal' && request.uses.length > 0
        ? [{ heading: say('file.uses'), blocks: groups('uses', request.uses, input) }]
        : []),
      ...timelineSections(input),
      dossiersSection(input),
      documentsSection(input),
    ],
    runningHead:
      variant === 'internal' ? `${request.ownReference} · ${say('file.internal')}` : `${request.ownReference} · ${ownName}`,
    footer: say('file.made', { at: formatDateTime(lang, madeAt), name: madeBy, authority: ownName }),
    pageLabel: say('file.page', { page: '{page}', pages: '{pages}' }),
  }
}

function coverFacts({ request, ownName, theirName, lang }: FileInput) {
  const say = sayIn(lang)
  const own = sayOfExport(lang)
  const line = (label: string, value: string | null) => (value === null || value === '' ? [] : [{ label, value }])
  return [
    ...line(own('column.direction'), say(`direction.${request.direction}`)),
    ...line(own('column.form'), sayOr(say, `form.${request.form}`, request.form)),
    ...line(own('column.state'), sayOr(say, `state.${request.state}`, request.state)),
    ...line(own(request.direction === 'outgoing' ? 'side.requesting' : 'side.requested'), ownName),
    ...line(own(request.direction === 'outgoing' ? 'side.requested' : 'side.requesting'), theirName),
    ...line(own('column.ownReference'), request.ownReference),
    ...line(own('column.counterpartReference'), request.counterpartReference),
    ...line(own('file.channel'), own(`channel.${request.channel}`)),
    ...line(own('file.datedOn'), request.datedOn === null ? null : formatDate(lang, request.datedOn)),
    ...line(own('column.createdAt'), formatDateTime(lang, request.createdAt)),
  ]
}

function measureNames({ request, lang }: FileInput): MeasureNames {
  const say = sayIn(lang)
  return new Map(
    (request.content.measures ?? []).map(({ id, kind }, at) => [id, `${at + 1}. ${sayOr(say, `measure.${kind}`, kind)}`]),
  )
}

function contentSections(input: FileInput): Section[] {
  const { request, lang } = input
  const say = sayOfExport(lang)
  const { translations = [], measures: _asked, ...content } = request.content
  const names = measureNames(input)
  return [
    { heading: say('file.content'), blocks: [{ kind: 'facts', facts: factsOf(content, lang, names) }] },
    ...translations.map(({ language, ...rest }): Section => ({
      heading: `${say('file.translation', { language: sayOr(sayIn(lang), `language.${language}`, language) })}${
        language === content.operativeLanguage ? ` (${sayIn(lang)('version.operative')})` : ''
      }`,
      level: 2,
      blocks: [{ kind: 'facts', facts: factsOf(rest, lang, names) }],
    })),
  ]
}

function measuresSection(input: FileInput): Section {
  const { request, lang } = input
  const say = sayOfExport(lang)
  const names = measureNames(input)
  const rows = (request.content.measures ?? []).map((measure) => {
    const { id, description } = measure
    const details = factsOf({ ...measure, id: undefined, kind: undefined, description: undefined }, lang, names)
    const told = request.outcomes.find((one) => one.measureId === id)
    const outcome = told === undefined ? say('file.noOutcome') : sayOr(sayIn(lang), `outcome.${told.outcome}`, told.outcome)
    return [
      names.get(id) ?? id,
      [description, ...details.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
      told?.remarks ? `${outcome}: ${told.remarks}` : outcome,
    ]
  })
  return {
    heading: say('file.measures'),
    blocks: orNone(rows, input, {
      kind: 'table',
      columns: [say('file.measure'), say('file.description'), say('file.outcome')],
      rows,
    }),
  }
}

function recordSections(input: FileInput): Section[] {
  const parts = Object.entries(input.request.record).filter(
    ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  if (parts.length === 0) return []
  return [
    { heading: sayOfExport(input.lang)('file.record'), blocks: [] },
    ...parts.map(([name, value]): Section => ({
      heading: labelOf(name, input.lang),
      level: 2,
      blocks: groups(name, Array.isArray(value) ? value : [value], input),
    })),
  ]
}

function groups(name: string, values: readonly unknown[], input: FileInput): Block[] {
  const names = measureNames(input)
  return values.map((value) => ({
    kind: 'facts',
    facts: called(
      input,
      typeof value === 'object' ? factsOf(value, input.lang, names) : factsOf({ [name]: value }, input.lang, names),
    ),
  }))
}

/** Authorities that are named by their ids, as people call them. */
function called({ names }: FileInput, facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => ({ ...fact, value: names.get(fact.value) ?? fact.value }))
}

function timelineSections(input: FileInput): Section[] {
  const { request, lang, variant, ownName, theirName } = input
  const say = sayOfExport(lang)
  const shown = input.timeline.filter((entry) => variant === 'internal' || !entry.internal)
  if (shown.length === 0) return []
  const names = measureNames(input)
  return [
    { heading: say('file.timeline'), blocks: [] },
    ...shown.map((entry): Section => {
      const key = `act.${entry.act}`
      const act = sayOr(sayIn(lang), key, isExportKey(key) ? say(key) : entry.act)
      const marked = entry.internal ? `${act} (${say('file.internalEntry')})` : act
      const theirs = request.channel === 'network' ? (input.names.get(entry.actorName) ?? theirName) : theirName
      const who = entry.side === 'ours' ? `${entry.actorName}, ${ownName}` : theirs
      // What a request says stands at the head of the file.
      const said =
        entry.act === 'request' || entry.act === 'supplementary-request' ? [] : called(input, factsOf(entry.body, lang, names))
      const files = entry.attachments.map((file) => ({ label: say('file.name'), value: `${file.name}\n${file.sha256}` }))
      return {
        heading: `${formatDateTime(lang, entry.at)} · ${marked}`,
        level: 2,
        blocks: [{ kind: 'facts', facts: [{ label: say('file.by'), value: who }, ...said, ...files] }],
      }
    }),
  ]
}

function dossiersSection(input: FileInput): Section {
  const { dossiers, lang } = input
  const say = sayOfExport(lang)
  const blocks = dossiers.map((dossier): Block => ({
    kind: 'facts',
    facts: [
      { label: say('file.kind'), value: sayOr(sayIn(lang), `act.${dossier.kind}`, dossier.kind) },
      { label: say('file.at'), value: formatDateTime(lang, dossier.createdAt) },
      { label: say('file.identity'), value: dossier.dossierId },
      { label: say('file.sealed'), value: dossier.sealedSha256 },
      {
        label: say('file.receipts'),
        value: dossier.receipts
          .map(({ event, at, issuer, receiptId }) => {
            const key = `receipt.${event}`
            return `${isExportKey(key) ? say(key) : event}, ${formatDateTime(lang, at)}, ${issuer}\n${receiptId}`
          })
          .join('\n'),
      },
    ].filter(({ value }) => value !== ''),
  }))
  const lead: Block = { kind: 'paragraph', text: say('file.dossiers.lead') }
  return { heading: say('file.dossiers'), blocks: blocks.length === 0 ? [nothing(input)] : [lead, ...blocks] }
}

function documentsSection(input: FileInput): Section {
  const { request, timeline, lang, variant } = input
  const say = sayOfExport(lang)
  const told = timeline.filter((entry) => variant === 'internal' || !entry.internal).flatMap((entry) => entry.attachments)
  const files = new Map<string, Attachment>(
    [...request.attachments, ...told].map((file) => [`${file.name} ${file.sha256}`, file]),
  )
  const rows = [...files.values()].map((file) => [file.name, formatBytes(lang, file.bytes), file.sha256])
  const columns = [say('file.name'), say('file.size'), say('file.sha256')]
  return { heading: say('file.documents'), blocks: orNone(rows, input, { kind: 'table', columns, rows }) }
}

function orNone(rows: readonly unknown[], input: FileInput, block: Block): Block[] {
  return [rows.length === 0 ? nothing(input) : block]
}

function nothing({ lang }: FileInput): Block {
  return { kind: 'paragraph', text: sayOfExport(lang)('file.none') }
}
