/** Reads a field of one designation; several values of one field stand on lines of their own. */
type Texts = (place: number, field: string) => string

const answers = new Map([
  ['yes', true],
  ['no', false],
])

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
