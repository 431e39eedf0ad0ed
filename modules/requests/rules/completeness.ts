import { coerciveMeasures } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { itemsOfProperty } from './completeness-of-property.ts'
import { asksFor, blank, block, reliesOnWarsaw, waivable, warn } from './finding.ts'
import type { Finding, Item } from './finding.ts'
import { detailsOfKind } from './measure-details.ts'
import { staleTranslations } from './translation.ts'

export type { Finding } from './finding.ts'

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
  waivable('content.offences', 'WA 37(1)(d)(i)', (c) => reliesOnWarsaw(c) && lacksStatute(c)),
  warn('content.offences', 'WA 37(1)(d)(i)', (c) => !reliesOnWarsaw(c) && lacksStatute(c)),
  ...itemsOfProperty,
  warn('content.urgencyReason', '46(13)', (c) => c.urgency === 'urgent' && blank(c.urgencyReason)),
  warn('content.deadlineReason', '46(24)', (c) => c.suggestedDeadline !== undefined && blank(c.deadlineReason)),
]

/** What an office knows of a request that is still its own: the names of what is attached. */
export interface OwnDraft {
  readonly files: readonly string[]
}

/**
 * What the draft lacks: blocking items first; a blocking item that the signatory accepted with a reason is only a warning. With `own` it also
 * finds an order's copy that is not attached, and translations of another text than this.
 */
export function completenessOf(content: DraftContent, own?: OwnDraft): Finding[] {
  const known = own === undefined ? content : withoutLostCopy(content, own.files)
  const all = [
    ...items.filter((item) => item.lacksIn(known)).map((item) => foundIn(content, item)),
    ...emptyMeasures(content),
    ...lackingDetails(content),
    ...(own === undefined ? [] : languageFaults(content)),
  ].sort((a, b) => a.level.localeCompare(b.level))
  // One reason stands for a path, whichever articles ask for it.
  return all.filter(
    (one, at) =>
      all.findIndex((other) => other.path === one.path && (other.article === one.article || (other.waivable && one.waivable))) ===
      at,
  )
}

/** 46(15)(d): each item of assistance says what is sought. */
function emptyMeasures(content: DraftContent): Finding[] {
  return (content.measures ?? []).flatMap((measure, index) =>
    blank(measure.description)
      ? [{ path: `content.measures.${index}.description`, article: '46(15)(d)', level: 'block' as const, waivable: false }]
      : [],
  )
}

/** Reference §2.2: what a kind of measure asks for besides. Who is heard or served may stand among the persons of the request. */
function lackingDetails(content: DraftContent): Finding[] {
  const namesPersons = (content.persons ?? []).length > 0
  return (content.measures ?? []).flatMap((measure, index) =>
    detailsOfKind[measure.kind]
      .filter(({ name, optional }) => optional !== true && blank(measure[name]) && !(name === 'person' && namesPersons))
      .map(({ name, article }): Finding => {
        const path = `content.measures.${index}.${name}`
        return name === 'homeLaw' && reliesOnWarsaw(content)
          ? foundIn(
              content,
              waivable(path, article, () => true),
            )
          : { path, article, level: 'warn', waivable: false }
      }),
  )
}

/** 46(14): a translation says what the authentic text says, not what it said once; and the version that counts is there. */
function languageFaults(content: DraftContent): Finding[] {
  const languages = [content.language, ...(content.translations ?? []).map(({ language }) => language)]
  const paths = [
    ...(staleTranslations(content).length > 0 ? ['content.translations'] : []),
    ...(content.operativeLanguage !== undefined && !languages.includes(content.operativeLanguage)
      ? ['content.operativeLanguage']
      : []),
  ]
  return paths.map((path) => ({ path, article: '46(14)', level: 'block', waivable: false }))
}

function withoutLostCopy(content: DraftContent, files: readonly string[]): DraftContent {
  const order = content.confiscation?.order
  if (!content.confiscation || order?.copy === undefined || files.includes(order.copy)) return content
  const { copy: _, ...rest } = order
  return { ...content, confiscation: { ...content.confiscation, order: rest } }
}

function lacksStatute(content: DraftContent): boolean {
  return asksFor(content, coerciveMeasures) && !(content.offences ?? []).some((offence) => !blank(offence.lawText))
}

function foundIn(content: DraftContent, item: Finding): Finding {
  const { path, article, waivable } = item
  const accepted = waivable && (content.acceptedGaps ?? []).some((gap) => gap.path === path)
  return { path, article, waivable, level: accepted ? 'warn' : item.level }
}

// 46(15)(c): no facts where the request is for the purpose of service of judicial documents.
function onlyServesDocuments(content: DraftContent): boolean {
  const measures = content.measures ?? []
  return measures.length > 0 && measures.every((measure) => measure.kind === 'serve-document')
}
