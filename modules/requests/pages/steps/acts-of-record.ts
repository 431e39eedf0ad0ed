import { returnBases } from '../../contract.ts'
import type { Request } from '../../contract.ts'
import type { Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import type { Key } from '../texts.ts'
import type { ActForm } from './act-pages.tsx'

const line = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'line' })
const text = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'text' })
const day = (name: string, label: Key): FieldSpec => ({ name, label, widget: 'date' })
const must = (spec: FieldSpec): FieldSpec => ({ ...spec, required: true })

function choice(name: string, label: Key, options: Readonly<Record<string, Key>>): FieldSpec {
  return {
    name,
    label,
    widget: 'choice',
    required: true,
    options: Object.entries(options).map(([value, said]) => ({ value, label: said })),
  }
}

const yesNo = { yes: 'yes', no: 'no' } as const
const acceptance = { yes: 'accept.yes', no: 'accept.no' } as const
const remarks = text('remarks', 'field.remarks')
const reasons = must(text('reasons', 'field.reasons'))

/** What a choice of yes and no means; undefined until one is chosen. */
function told(typed: Typed, name: string): boolean | undefined {
  const value = typed[name] ?? ''
  return value === '' ? undefined : value === 'yes'
}

const record = (request: Request) => request.record
/** Accepted conditions that nobody has said to be met. */
const toMeet = (request: Request) =>
  record(request).conditions.filter(({ status, metOn }) => status === 'accepted' && metOn === null)

/** Terms of execution, urgency, origin: what bears on how the request itself is dealt with. */
const ofExecution: readonly ActForm[] = [
  {
    act: 'propose-conditions',
    fields: [
      { name: 'conditions', label: 'field.conditions', widget: 'lines', required: true },
      day('answerBy', 'field.answerBy'),
    ],
    known: (_, { conditions = '' }) => ({
      conditions: conditions
        .split('\n')
        .filter((one) => one.trim() !== '')
        .map((one) => ({ kind: 'other', text: one.trim() })),
    }),
  },
  {
    act: 'change-urgency',
    fields: [
      choice('urgency', 'field.urgency', { routine: 'urgency.routine', urgent: 'urgency.urgent' }),
      must(text('reason', 'field.reasons')),
      day('deadline', 'field.deadline'),
    ],
  },
  {
    act: 'make-oral',
    fields: [must(line('agreedWith', 'field.agreedWith')), must(day('madeOn', 'field.madeOn')), remarks],
  },
  { act: 'confirm-written', fields: [must(day('receivedOn', 'field.receivedOn'))] },
]

/** What is done with what the request brought (46(5), (19)), what it cost (46(28)), and what goes back. */
const ofUse: readonly ActForm[] = [
  {
    act: 'ask-consent',
    fields: [
      must(text('use', 'field.use')),
      must(line('proceedings', 'field.proceedings')),
      must(text('reason', 'field.reasons')),
    ],
  },
  {
    act: 'answer-consent',
    fields: [
      choice('given', 'field.given', acceptance),
      text('conditions', 'field.conditions'),
      text('reasons', 'field.reasons'),
    ],
    known: (request, typed) => ({
      given: told(typed, 'given'),
      consentId: record(request).consents.findLast(({ status }) => status === 'asked')?.id,
    }),
    about: (request) => record(request).consents.findLast(({ status }) => status === 'asked')?.use,
  },
  {
    act: 'record-use',
    fields: [
      must(day('on', 'field.on')),
      must(text('use', 'field.use')),
      choice('proceedings', 'field.proceedings', { stated: 'proceedings.stated', other: 'proceedings.other' }),
    ],
    known: (request, { proceedings }) => {
      const consent = record(request).consents.findLast(({ status }) => status === 'given')
      return proceedings === 'other' && consent ? { consentId: consent.id } : {}
    },
  },
  {
    act: 'disclose',
    fields: [
      must(text('what', 'field.what')),
      must(line('proceedings', 'field.proceedings')),
      must(day('on', 'field.on')),
      choice('before', 'field.before', yesNo),
      text('whyNotBefore', 'field.whyNotBefore'),
    ],
    known: (_, typed) => ({ before: told(typed, 'before') }),
  },
  {
    act: 'notify-costs',
    fields: [
      choice('kind', 'field.costKind', { ordinary: 'cost.ordinary', extraordinary: 'cost.extraordinary' }),
      { ...must(line('amount', 'field.amount')), hint: 'field.amount.hint' },
      { ...must(line('currency', 'field.currency')), hint: 'field.currency.hint' },
      must(text('description', 'field.what')),
      text('proposal', 'field.proposal'),
    ],
  },
  {
    act: 'answer-costs',
    fields: [choice('agreed', 'field.agreed', acceptance), remarks],
    known: (request, typed) => ({
      agreed: told(typed, 'agreed'),
      costId: record(request).costs.findLast(({ status }) => status === 'told')?.id,
    }),
    about: (request) => {
      const cost = record(request).costs.findLast(({ status }) => status === 'told')
      return cost && `${cost.amount} ${cost.currency}: ${cost.description}`
    },
  },
  {
    act: 'meet-condition',
    fields: [
      { name: 'conditionId', label: 'field.condition', widget: 'line', required: true, hint: 'field.condition.hint' },
      must(text('how', 'field.how')),
      must(day('on', 'field.on')),
    ],
    known: (request, { conditionId = '' }) => ({ conditionId: toMeet(request)[Number(conditionId) - 1]?.id }),
    about: (request) =>
      toMeet(request)
        .map(({ text: said }, at) => `${at + 1}. ${said}`)
        .join('\n') || undefined,
  },
  { act: 'return-material', fields: [must(text('what', 'field.what')), must(day('on', 'field.on'))] },
]

