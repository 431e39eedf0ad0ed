import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { Bdi } from '@comity/ui'
import { actInputs, consultationOutcomes, consultationTopics, postponementGrounds, refusalGrounds } from '../../contract.ts'
import type { Request, Side } from '../../contract.ts'
import { doing } from '../../server.ts'
import { filledIn, type Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import type { actsWithForm } from './acts-with-form.ts'
import { formsOfRecord } from './acts-of-record.ts'
import { addStep } from './add-step.tsx'

/** One act as a form of its own. */
export interface ActForm {
  readonly act: (typeof actsWithForm)[number]
  readonly fields: readonly FieldSpec[]
  /** What the node knows already: which question is answered, which consultation is meant. */
  readonly known?: (request: Request, typed: Typed) => object
  /** What the fields hold at first. */
  readonly first?: (request: Request) => Typed
  /** What the other side said that this answers. */
  readonly about?: (request: Request) => string | undefined
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
  { act: 'discard', fields: [reasons] },
  { act: 'withdraw', fields: [reasons] },
  { act: 'reopen', fields: [reasons] },
  { act: 'triage', fields: [{ name: 'authenticated', label: 'field.authenticated', widget: 'text' }] },
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
  { act: 'reply-consultation', fields: [text], known: (request) => ({ consultationId: openConsultation(request) }) },
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
    known: (request) => ({ consultationId: openConsultation(request, sideOf(request)) }),
  },
  {
    act: 'answer-conditions',
    fields: [
      {
        name: 'accepted',
        label: 'field.conditionsAnswer',
        widget: 'choice',
        required: true,
        options: [
          { value: 'yes', label: 'accept.yes' },
          { value: 'no', label: 'accept.no' },
        ],
      },
    ],
    known: (request, { accepted = '' }) => ({
      accepted: undefined,
      answers: openConditions(request).map(({ id }) => ({
        conditionId: id,
        accepted: accepted === '' ? undefined : accepted === 'yes',
      })),
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
    known: (request) => ({
      enquiryId: request.record.enquiries.find(({ by, repliedAt }) => by !== sideOf(request) && repliedAt === null)?.id,
    }),
  },
]

/** The acts of the life of a request that are one short form each. */
export function addActPages(app: App, node: Node): void {
  for (const { act, fields, known, first, about } of [...forms, ...formsOfRecord]) {
    addStep(app, node, {
      page: act,
      acts: [act],
      title: `step.${act}`,
      button: `step.${act}`,
      schema: actInputs[act],
      fields: () => fields,
      ...(first === undefined ? {} : { first }),
      shape: (typed, request) => given({ ...filledIn(fields, typed), ...known?.(request, typed) }),
      before: (view, request) =>
        act === 'answer-conditions' ? (
          <ul>
            {openConditions(request).map(({ id, text: said }) => (
              <li key={id}>
                <Bdi>{said}</Bdi>
              </li>
            ))}
          </ul>
        ) : act === 'reply-consultation' || act === 'conclude-consultation' ? (
          <blockquote dir="auto">
            {view.say('act.consultation')}: {request.record.consultations.at(-1)?.text}
          </blockquote>
        ) : about?.(request) === undefined ? null : (
          <blockquote dir="auto">{about(request)}</blockquote>
        ),
      act: (ctx, requestId, input) => doing(act)(ctx, Object.assign({ requestId }, input)),
    })
  }
}

/** Without what is not chosen yet: a strict schema knows no such field, and says so of one that is missing. */
function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

function sideOf(request: Request): Side {
  return request.direction === 'outgoing' ? 'requesting' : 'requested'
}

function openConsultation(request: Request, of?: Side): string | undefined {
  const open = request.record.consultations.filter(({ concludedAt }) => concludedAt === null)
  return open.findLast(({ openedBy }) => of === undefined || openedBy === of)?.id
}

function openConditions(request: Request): Request['record']['conditions'] {
  return request.record.conditions.filter(({ status }) => status === 'proposed')
}
