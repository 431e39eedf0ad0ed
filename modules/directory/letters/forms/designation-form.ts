import type { Designation } from '../../contract.ts'

/** Reads a field of one designation; several values of one field stand on lines of their own. */
type Texts = (place: number, field: string) => string

const answers = new Map([
  ['yes', true],
  ['no', false],
])

/** What the form makes of all designations: those that were there, without the ended ones, and a new one where a form was chosen. */
export function designationsOfForm(before: readonly Designation[], text: Texts): unknown[] {
  const kept = before.flatMap((one, place) => (text(place, 'end') === '' ? [{ one, place }] : []))
  const changed = kept.map(({ one, place }) => {
    const {
      electronicAcceptance: _acceptance,
      urgentByInterpol: _interpol,
      remarks: _remarks,
      languages: _languages,
      ...rest
    } = one
    return { ...rest, ...termsOf((field) => text(place, field)) }
  })
  return [...changed, ...newOne(before.length, text)]
}

/** The designation that the fields after the last one describe. */
export function newOne(place: number, text: Texts): unknown[] {
  const form = text(place, 'form')
  if (form === '') return []
  const offences = listed(text(place, 'offences'))
  const measures = listed(text(place, 'measures'))
  return [
    {
      form,
      instrument: text(place, 'instrument'),
      territory: text(place, 'territory'),
      ...(offences.length === 0 ? {} : { offences }),
      ...(measures.length === 0 ? {} : { measures }),
      ...termsOf((field) => text(place, field)),
    },
  ]
}

function termsOf(text: (field: string) => string) {
  const electronicAcceptance = answers.get(text('electronic'))
  const urgentByInterpol = answers.get(text('interpol'))
  const remarks = text('remarks')
  return {
    languages: listed(text('languages')),
    ...(electronicAcceptance === undefined ? {} : { electronicAcceptance }),
    ...(urgentByInterpol === undefined ? {} : { urgentByInterpol }),
    ...(remarks === '' ? {} : { remarks }),
  }
}

function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
