import { z } from 'zod'
import { Attachment, Sha256Hex } from '@comity/exchange/contract'
import type { Api } from '@comity/http'
import { Dashboard, MatterFilter, MatterRow, RequestFilter, RequestRow } from './lists.ts'
import { Matter, Request, TimelineEntry } from './request.ts'
import {
  AcknowledgeRequest,
  AnswerClarification,
  AskClarification,
  AssessResult,
  CloseRequest,
  DecideRequest,
  DraftRequest,
  OpenMatter,
  ReturnRequest,
  SaveDraft,
  SaveMatter,
  SendResult,
  StartExecution,
} from './steps.ts'

const OfId = z.strictObject({ id: z.uuid() })
const Next = z.string().nullable()
const Nothing = z.strictObject({})
const FileName = Attachment.shape.name

/** One step of a request: POST to its own address, answered with the request after it. */
function step<Name extends string, Body extends z.ZodType>(name: Name, body: Body, summary: string) {
  return { method: 'POST', url: `/api/requests/:id/${name}`, params: OfId, body, response: Request, summary } as const
}

/** The JSON API of matters and requests. Files are bytes: `PUT /api/requests/:id/attachments/:name`, `GET /api/requests/:id/files/:sha256`. */
export const requestsApi = {
  listMatters: {
    method: 'GET',
    url: '/api/matters',
    query: MatterFilter,
    response: z.strictObject({ rows: z.array(MatterRow), next: Next }),
    summary: 'Lists the matters of the office',
  },
  openMatter: { method: 'POST', url: '/api/matters', body: OpenMatter, response: Matter, summary: 'Opens a matter' },
  getMatter: { method: 'GET', url: '/api/matters/:id', params: OfId, response: Matter, summary: 'Shows a matter' },
  saveMatter: {
    method: 'PUT',
    url: '/api/matters/:id',
    params: OfId,
    body: SaveMatter,
    response: Matter,
    summary: 'Replaces what a matter says',
  },
  dashboard: { method: 'GET', url: '/api/dashboard', response: Dashboard, summary: 'Counts what waits for the office' },
  listRequests: {
    method: 'GET',
    url: '/api/requests',
    query: RequestFilter,
    response: z.strictObject({ rows: z.array(RequestRow), next: Next }),
    summary: 'Lists the requests of the office, in and out',
  },
  draftRequest: {
    method: 'POST',
    url: '/api/requests',
    body: DraftRequest,
    response: Request,
    summary: 'Drafts a request, from a matter or on its own',
  },
  getRequest: {
    method: 'GET',
    url: '/api/requests/:id',
    params: OfId,
    response: Request,
    summary: 'Shows a request with the next steps of the caller',
  },
  saveDraft: {
    method: 'PUT',
    url: '/api/requests/:id',
    params: OfId,
    body: SaveDraft,
    response: Request,
    summary: 'Saves a draft',
  },
  timelineOf: {
    method: 'GET',
    url: '/api/requests/:id/timeline',
    params: OfId,
    response: z.strictObject({ entries: z.array(TimelineEntry) }),
    summary: 'Shows what happened to a request, oldest first',
  },
  detachFile: {
    method: 'DELETE',
    url: '/api/requests/:id/attachments/:name',
    params: OfId.extend({ name: FileName }),
    response: Request,
    summary: 'Removes a file from a draft or from what is prepared',
  },
  submitRequest: step('submit', Nothing, 'Gives a draft to the head for review'),
  returnRequest: step('return', ReturnRequest, 'Returns a request from review to its drafters, with reasons'),
  approveRequest: step('approve', Nothing, 'Approves a request as a second person'),
  sendRequest: step('send', Nothing, 'Sends an approved request'),
  acknowledgeRequest: step('acknowledge', AcknowledgeRequest, 'Acknowledges a request that came in'),
  askClarification: step('ask', AskClarification, 'Asks the requesting authority for a clarification'),
  answerClarification: step('answer', AnswerClarification, 'Answers a clarification, with the prepared files'),
  decideRequest: step('decide', DecideRequest, 'Decides on a request'),
  startExecution: step('start-execution', StartExecution, 'Passes a granted request on for execution'),
  sendResult: step('result', SendResult, 'Sends a result, with the prepared files'),
  assessResult: step('assess', AssessResult, 'Tells how useful the result was'),
  closeRequest: step('close', CloseRequest, 'Closes a request'),
  openDossiers: step('open', Nothing, 'Says that what came in was opened here'),
} as const satisfies Api

/** The address of a file among a request's attachments. */
export const FileAddress = z.strictObject({ id: z.uuid(), sha256: Sha256Hex })
/** Where a file is put. */
export const NewFileAddress = OfId.extend({ name: FileName })