const lifting = (request: Request) => record(request).liftings.findLast(({ liftedAt }) => liftedAt === null)

/** Frozen property and its return (55(8), 57). */
const ofProperty: readonly ActForm[] = [
  {
    act: 'propose-lifting',
    fields: [must(line('property', 'field.property')), reasons, must(day('viewsBy', 'field.viewsBy'))],
  },
  {
    act: 'give-lifting-views',
    fields: [choice('opposes', 'field.opposes', yesNo), must(text('views', 'field.views'))],
    known: (request, typed) => ({ opposes: told(typed, 'opposes'), liftingId: lifting(request)?.id }),
    about: (request) => lifting(request) && `${lifting(request)?.property}: ${lifting(request)?.reasons}`,
  },
  {
    act: 'lift-freeze',
    fields: [
      must(line('property', 'field.property')),
      must(day('on', 'field.on')),
      reasons,
      text('hearingImpossible', 'field.hearingImpossible'),
    ],
    known: (request, { property }) => {
      const heard = record(request).liftings.findLast((one) => one.liftedAt === null && one.property === property)
      if (heard === undefined) return {}
      return { liftingId: heard.id, ...(heard.assetId === null ? {} : { assetId: heard.assetId }) }
    },
    first: (request) => ({ property: lifting(request)?.property ?? '' }),
    about: (request) => lifting(request)?.views ?? undefined,
  },
  {
    act: 'propose-agreement',
    fields: [
      choice('basis', 'field.basis', Object.fromEntries(returnBases.map((basis) => [basis, `basis.${basis}` as const]))),
      must(text('text', 'field.text')),
      { ...line('amount', 'field.amount'), hint: 'field.amount.hint' },
      { ...line('currency', 'field.currency'), hint: 'field.currency.hint' },
      line('share', 'field.share'),
      line('expenses', 'field.expenses'),
      day('answerBy', 'field.answerBy'),
    ],
    known: () => ({ assetIds: [] }),
  },
  {
    act: 'answer-agreement',
    fields: [choice('accepted', 'field.agreement', acceptance), text('text', 'field.text')],
    known: (request, typed) => ({ accepted: told(typed, 'accepted'), agreementId: openAgreement(request)?.id }),
    about: (request) => openAgreement(request)?.text,
  },
]

function openAgreement(request: Request) {
  const own = request.direction === 'outgoing' ? 'requesting' : 'requested'
  return record(request).agreements.findLast(({ status, proposedBy }) => status === 'proposed' && proposedBy !== own)
}

/** The acts that write in the legal record, each as one short form. */
export const formsOfRecord: readonly ActForm[] = [...ofExecution, ...ofUse, ...ofProperty]
