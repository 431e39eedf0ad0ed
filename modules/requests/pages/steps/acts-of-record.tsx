import { returnBases } from '../../contract.ts'
import type { Request, StandingItem } from '../../contract.ts'
import { givenConsents } from '../../rules/open-items.ts'
import type { Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import type { Key } from '../texts.ts'
import type { ActForm } from './act-pages.tsx'
import { AssetChoice, AssetsChoice, assetIn, assetsIn, choicesFrom, type Ledger } from './assets.tsx'
import { ConditionRows, conditionsIn, MoreConditions, problemsOfConditions } from './condition-rows.tsx'

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

/** Terms of execution, urgency, origin: what bears on how the request itself is dealt with. */
const ofExecution: readonly ActForm[] = [
  {
    act: 'propose-conditions',
    fields: [day('answerBy', 'field.answerBy')],
    within: (form) => <ConditionRows form={form} lead="plain" />,
    more: (form) => <MoreConditions form={form} />,
    check: ({ view, typed }) => [
      ...problemsOfConditions(view, typed),
      ...(conditionsIn(typed).length === 0
        ? [{ path: 'conditions', message: view.say('problem.required', { label: view.say('field.conditions') }) }]
        : []),
    ],
    known: (_, typed) => ({ conditions: conditionsIn(typed) }),
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
    answers: 'must',
    known: (_, typed, item) => ({ given: told(typed, 'given'), consentId: item?.id }),
  },
  {
    act: 'record-use',
    fields: [
      must(day('on', 'field.on')),
      must(text('use', 'field.use')),
      choice('proceedings', 'field.proceedings', { stated: 'proceedings.stated', other: 'proceedings.other' }),
    ],
    answers: 'may',
    items: givenConsents,
    known: (request, { proceedings, item: chosen = '' }, item) => {
      const [only, ...others] = givenConsents(request)
      const consent = item ?? (chosen === '' && others.length === 0 ? only : undefined)
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
    answers: 'must',
    known: (_, typed, item) => ({ agreed: told(typed, 'agreed'), costId: item?.id }),
  },
  {
    act: 'meet-condition',
    fields: [must(text('how', 'field.how')), must(day('on', 'field.on'))],
    answers: 'must',
    known: (_, __, item) => ({ conditionId: item?.id }),
  },
  { act: 'return-material', fields: [must(text('what', 'field.what')), must(day('on', 'field.on'))] },
]

/** Frozen property and its return (55(8), 57). */
const ofProperty = (ledger: Ledger | undefined): readonly ActForm[] => [
  {
    act: 'propose-lifting',
    fields: [must(line('property', 'field.property')), reasons, must(day('viewsBy', 'field.viewsBy'))],
    ...choosing(ledger),
    within: (form) => <AssetChoice form={form} />,
    known: (_, typed) => assetIn(typed),
  },
  {
    act: 'give-lifting-views',
    fields: [choice('opposes', 'field.opposes', yesNo), must(text('views', 'field.views'))],
    answers: 'must',
    known: (_, typed, item) => ({ opposes: told(typed, 'opposes'), liftingId: item?.id }),
  },
  {
    act: 'lift-freeze',
    fields: (request, item) => [
      ...(liftingOf(request, item) === undefined ? [must(line('property', 'field.property'))] : []),
      must(day('on', 'field.on')),
      reasons,
      text('hearingImpossible', 'field.hearingImpossible'),
    ],
    answers: 'may',
    ...choosing(ledger),
    within: (form) => (form.item === null ? <AssetChoice form={form} /> : null),
    known: (request, typed, item) => {
      const heard = liftingOf(request, item)
      if (heard === undefined) return assetIn(typed)
      return { liftingId: heard.id, property: heard.property, ...(heard.assetId === null ? {} : { assetId: heard.assetId }) }
    },
    hurts: () => 'lift-freeze',
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
    ...choosing(ledger),
    within: (form) => <AssetsChoice form={form} />,
    known: (_, typed) => ({ assetIds: assetsIn(typed) }),
  },
  {
    act: 'answer-agreement',
    fields: [choice('accepted', 'field.agreement', acceptance), text('text', 'field.text')],
    answers: 'must',
    known: (_, typed, item) => ({ accepted: told(typed, 'accepted'), agreementId: item?.id }),
  },
]

const choosing = (ledger: Ledger | undefined) => (ledger === undefined ? {} : { choices: choicesFrom(ledger) })

function liftingOf({ record }: Request, item: StandingItem | null) {
  return item === null ? undefined : record.liftings.find(({ id }) => id === item.id)
}

/** The acts that write in the legal record, each as one short form. */
export function formsOfRecord(ledger?: Ledger): readonly ActForm[] {
  return [...ofExecution, ...ofUse, ...ofProperty(ledger)]
}
