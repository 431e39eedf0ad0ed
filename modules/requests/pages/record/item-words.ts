import type { Tone } from '@comity/ui'
import type { Request, Side, StandingItem } from '../../contract.ts'
import { factsOf } from '../../export/body-facts.ts'
import { sayOr } from '../texts.ts'
import type { View } from '../view.ts'
import { isRecordKey, sayOfRecord } from './texts.ts'

/** Both offices by name, as one of them reads of them. */
export interface Sides {
  readonly own: Side
  readonly theirName: string
  /** What authorities are called that the record names by an id. */
  readonly names: ReadonlyMap<string, string>
  /** Who passed a misdirected request on or gave it back, where that is neither of the two. */
  readonly passedOnBy: string | null
}

/** Who said an item. */
export function saidBy(view: View, { kind, by }: StandingItem, sides: Sides): string {
  return (kind === 'misdirected' ? sides.passedOnBy : null) ?? sideName(view, by, sides)
}

/** What an item is called: the kind of its part of the record, or what its next step owes. */
export function itemTitle({ lang, say }: View, { kind, owed }: Pick<StandingItem, 'kind' | 'owed'>): string {
  const key = `owes.${owed}`
  if (kind !== 'step') return sayOfRecord(lang)(`kind.${kind}`)
  return isRecordKey(key) ? sayOfRecord(lang)(key) : sayOr(say, `step.${owed}`, '')
}

/** What is owed, in a word or two. */
export function owedTitle(view: View, item: StandingItem): string {
  const key = `owes.${item.owed}`
  return isRecordKey(key) ? sayOfRecord(view.lang)(key) : itemTitle(view, item)
}

/** What was said, as a reader reads it: of a letter its kind. */
export function itemText({ say }: View, { kind, text }: Pick<StandingItem, 'kind' | 'text'>): string | null {
  return kind === 'letter' && text !== null ? sayOr(say, `act.${text}`, text) : text
}

export function sideName({ lang }: View, side: Side | null, { own, theirName }: Sides): string {
  if (side === null) return ''
  return side === own ? sayOfRecord(lang)('us') : theirName
}

const tones: Partial<Readonly<Record<StandingItem['state'], Tone>>> = {
  open: 'warning',
  proposed: 'warning',
  replied: 'warning',
  heard: 'info',
  accepted: 'success',
  agreed: 'success',
  given: 'success',
  answered: 'success',
  holds: 'success',
  declined: 'danger',
  refused: 'danger',
  'not-agreed': 'danger',
}

export function toneOf({ state }: StandingItem): Tone {
  return tones[state] ?? 'neutral'
}

/** The part of the record that an item stands for; null for what follows from the state alone. */
export function partOf({ record, renditions }: Request, { kind, id, key }: StandingItem): object | null {
  const place = Number(key.slice(kind.length + 1))
  switch (kind) {
    case 'condition':
      return record.conditions.find((one) => one.id === id) ?? null
    case 'consultation':
      return record.consultations.find((one) => one.id === id) ?? null
    case 'enquiry':
      return record.enquiries.find((one) => one.id === id) ?? null
    case 'consent':
      return record.consents.find((one) => one.id === id) ?? null
    case 'cost':
      return record.costs.find((one) => one.id === id) ?? null
    case 'lifting':
      return record.liftings.find((one) => one.id === id) ?? null
    case 'agreement':
      return record.agreements.find((one) => one.id === id) ?? null
    case 'letter':
      return renditions.find(({ sequence }) => sequence === place) ?? null
    case 'decision':
      return record.decisions[place] ?? null
    case 'urgency':
      return record.urgency[place] ?? null
    case 'disclosure':
      return record.disclosures[place] ?? null
    case 'correction':
      return record.corrections[place] ?? null
    case 'material':
      return key === kind ? null : (record.material[place] ?? null)
    case 'misdirected':
    case 'withdrawal':
    case 'feedback':
      return record[kind]
    default:
      return null
  }
}

/** Everything that was said of an item, as labelled lines in the reader's language. */
export function factsOfItem({ lang, say }: View, request: Request, item: StandingItem) {
  const measures = new Map(
    (request.content.measures ?? []).map(({ id, kind }, at) => [id, `${at + 1}. ${say(`measure.${kind}`)}`]),
  )
  return factsOf(partOf(request, item), lang, measures)
}
