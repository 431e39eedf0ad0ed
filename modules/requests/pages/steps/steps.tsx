import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { Details, InsetText } from '@comity/ui'
import { actInputs, measureOutcomes } from '../../contract.ts'
import type { Request } from '../../contract.ts'
import {
  acknowledgeRequest,
  answerClarification,
  askClarification,
  assessResult,
  closeRequest,
  decideRequest,
  doing,
  startExecution,
} from '../../server.ts'
import { RequestContentView } from '../content/request-content.tsx'
import { filledIn } from '../form/read-fields.ts'
import { ofMeasure } from '../form/measure-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import { addStep } from './add-step.tsx'
import { ConditionRows, conditionsIn, MoreConditions, problemsOfConditions } from './condition-rows.tsx'
import { decidedParts, decisionFields, wholeDecision } from './decision-fields.ts'
import { FilesToGo } from './files-to-go.tsx'
import type { Hurt } from './step.ts'

const remarks: FieldSpec = { name: 'remarks', label: 'field.remarks', widget: 'text' }
const acknowledgement: readonly FieldSpec[] = [
  { name: 'reference', label: 'field.reference', hint: 'step.yourReference.hint', widget: 'line', required: true },
  remarks,
]
const question: readonly FieldSpec[] = [
  { name: 'question', label: 'field.question', widget: 'text', required: true },
  { name: 'answerBy', label: 'field.answerBy', widget: 'date' },
]
const answer: readonly FieldSpec[] = [{ name: 'answer', label: 'field.answer', widget: 'text', required: true }]
const execution: readonly FieldSpec[] = [
  { name: 'executingAuthority', label: 'field.executingAuthority', widget: 'line', required: true },
  remarks,
]
const assessment: readonly FieldSpec[] = [
  {
    name: 'usefulness',
    label: 'field.usefulness',
    widget: 'choice',
    required: true,
    options: (['1', '2', '3', '4', '5'] as const).map((value) => ({ value, label: `usefulness.${value}` as const })),
  },
  remarks,
]

/** Decisions that take something from the other side: they are asked about once more. */
const refusing: Readonly<Record<string, Hurt>> = { refused: 'refuse', 'partially-granted': 'refuse-part' }

/** The acts that are one short form each. */
export function addSteps(app: App, node: Node): void {
  addStepsOfRequested(app, node)
  addStep(app, node, {
    page: 'answer',
    acts: ['answer'],
    title: 'step.answer',
    button: 'step.answer',
    schema: actInputs.answer,
    fields: () => answer,
    shape: (typed) => filledIn(answer, typed),
    before: (view, request) => <FilesToGo view={view} request={request} title="answer.files" />,
    act: (ctx, requestId, input) => answerClarification(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'assess',
    acts: ['assess'],
    title: 'step.assess',
    button: 'step.assess',
    schema: actInputs.assess,
    fields: () => assessment,
    shape: ({ usefulness = '', ...typed }) => ({
      ...filledIn([remarks], typed),
      usefulness: usefulness === '' ? undefined : Number(usefulness),
    }),
    act: (ctx, requestId, input) => assessResult(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'close',
    acts: ['close'],
    title: 'step.close',
    button: 'step.close',
    schema: actInputs.close,
    fields: () => [remarks],
    shape: (typed) => filledIn([remarks], typed),
    before: (view) => <InsetText>{view.say('close.lead')}</InsetText>,
    hurts: () => 'close',
    act: (ctx, requestId, input) => closeRequest(ctx, { requestId, ...input }),
  })
}

function addStepsOfRequested(app: App, node: Node): void {
  addStep(app, node, {
    page: 'acknowledge',
    acts: ['acknowledge'],
    title: 'step.acknowledge',
    button: 'step.acknowledge',
    schema: actInputs.acknowledge,
    fields: () => acknowledgement,
    first: (request) => ({ reference: request.ownReference }),
    shape: (typed) => filledIn(acknowledgement, typed),
    act: (ctx, requestId, input) => acknowledgeRequest(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'ask',
    acts: ['ask'],
    title: 'step.ask',
    button: 'step.ask',
    schema: actInputs.ask,
    fields: () => question,
    shape: (typed) => filledIn(question, typed),
    act: (ctx, requestId, input) => askClarification(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'decide',
    acts: ['decide'],
    title: 'step.decide',
    button: 'step.decide',
    schema: actInputs.decide,
    fields: decisionFields,
    shape: (typed, request) => {
      const { grounds, ...rest } = filledIn(wholeDecision, typed)
      const conditions = conditionsIn(typed)
      return {
        ...rest,
        ...(grounds === undefined ? {} : { grounds: [grounds] }),
        ...(conditions.length === 0 ? {} : { conditions }),
        ...(rest['decision'] === 'partially-granted' ? { measures: decidedParts(typed, request) } : {}),
      }
    },
    before: (view, request) => (
      <Details summary={view.say('request.content')}>
        <RequestContentView view={view} content={request.content} />
      </Details>
    ),
    within: (form) => <ConditionRows form={form} lead="with-lead" />,
    more: (form) => <MoreConditions form={form} />,
    check: ({ view, typed }) => problemsOfConditions(view, typed),
    hurts: ({ decision: chosen }) => refusing[chosen ?? ''] ?? null,
    act: (ctx, requestId, input) => decideRequest(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'start-execution',
    acts: ['start-execution'],
    title: 'step.start-execution',
    button: 'step.start-execution',
    schema: actInputs['start-execution'],
    fields: () => execution,
    shape: (typed) => filledIn(execution, typed),
    act: (ctx, requestId, input) => startExecution(ctx, { requestId, ...input }),
  })
  addStep(app, node, {
    page: 'report-execution',
    acts: ['report-execution'],
    title: 'step.report-execution',
    button: 'step.report-execution',
    schema: actInputs['report-execution'],
    fields: reportFields,
    shape: (typed, { content }) => ({
      summary: typed['summary'],
      outcomes: (content.measures ?? []).map(({ id }) => ({ measureId: id, outcome: typed[`outcome-${id}`] })),
    }),
    act: (ctx, requestId, input) => doing('report-execution')(ctx, { requestId, ...input }),
  })
}

/** The summary, and the outcome of each measure. */
export function reportFields({ content }: Request): readonly FieldSpec[] {
  return [
    { name: 'summary', label: 'field.summary', widget: 'text', required: true },
    ...(content.measures ?? []).flatMap(({ id, kind, description }, at) =>
      ofMeasure({ at, kind, description }, [
        {
          name: `outcome-${id}`,
          label: 'field.outcome',
          widget: 'choice',
          required: true,
          options: measureOutcomes.map((value) => ({ value, label: `outcome.${value}` as const })),
        },
      ]),
    ),
  ]
}
