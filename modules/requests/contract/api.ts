import { z } from 'zod'
import { Attachment, Sha256Hex } from '@comity/exchange/contract'
import type { Api } from '@comity/http'
import { Dashboard, MatterFilter, MatterRow, RequestFilter, RequestRow } from './lists.ts'
import { Matter, Request, TimelineEntry } from './request.ts'
import { NoteDelivery, NoteSending } from './renditions.ts'
import { StandingItem } from './standing.ts'
import { actInputs } from './acts.ts'
import type { ActName } from './acts.ts'
import { AssignRequest, DraftRequest, OpenMatter, RegisterArrival, SaveDraft, SaveMatter } from './steps.ts'
import { MAX_SCANS_BODY_BYTES, RegisterWithScans } from './scans.ts'

const OfId = z.strictObject({ id: z.uuid() })
const Next = z.string().nullable()
const Nothing = z.strictObject({})
const FileName = Attachment.shape.name

/** One step of a request: POST to its own address, answered with the request after it. */
function step<Name extends string, Body extends z.ZodType>(name: Name, body: Body, summary: string) {
  return { method: 'POST', url: `/api/requests/:id/${name}`, params: OfId, body, response: Request, summary } as const
}

/** One act of the life of a request: its own address, its own input. */
function act<Name extends ActName>(name: Name, summary: string) {
  const address = name === 'send-result' ? 'result' : name
  return { ...step(address, actInputs[name], summary), body: actInputs[name] } as const
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
  recordOf: {
    method: 'GET',
    url: '/api/requests/:id/record',
    params: OfId,
    response: z.strictObject({ items: z.array(StandingItem) }),
    summary: 'Shows what stands in law between the two sides, what is owed first, with the acts that answer each item',
  },
  detachFile: {
    method: 'DELETE',
    url: '/api/requests/:id/attachments/:name',
    params: OfId.extend({ name: FileName }),
    response: Request,
    summary: 'Removes a file from a draft or from what is prepared',
  },
  submitRequest: act('submit', 'Gives a draft to the head for review'),
  returnRequest: act('return', 'Returns a request from review to its drafters, with reasons'),
  approveRequest: act('approve', 'Approves a request as a second person'),
  translateRequest: act('translate', 'Adds a certified translation to the approved text'),
  makeOral: act('make-oral', 'Notes that an urgent request was made orally, as agreed'),
  sendRequest: act('send', 'Sends an approved request'),
  acknowledgeRequest: act('acknowledge', 'Acknowledges a request that came in'),
  confirmWritten: act('confirm-written', 'Notes that an oral request was confirmed in writing'),
  forwardRequest: act('forward', 'Passes a misdirected request on, or gives it back, and tells its sender'),
  triageRequest: act('triage', 'Takes a request to its assessment'),
  askClarification: act('ask', 'Asks the requesting authority for a clarification'),
  answerClarification: act('answer', 'Answers a clarification, with the prepared files'),
  consult: act('consult', 'Opens a consultation, as before a refusal or postponement'),
  replyConsultation: act('reply-consultation', 'Replies in a consultation'),
  concludeConsultation: act('conclude-consultation', 'Ends a consultation, also for want of a reply'),
  proposeConditions: act('propose-conditions', 'Proposes conditions'),
  answerConditions: act('answer-conditions', 'Accepts or declines conditions'),
  decideRequest: act('decide', 'Decides on a request'),
  passOn: act('pass-on', 'Passes a granted request on to the executing authority of the own State'),
  startExecution: act('start-execution', 'Says that execution has begun'),
  reportExecution: act('report-execution', 'Reports what execution brought, before it is sent'),
  sendResult: act('send-result', 'Sends a result, with the prepared files'),
  enquireStatus: act('enquire', 'Asks where a request stands'),
  replyEnquiry: act('reply-enquiry', 'Replies to a status enquiry'),
  changeUrgency: act('change-urgency', 'Raises or lowers the urgency'),
  askConsent: act('ask-consent', 'Asks consent to another use'),
  answerConsent: act('answer-consent', 'Gives or refuses consent to another use'),
  recordUse: act('record-use', 'Notes a use of what was received'),
  disclose: act('disclose', 'Gives notice of a disclosure that helps the accused'),
  notifyCosts: act('notify-costs', 'Tells of costs'),
  answerCosts: act('answer-costs', 'Answers about costs'),
  correctRequest: act('correct', 'Corrects something said'),
  discardDraft: act('discard', 'Gives up a draft that never left the house'),
  withdrawRequest: act('withdraw', 'Withdraws a request'),
  meetCondition: act('meet-condition', 'Tells that an accepted condition was met'),
  returnMaterial: act('return-material', 'Tells that material was returned'),
  reportAsset: act('report-asset', 'Tells a step of an asset'),
  proposeLifting: act('propose-lifting', 'Hears the requesting authority before a freeze is lifted'),
  giveLiftingViews: act('give-lifting-views', 'Gives views on the lifting of a freeze'),
  liftFreeze: act('lift-freeze', 'Lifts a freeze and tells the requesting authority'),
  proposeAgreement: act('propose-agreement', 'Proposes an agreement on return'),
  answerAgreement: act('answer-agreement', 'Answers a proposed agreement on return'),
  assessResult: act('assess', 'Tells how useful the result was'),
  closeRequest: act('close', 'Closes a request'),
  reopenRequest: act('reopen', 'Reopens a closed request'),
  noteOnRequest: act('note', 'Writes an internal note, which never leaves the house'),
  openDossiers: step('open', Nothing, 'Says that what came in was opened here'),
  assignRequest: step('assign', AssignRequest, 'Gives a request to an officer, a unit and named persons'),
  undoLast: step(
    'undo',
    Nothing,
    'Takes back the last internal act of the caller: a note, an assignment, a triage, a given-up draft',
  ),
  noteSending: step('sendings', NoteSending, 'Notes when and how a letter of an off-network request was sent'),
  noteDelivery: step('deliveries', NoteDelivery, 'Notes the proof that a letter arrived'),
  registerArrival: step('arrivals', RegisterArrival, 'Registers what the other side of an off-network request said'),
  registerRequest: {
    method: 'POST',
    url: '/api/registered-requests',
    body: RegisterWithScans,
    maxBodyBytes: MAX_SCANS_BODY_BYTES,
    response: Request,
    summary: 'Registers a request that came or went outside the network',
  },
} as const satisfies Api

/** The address of a file among a request's attachments. */
export const FileAddress = z.strictObject({ id: z.uuid(), sha256: Sha256Hex })
/** Where a file is put. */
export const NewFileAddress = OfId.extend({ name: FileName })
