import type { Actor } from '@comity/accounts/contract'
import type { requestsApi } from './contract.ts'
import { bankRecords } from './rules/example-content.ts'
import {
  administrator,
  agreed,
  auditor,
  bresonia,
  content,
  drafted,
  granted,
  head,
  incoming,
  known,
  matter,
  noted,
  officer,
  openMatter,
  outgoing,
  paper,
  recorded,
  registered,
  translator,
  urgent,
  withFile,
  withLetter,
  withSentLetter,
} from './sample-routes.ts'

/** Who calls a route, and with what. */
export interface Case {
  /** Who may. */
  readonly as: Actor
  /** Who of the same office may not. */
  readonly not: Actor
  /** Makes the thing that the route is about; its id goes into the address. Absent: the route is about the caller's office. */
  readonly about?: () => Promise<string>
  readonly body?: object | (() => object)
  /** What follows `?`. */
  readonly query?: string
}

/** One case for each route of the API. */
export const cases: Readonly<Record<keyof typeof requestsApi, Case>> = {
  listMatters: { as: auditor, not: administrator, query: 'limit=5' },
  openMatter: { as: officer, not: auditor, body: matter },
  getMatter: { as: auditor, not: administrator, about: openMatter },
  saveMatter: { as: officer, not: auditor, about: openMatter, body: { ...matter, revision: 0 } },
  dashboard: { as: auditor, not: administrator },
  listRequests: { as: auditor, not: administrator, query: 'direction=outgoing&limit=5' },
  draftRequest: { as: officer, not: auditor, body: { form: 'mutual-legal-assistance', content: {} } },
  getRequest: { as: auditor, not: administrator, about: drafted },
  saveDraft: { as: officer, not: auditor, about: drafted, body: { revision: 0, content, counterpart: bresonia.authorityId } },
  timelineOf: { as: auditor, not: administrator, about: drafted },
  undoLast: { as: officer, not: auditor, about: noted, body: {} },
  noteSending: { as: officer, not: auditor, about: withLetter, body: { sequence: 2, on: '2026-03-02', channel: 'post' } },
  noteDelivery: { as: officer, not: auditor, about: withSentLetter, body: { sequence: 2, on: '2026-03-02' } },
  recordOf: { as: auditor, not: administrator, about: drafted },
  detachFile: { as: officer, not: auditor, about: withFile },
  submitRequest: { as: officer, not: auditor, about: drafted, body: {} },
  returnRequest: { as: head, not: officer, about: outgoing('in-review'), body: { reasons: 'Say which branch.' } },
  approveRequest: { as: head, not: officer, about: outgoing('in-review'), body: {} },
  sendRequest: { as: head, not: officer, about: outgoing('approved'), body: {} },
  acknowledgeRequest: { as: officer, not: head, about: incoming('received'), body: {} },
  askClarification: { as: officer, not: auditor, about: incoming('acknowledged'), body: { question: 'Which branch?' } },
  answerClarification: {
    as: officer,
    not: auditor,
    about: outgoing('clarification-asked', 'acknowledged'),
    body: { answer: 'Harbour Street.' },
  },
  decideRequest: { as: head, not: officer, about: incoming('acknowledged'), body: { decision: 'granted' } },
  startExecution: { as: officer, not: auditor, about: granted, body: { executingAuthority: 'District Court' } },
  sendResult: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { summary: 'Enclosed.', outcomes: [{ measureId: bankRecords.id, outcome: 'full' }], final: true },
  },
  assessResult: { as: officer, not: auditor, about: outgoing('result-received'), body: { usefulness: 4 } },
  closeRequest: { as: officer, not: auditor, about: outgoing('assessed'), body: {} },
  openDossiers: { as: officer, not: auditor, about: incoming('received'), body: {} },
  translateRequest: {
    as: translator,
    not: officer,
    about: outgoing('approved'),
    body: {
      translation: { language: 'fr', texts: { facts: 'Les faits.' }, translatedBy: 'T. Moreau', translatedOn: '2026-03-02' },
      operative: false,
    },
  },
  makeOral: { as: head, not: officer, about: urgent, body: { agreedWith: 'Duty officer', madeOn: '2026-03-02' } },
  confirmWritten: { as: officer, not: auditor, about: incoming('awaiting-confirmation'), body: { receivedOn: '2026-03-02' } },
  forwardRequest: {
    as: officer,
    not: auditor,
    about: incoming('received'),
    body: { competent: 'Tax court', reasons: 'Not ours.' },
  },
  triageRequest: { as: officer, not: auditor, about: incoming('acknowledged'), body: {} },
  consult: {
    as: officer,
    not: auditor,
    about: incoming('under-assessment'),
    body: { about: 'refusal', grounds: ['contrary-to-own-law'], text: 'Section 4.', replyBy: '2026-04-01' },
  },
  replyConsultation: {
    as: officer,
    not: auditor,
    about: recorded('incoming', 'in-consultation'),
    body: { consultationId: known, text: 'We see.' },
  },
  concludeConsultation: {
    as: officer,
    not: auditor,
    about: recorded('incoming', 'in-consultation'),
    body: { consultationId: known, outcome: 'agreed', text: 'By telephone.' },
  },
  proposeConditions: {
    as: officer,
    not: auditor,
    about: incoming('under-assessment'),
    body: { conditions: [{ kind: 'use-limitation', text: 'Only this case.' }] },
  },
  answerConditions: {
    as: head,
    not: officer,
    about: recorded('outgoing', 'acknowledged'),
    body: { answers: [{ conditionId: known, accepted: true }] },
  },
  passOn: { as: officer, not: auditor, about: granted, body: { to: 'xa.high-court' } },
  reportExecution: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { summary: 'Searched.', outcomes: [{ measureId: bankRecords.id, outcome: 'partial' }] },
  },
  enquireStatus: { as: officer, not: auditor, about: outgoing('acknowledged'), body: { question: 'Where does it stand?' } },
  replyEnquiry: {
    as: officer,
    not: auditor,
    about: recorded('incoming', 'executing'),
    body: { enquiryId: known, text: 'In court.' },
  },
  changeUrgency: {
    as: officer,
    not: auditor,
    about: outgoing('acknowledged'),
    body: { urgency: 'urgent', reason: 'Trial is near.' },
  },
  askConsent: {
    as: officer,
    not: auditor,
    about: outgoing('result-received'),
    body: { use: 'Statements', proceedings: 'Tax case 7', reason: 'Same facts.' },
  },
  answerConsent: { as: head, not: officer, about: recorded('incoming', 'result-sent'), body: { consentId: known, given: true } },
  recordUse: {
    as: officer,
    not: auditor,
    about: outgoing('assessed'),
    body: { on: '2026-03-02', use: 'Indictment', proceedings: 'stated' },
  },
  disclose: {
    as: officer,
    not: auditor,
    about: outgoing('result-received'),
    body: { what: 'A receipt', proceedings: 'Case 5', on: '2026-03-02', before: true },
  },
  notifyCosts: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { kind: 'extraordinary', amount: '1200.00', currency: 'EUR', description: 'Expert' },
  },
  answerCosts: { as: head, not: officer, about: recorded('outgoing', 'executing'), body: { costId: known, agreed: true } },
  correctRequest: {
    as: officer,
    not: auditor,
    about: outgoing('acknowledged'),
    body: { corrects: 'Date of birth', text: '1 May 1970' },
  },
  discardDraft: { as: officer, not: auditor, about: drafted, body: { reasons: 'Not needed.' } },
  withdrawRequest: { as: head, not: officer, about: outgoing('acknowledged'), body: { reasons: 'The case ended.' } },
  meetCondition: {
    as: officer,
    not: auditor,
    about: recorded('outgoing', 'result-received'),
    body: { conditionId: agreed, on: '2026-03-01', how: 'Reported to the court.' },
  },
  returnMaterial: { as: officer, not: auditor, about: outgoing('assessed'), body: { what: 'Two files', on: '2026-03-02' } },
  reportAsset: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { assetId: known, description: 'Account 1', kind: 'money', step: 'traced', on: '2026-03-02' },
  },
  proposeLifting: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { property: 'Account 1', reasons: 'No evidence came.', viewsBy: '2026-04-01' },
  },
  giveLiftingViews: {
    as: officer,
    not: auditor,
    about: recorded('outgoing', 'executing'),
    body: { liftingId: known, opposes: true, views: 'An order comes.' },
  },
  liftFreeze: {
    as: head,
    not: officer,
    about: incoming('executing'),
    body: { property: 'Account 1', on: '2026-03-02', reasons: 'By order.', hearingImpossible: 'The court lifted it at once.' },
  },
  proposeAgreement: {
    as: officer,
    not: auditor,
    about: incoming('executing'),
    body: { assetIds: [known], basis: '57-5', text: 'Return of all.', share: '100' },
  },
  answerAgreement: {
    as: head,
    not: officer,
    about: recorded('outgoing', 'executing'),
    body: { agreementId: known, accepted: true },
  },
  reopenRequest: { as: head, not: officer, about: outgoing('closed'), body: { reasons: 'New facts.' } },
  noteOnRequest: { as: officer, not: auditor, about: drafted, body: { text: 'Ask the bank first.' } },
  assignRequest: { as: officer, not: auditor, about: drafted, body: { assignee: null } },
  registerArrival: {
    as: officer,
    not: auditor,
    about: registered,
    body: { kind: 'status-enquiry', body: { enquiryId: known }, receivedOn: '2026-01-01' },
  },
  registerRequest: { as: officer, not: auditor, body: paper },
}
