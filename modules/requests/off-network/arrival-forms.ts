import type { DossierKind, Request } from '../contract.ts'
import { filledIn, type Typed } from '../pages/form/read-fields.ts'
import type { FieldSpec } from '../pages/form/specs.ts'
import { groundOptions } from '../pages/steps/act-pages.tsx'
import { reportFields } from '../pages/steps/steps.tsx'
import type { Key } from '../pages/texts.ts'

/** What the other side of an off-network request can say by letter, as a form of its own. */
export interface ArrivalForm {
  readonly kind: DossierKind
  readonly fields: (request: Request) => readonly FieldSpec[]
  /** The typed fields as the body of such a dossier; its schema judges it. */
  readonly body: (typed: Typed, request: Request, newId: () => string) => object
}

const line = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'line', required: true })
const text = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'text', required: true })
const day = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'date' })
const remarks: FieldSpec = { name: 'remarks', label: 'field.remarks', widget: 'text' }

/** A kind whose body is just what was typed. */
function plain(kind: DossierKind, ...fields: readonly FieldSpec[]): ArrivalForm {
  return { kind, fields: () => fields, body: (typed) => filledIn(fields, typed) }
}

const decisionFields: readonly FieldSpec[] = [
  {
    name: 'decision',
    label: 'act.decision',
    widget: 'choice',
    required: true,
    options: (['granted', 'postponed', 'refused'] as const).map((value) => ({ value, label: `decision.${value}` as const })),
  },
  { name: 'grounds', label: 'field.ground', hint: 'field.ground.hint', widget: 'choice', options: groundOptions },
  { name: 'reasons', label: 'field.reasons', widget: 'text' },
  { ...day('reviewOn', 'field.reviewOn'), hint: 'field.reviewOn.hint' },
]

const decision: ArrivalForm = {
  kind: 'decision',
  fields: () => decisionFields,
  body: (typed) => {
    const { grounds, ...rest } = filledIn(decisionFields, typed)
    return { ...rest, ...(grounds === undefined ? {} : { grounds: [grounds] }) }
  },
}

function resultFields(request: Request): readonly FieldSpec[] {
  const finality: FieldSpec = {
    name: 'final',
    label: 'result.final',
    widget: 'choice',
    required: true,
    options: [
      { value: 'yes', label: 'yes' },
      { value: 'no', label: 'no' },
    ],
  }
  return [...reportFields(request), finality]
}

const result: ArrivalForm = {
  kind: 'result',
  fields: resultFields,
  body: (typed, { content }) => ({
    summary: typed['summary'],
    outcomes: (content.measures ?? []).map(({ id }) => ({ measureId: id, outcome: typed[`outcome-${id}`] })),
    final: typed['final'] === '' || typed['final'] === undefined ? undefined : typed['final'] === 'yes',
  }),
}

const conditions: ArrivalForm = {
  kind: 'conditions-proposed',
  fields: () => [{ name: 'conditions', label: 'field.conditions', widget: 'lines', required: true }],
  body: ({ conditions: said = '' }, _, newId) => ({
    conditions: said
      .split('\n')
      .filter((one) => one.trim() !== '')
      .map((one) => ({ id: newId(), kind: 'other', text: one.trim() })),
  }),
}

const statusReply: ArrivalForm = {
  kind: 'status-reply',
  fields: () => [text('text', 'field.text'), day('expectedBy', 'field.expectedBy')],
  body: (typed, { record }) => ({
    ...filledIn([text('text', 'field.text'), day('expectedBy', 'field.expectedBy')], typed),
    enquiryId: record.enquiries.findLast(({ by, repliedAt }) => by === 'requesting' && repliedAt === null)?.id,
  }),
}

const statusEnquiry: ArrivalForm = {
  kind: 'status-enquiry',
  fields: () => [{ name: 'question', label: 'field.question', widget: 'text' }],
  body: (typed, _, newId) => ({
    ...filledIn([{ name: 'question', label: 'field.question', widget: 'text' }], typed),
    enquiryId: newId(),
  }),
}

const answer: ArrivalForm = {
  kind: 'clarification-answer',
  fields: () => [text('answer', 'field.answer')],
  body: (typed, request) => ({ answer: typed['answer'], askedIn: request.decided === null ? 'before-decision' : 'in-execution' }),
}

const ofRequested: readonly ArrivalForm[] = [
  plain('acknowledgement', line('reference', 'field.counterpartReference'), remarks),
  plain('clarification-asked', text('question', 'field.question'), day('answerBy', 'field.answerBy')),
  conditions,
  decision,
  plain('execution-started', line('executingAuthority', 'field.executingAuthority'), remarks),
  result,
  statusReply,
  plain('closing', remarks),
]

const ofRequesting: readonly ArrivalForm[] = [
  answer,
  statusEnquiry,
  plain('withdrawal', text('reasons', 'field.reasons')),
  plain('closing', remarks),
]

/** What may come from the other side of this request. */
export function arrivalForms({ direction }: Pick<Request, 'direction'>): readonly ArrivalForm[] {
  return direction === 'outgoing' ? ofRequested : ofRequesting
}
