import type { DraftContent, Exhibit, Matter } from '../../contract.ts'
import { entriesOf } from './entries.ts'
import type { Entry, Piece } from './entries.ts'
import { saidIn } from './said-in.ts'

/** What of a request is looked for. */
export interface FoundRequest {
  readonly id: string
  readonly ownReference: string
  readonly counterpartReference: string | null
  readonly counterpartName: string | null
  readonly content: DraftContent
  readonly createdAt: Date
}

/** A request: its references and persons first, then everything it says, then its translations. */
export function requestEntries(request: FoundRequest): Entry[] {
  const { id, content, createdAt } = request
  const { subject = '', persons = [], property = [], facts, purpose, measures = [], offences = [], language, ...rest } = content
  const title = [request.ownReference, request.counterpartReference, request.counterpartName, subject]
    .filter((part) => part !== null && part !== '')
    .join(' · ')
  const own = [...saidIn(persons), ...saidIn(property), facts, purpose, ...saidIn(measures), ...saidIn(offences), ...saidIn(rest)]
  const of = { thing: 'request', thingId: id, kind: 'request', key: '', internal: false, at: createdAt, title } as const
  const pieces: Piece[] = [{ text: lines(own), hint: language }]
  for (const { language: hint, texts, ...certified } of content.translations ?? [])
    pieces.push({ text: lines([...saidIn(texts), ...saidIn(certified)]), hint })
  return entriesOf(of, pieces, headingOf(title, persons))
}

/** A matter with its persons, property and exhibits. */
export function matterEntries(matter: Matter): Entry[] {
  const { id, reference, title, createdAt, persons, property, facts, offences, exhibits } = matter
  const heading = headingOf(`${reference} · ${title}`, persons)
  const said = [...saidIn(persons), ...saidIn(property), facts, ...saidIn(offences), ...saidIn(exhibits.map(withoutOrigin))]
  const of = {
    thing: 'matter',
    thingId: id,
    kind: 'matter',
    key: '',
    internal: false,
    at: new Date(createdAt),
    title: `${reference} · ${title}`,
  } as const
  return entriesOf(of, [{ text: lines(said) }], heading)
}

/** Which request brought an exhibit is told only to who may see that request, and the index knows but one reader of the matter. */
function withoutOrigin(exhibit: Exhibit): object {
  return { ...exhibit, origin: undefined }
}

/** A line of the timeline as it is looked for. */
export interface FoundStep {
  readonly requestId: string
  readonly sequence: number
  readonly at: Date
  readonly act: string
  readonly internal: boolean
  readonly body: unknown
}

/** Lines that repeat what the request says, or what a register of files knows. */
const repeating: readonly string[] = ['request', 'supplementary-request', 'delivered', 'opened', 'refused', 'expired']

/** A line of the timeline; none where nothing was said in it. */
export function stepEntries({ requestId, sequence, at, act, internal, body }: FoundStep): Entry[] {
  const said = repeating.includes(act) ? [] : saidIn(body)
  if (said.length === 0) return []
  const of = { thing: 'request', thingId: requestId, kind: 'step', key: String(sequence), internal, at, title: act } as const
  return entriesOf(of, [{ text: lines(said) }])
}

/** A file as it is looked for: by its name, and by its text once that was read. */
export interface FoundFile {
  readonly thing: 'request' | 'matter'
  readonly thingId: string
  readonly sha256: string
  readonly name: string
  readonly at: Date
  /** Only in lines that an executing authority does not see. */
  readonly internal: boolean
  readonly text: string
}

export function fileEntries({ thing, thingId, sha256, name, at, internal, text }: FoundFile): Entry[] {
  const of = { thing, thingId, kind: 'file', key: sha256, internal, at, title: name } as const
  return entriesOf(of, [{ text }], name)
}

/** Letters of a heading: each part of a long text begins with it. */
const MAX_HEADING = 2_000

function headingOf(title: string, persons: readonly { readonly name: string }[]): string {
  return lines([title, ...persons.map(({ name }) => name)]).slice(0, MAX_HEADING)
}

function lines(said: readonly (string | undefined)[]): string {
  return said.filter((line) => line !== undefined && line !== '').join('\n')
}
