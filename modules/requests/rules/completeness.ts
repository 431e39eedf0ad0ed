import type { DraftContent, MeasureKind } from '../contract.ts'

/** One item of UNCAC art. 46(15) that a draft lacks: `path` as in `content.facts`; `block` stops sending, `warn` does not. */
export interface Finding {
  readonly path: string
  /** Numbers alone are of UNCAC; E30 and WA as the reference abbreviates them. */
  readonly article: string
  readonly level: 'block' | 'warn'
  /** An item of art. 46(15): the signatory may send without it for a recorded reason (`acceptedGaps`). The rest makes it a request at all. */
  readonly waivable: boolean
}

interface Item extends Finding {
  lacksIn(content: DraftContent): boolean
}

/** Reference §2.1 and §2.2 as one table; an item is lacking where its last column says so. */
const items: readonly Item[] = [
  waivable('content.subject', '46(15)(b)', (c) => blank(c.subject)),
  block('content.legalBasis', '46(6)–(7)', (c) => (c.legalBasis ?? []).length === 0),
  waivable('content.requestingAuthority', '46(15)(a)', (c) => blank(c.requestingAuthority)),
  waivable('content.proceeding.subjectMatter', '46(15)(b)', (c) => blank(c.proceeding?.subjectMatter)),
  waivable('content.proceeding.nature', '46(15)(b)', (c) => c.proceeding?.nature === undefined),
  waivable('content.proceeding.authorityName', '46(15)(b)', (c) => blank(c.proceeding?.authorityName)),
  waivable('content.proceeding.authorityFunctions', '46(15)(b)', (c) => blank(c.proceeding?.authorityFunctions)),
  waivable('content.facts', '46(15)(c)', (c) => blank(c.facts) && !onlyServesDocuments(c)),
  block('content.measures', '46(15)(d)', (c) => (c.measures ?? []).length === 0),
  waivable('content.purpose', '46(15)(f)', (c) => blank(c.purpose)),
  block('content.language', '46(14)', (c) => blank(c.language)),
  block('content.urgency', '46(13)', (c) => c.urgency === undefined),
  block('content.confidentiality', '46(20)', (c) => c.confidentiality === undefined),
  warn('content.persons', '46(15)(e)', (c) => (c.persons ?? []).length === 0),
  warn(
    'content.persons',
    'E30 14(1)(d)',
    (c) => asksFor(c, ['serve-document']) && !(c.persons ?? []).some((person) => !blank(person.address)),
  ),
  warn('content.offences', 'E30 14(2)', (c) => (c.offences ?? []).length === 0),
  warn(
    'content.offences',
    'WA 37(1)(d)(i)',
    (c) => asksFor(c, coercive) && !(c.offences ?? []).some((offence) => !blank(offence.lawText)),
  ),
  warn(
    'content.property',
    '55(3)(a)',
    (c) => asksFor(c, ['trace-or-freeze-proceeds', 'recover-assets']) && (c.property ?? []).length === 0,
  ),
  warn('content.urgencyReason', '46(13)', (c) => c.urgency === 'urgent' && blank(c.urgencyReason)),
  warn('content.deadlineReason', '46(24)', (c) => c.suggestedDeadline !== undefined && blank(c.deadlineReason)),
]

const coercive: readonly MeasureKind[] = ['search-or-seize', 'freeze-evidence', 'trace-or-freeze-proceeds', 'recover-assets']

/** What the draft lacks: blocking items first; a blocking item that the signatory accepted with a reason is only a warning. */
export function completenessOf(content: DraftContent): Finding[] {
  const lacking = items.filter((item) => item.lacksIn(content)).map((item) => foundIn(content, item))
  return [...lacking, ...emptyMeasures(content)].sort((a, b) => a.level.localeCompare(b.level))
}

/** 46(15)(d): each item of assistance says what is sought. */
function emptyMeasures(content: DraftContent): Finding[] {
  return (content.measures ?? []).flatMap((measure, index) =>
    blank(measure.description)
      ? [{ path: `content.measures.${index}.description`, article: '46(15)(d)', level: 'block' as const, waivable: false }]
      : [],
  )
}

function foundIn(content: DraftContent, item: Item): Finding {
  const { path, article, waivable } = item
  const accepted = waivable && (content.acceptedGaps ?? []).some((gap) => gap.path === path)
  return { path, article, waivable, level: accepted ? 'warn' : item.level }
}

// 46(15)(c): no facts where the request is for the purpose of service of judicial documents.
function onlyServesDocuments(content: DraftContent): boolean {
  const measures = content.measures ?? []
  return measures.length > 0 && measures.every((measure) => measure.kind === 'serve-document')
}

function asksFor(content: DraftContent, kinds: readonly MeasureKind[]): boolean {
  return (content.measures ?? []).some((measure) => kinds.includes(measure.kind))
}

function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}

function block(path: string, article: string, lacksIn: (content: DraftContent) => boolean): Item {
  return { path, article, level: 'block', waivable: false, lacksIn }
}

function waivable(path: string, article: string, lacksIn: (content: DraftContent) => boolean): Item {
  return { ...block(path, article, lacksIn), waivable: true }
}

function warn(path: string, article: string, lacksIn: (content: DraftContent) => boolean): Item {
  return { path, article, level: 'warn', waivable: false, lacksIn }
}
