import type { AuthorityEntry, Designation } from '../contract.ts'

/** What the edit form gives for a field: its text, and the choices of one that has several. */
export interface Given {
  readonly text: (name: string) => string
  readonly chosen: (name: string) => readonly string[]
}

/**
 * The designations as the form wants them, still to be parsed: each that was there with its new terms, without those that end, and one
 * more where a form of cooperation is chosen for it.
 */
export function designationsOfForm(before: Pick<AuthorityEntry, 'state' | 'designations'>, { text, chosen }: Given): unknown[] {
  const at = (place: number): Given => ({
    text: (field) => text(`d.${place}.${field}`),
    chosen: (field) => chosen(`d.${place}.${field}`),
  })
  const kept = before.designations.flatMap((one, place) =>
    at(place).text('end') === '' ? [{ ...one, ...termsOf(one, at(place)) }] : [],
  )
  const added = at(before.designations.length)
  if (added.text('form') === '') return kept
  const [form, instrument, territory] = [
    added.text('form'),
    added.text('instrument'),
    added.text('territory').toUpperCase() || before.state,
  ]
  return [...kept, { form, instrument, territory, ...termsOf(null, added) }]
}

const answers = new Map([
  ['yes', true],
  ['no', false],
])

/** Fields that are undefined say nothing: what nobody says is unknown. What some channel or formality says besides stays with it. */
function termsOf(before: Designation | null, { text, chosen }: Given) {
  const [offences, measures] = [chosen('offences'), chosen('measures')]
  const channels = chosen('channels').flatMap((channel) => {
    const known = (before?.channels ?? []).filter((one) => one.channel === channel)
    return known.length === 0 ? [{ channel }] : known
  })
  const formalities = chosen('formalities').flatMap((formality) => {
    const known = (before?.formalities ?? []).filter((one) => one.formality === formality)
    return known.length === 0 ? [{ formality }] : known
  })
  return {
    languages: text('languages')
      .split(/[\s,]+/)
      .filter((word) => word !== ''),
    offences: someOf(offences),
    measures: someOf(measures),
    channels: someOf(channels),
    formalities: someOf(formalities),
    electronicAcceptance: answers.get(text('electronic')),
    urgentByInterpol: answers.get(text('interpol')),
    remarks: text('remarks') === '' ? undefined : text('remarks'),
  }
}

function someOf<Item>(all: readonly Item[]): readonly Item[] | undefined {
  return all.length === 0 ? undefined : all
}
