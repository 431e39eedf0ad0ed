import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import type { z } from 'zod'
import { actInputs, consultationOutcomes, consultationTopics, postponementGrounds, refusalGrounds } from '../../contract.ts'
import type { Request, StandingItem } from '../../contract.ts'
import { openItems } from '../../rules/open-items.ts'
import { doing } from '../../server.ts'
import { filledIn, type Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import type { actsWithForm } from './acts-with-form.ts'
import { formsOfRecord } from './acts-of-record.tsx'
import { addStep } from './add-step.tsx'
import { answerFields, answersIn, EachCondition, unanswered } from './answer-conditions.tsx'
import { forwarding } from './forward.tsx'
import type { Ledger } from './assets.tsx'
import type { Answering, StepPage } from './step.ts'

/** One act as a form of its own. */
export interface ActForm extends Partial<Pick<StepPage<z.ZodType>, 'first' | 'within' | 'more' | 'choices' | 'check' | 'hurts'>> {
  readonly act: (typeof actsWithForm)[number]
  readonly fields: readonly FieldSpec[] | StepPage<z.ZodType>['fields']
  /** What the node knows already or makes of what was typed. */
  readonly known?: (request: Request, typed: Typed, item: StandingItem | null) => object
  /** Whether an open item of the record is answered, and how it is chosen where several are open. */
  readonly answers?: Answering['choice']
  /** The items to choose from where they are not those that the act answers. */
  readonly items?: (request: Request) => readonly StandingItem[]
}

const text: FieldSpec = { name: 'text', label: 'field.text', widget: 'text', required: true }
const reasons: FieldSpec = { name: 'reasons', label: 'field.reasons', widget: 'text', required: true }
const replyBy: FieldSpec = { name: 'replyBy', label: 'field.replyBy', widget: 'date', required: true }

export const groundOptions = [...refusalGrounds, ...postponementGrounds].map((value) => ({
  value,
  label: `ground.${value}` as const,
}))

const forms: readonly ActForm[] = [
  { act: 'note', fields: [text] },
  { act: 'discard', fields: [reasons], hurts: () => 'discard' },
  { act: 'withdraw', fields: [reasons], hurts: () => 'withdraw' },
  { act: 'reopen', fields: [reasons] },
  { act: 'triage', fields: [{ name: 'authenticated', label: 'field.authenticated', widget: 'text' }] },
  forwarding,
  { act: 'correct', fields: [{ name: 'corrects', label: 'field.corrects', widget: 'line', required: true }, text] },
  {
    act: 'consult',
    fields: [
      {
        name: 'about',
        label: 'field.about',
        widget: 'choice',
        required: true,
        options: consultationTopics.map((value) => ({ value, label: `talk.${value}` as const })),
      },
      { name: 'grounds', label: 'field.ground', widget: 'choice', options: groundOptions },
      text,
      replyBy,
    ],
    known: (_, { grounds = '' }) => ({ grounds: grounds === '' ? [] : [grounds] }),
  },
  { act: 'reply-consultation', fields: [text], answers: 'must', known: (_, __, item) => ({ consultationId: item?.id }) },
  {
    act: 'conclude-consultation',
    fields: [
      {
        name: 'outcome',
        label: 'field.consultationOutcome',
        widget: 'choice',
        required: true,
        options: consultationOutcomes.map((value) => ({ value, label: `talk.${value}` as const })),
      },
      { name: 'text', label: 'field.text', widget: 'text' },
    ],
    answers: 'must',
    known: (_, __, item) => ({ consultationId: item?.id }),
  },
  {
    act: 'answer-conditions',
    fields: (_, item) => (item === null ? [] : answerFields),
    answers: 'within',
    within: (form) => <EachCondition form={form} />,
    check: unanswered,
    known: (request, typed, item) => ({
      accepted: undefined,
      remarks: undefined,
      answers: answersIn(typed, openItems(request, 'answer-conditions'), item),
    }),
  },
  {
    act: 'enquire',
    fields: [
      { name: 'question', label: 'field.question', widget: 'text' },
      { ...replyBy, name: 'replyBy' },
    ],
  },
  {
    act: 'reply-enquiry',
    fields: [text, { name: 'expectedBy', label: 'field.expectedBy', widget: 'date' }],
    answers: 'must',
    known: (_, __, item) => ({ enquiryId: item?.id }),
  },
]

/** The acts of the life of a request that are one short form each. */
export function addActPages(app: App, node: Node, ledger?: Ledger): void {
  for (const form of [...forms, ...formsOfRecord(ledger)]) {
    const { act, fields, known, answers, items, first, within, more, choices, check, hurts } = form
    const fieldsOf = (request: Request, item: StandingItem | null) =>
      typeof fields === 'function' ? fields(request, item) : fields
    addStep(app, node, {
      page: act,
      acts: [act],
      title: `step.${act}`,
      button: `step.${act}`,
      schema: actInputs[act],
      fields: fieldsOf,
      ...(first === undefined ? {} : { first }),
      ...(within === undefined ? {} : { within }),
      ...(more === undefined ? {} : { more }),
      ...(choices === undefined ? {} : { choices }),
      ...(check === undefined ? {} : { check }),
      ...(hurts === undefined ? {} : { hurts }),
      ...(answers === undefined
        ? {}
        : { answers: { items: items ?? ((request: Request) => openItems(request, act)), choice: answers } }),
      shape: (typed, request, item) => given({ ...filledIn(fieldsOf(request, item), typed), ...known?.(request, typed, item) }),
      act: (ctx, requestId, input) => doing(act)(ctx, Object.assign({ requestId }, input)),
    })
  }
}

/** Without what is not chosen yet: a strict schema knows no such field, and says so of one that is missing. */
function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}
