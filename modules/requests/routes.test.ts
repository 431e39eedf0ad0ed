import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { Route } from '@comity/http'
import { emptyRecord, requestsApi } from './contract.ts'
import type { IncomingState, OutgoingState } from './contract.ts'
import * as door from './operations.ts'
import { bankRecords, completeContent } from './rules/example-content.ts'
import { bearerOf, sampleApi } from './sample-api.ts'
import { recordAfter } from './rules/record.ts'
import type { Said } from './rules/record.ts'
import { openOffices } from './testing-office.ts'
import { tables } from './tables.ts'

const { arlenia, bresonia } = await openOffices()
const officer = arlenia.person('ana', 'case-officer')
const head = arlenia.person('hugo', 'head')
const auditor = arlenia.person('ada', 'auditor')
const administrator = arlenia.person('adam', 'administrator')
const translator = arlenia.person('tam', 'translator')
// Signed in here and of another authority, as on a hub that serves several.
const stranger = bresonia.person('ben', 'case-officer', 'head', 'registrar', 'auditor')
const app = await sampleApi(arlenia.node, [officer, head, auditor, administrator, translator, stranger])
after(() => app.close())

const nowhere = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d99'
const pdf = Buffer.from('%PDF-1.7 records')

interface Case {
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

const matter = { title: 'Northern road', facts: '', persons: [], property: [], offences: [] }
const openMatter = async () => (await arlenia.as(officer, (ctx) => door.openMatter(ctx, matter))).id
const content = { ...completeContent() }

async function drafted(): Promise<string> {
  return (
    await arlenia.as(officer, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content }),
    )
  ).id
}

/** A request that has come this far. The way there is the road's test; here only the door counts. */
function outgoing(state: OutgoingState, returnsTo: 'acknowledged' | null = null) {
  return async () => placed(await drafted(), { direction: 'outgoing', state, returns_to: returnsTo })
}

async function granted(): Promise<string> {
  return placed(await drafted(), { direction: 'incoming', state: 'decided', decided: 'granted' })
}

async function urgent(): Promise<string> {
  const id = await drafted()
  return placed(id, { direction: 'outgoing', state: 'approved', content: JSON.stringify({ ...content, urgency: 'urgent' }) })
}

const known = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d33'

const agreed = '4e1b8d55-6b1f-4d72-8b68-2a7b4d1c8e44'

/** A request in whose record everything that can be answered waits for its answer. */
function recorded(direction: 'outgoing' | 'incoming', state: OutgoingState | IncomingState) {
  const at = '2026-02-01T10:00:00.000Z'
  const theirs = direction === 'outgoing' ? ('requested' as const) : ('requesting' as const)
  const open: Said[] = [
    {
      kind: 'consultation',
      by: 'requested',
      at,
      body: { consultationId: known, about: 'refusal', grounds: [], text: 'Talk.', replyBy: '2026-02-02' },
    },
    {
      kind: 'conditions-proposed',
      by: 'requested',
      at,
      body: {
        conditions: [
          { id: known, kind: 'other', text: 'So.' },
          { id: agreed, kind: 'other', text: 'Thus.' },
        ],
      },
    },
    { kind: 'conditions-answered', by: 'requesting', at, body: { answers: [{ conditionId: agreed, accepted: true }] } },
    { kind: 'status-enquiry', by: theirs, at, body: { enquiryId: known } },
    { kind: 'use-consent-asked', by: 'requesting', at, body: { consentId: known, use: 'U', proceedings: 'P', reason: 'Why.' } },
    {
      kind: 'cost-notice',
      by: 'requested',
      at,
      body: { costId: known, kind: 'ordinary', amount: '1', currency: 'EUR', description: 'Copies' },
    },
    {
      kind: 'lifting-proposed',
      by: 'requested',
      at,
      body: { liftingId: known, property: 'Account', reasons: 'None.', viewsBy: '2026-02-02' },
    },
    { kind: 'agreement-proposed', by: theirs, at, body: { agreementId: known, assetIds: [], basis: '57-5', text: 'All.' } },
  ]
  const record = JSON.stringify(open.reduce(recordAfter, emptyRecord))
  return async () => placed(await drafted(), { direction, state, record })
}

const paper = {
  direction: 'incoming',
  form: 'mutual-legal-assistance',
  channel: 'post',
  counterpartName: 'Ministry of Justice',
  counterpartState: 'XB',
  datedOn: '2025-12-01',
  content: {},
} as const
const registered = async () => (await arlenia.as(officer, (ctx) => door.registerRequest(ctx, paper))).id

function incoming(state: IncomingState) {
  return async () => placed(await drafted(), { direction: 'incoming', state })
}

async function placed(
  id: string,
  at: {
    direction: 'outgoing' | 'incoming'
    state: OutgoingState | IncomingState
    returns_to?: 'acknowledged' | null
    record?: string
    decided?: 'granted'
    content?: string
  },
): Promise<string> {
  await tables(arlenia.node.db).updateTable('requests.request').set(at).where('id', '=', id).execute()
  return id
}

async function withFile(): Promise<string> {
  const requestId = await drafted()
  await arlenia.as(officer, (ctx) =>
    door.attachFile(ctx, { requestId, name: 'records.pdf', mediaType: 'application/pdf', bytes: pdf }),
  )
  return requestId
}

async function noted(): Promise<string> {
  const requestId = await drafted()
  await arlenia.as(officer, (ctx) => door.doing('note')(ctx, { requestId, text: 'Ask the bank again.' }))
  return requestId
}

/** A request on paper that was acknowledged: line 2 of its timeline is the letter that says so. */
async function withLetter(): Promise<string> {
  const requestId = await registered()
  await arlenia.as(officer, (ctx) => door.acknowledgeRequest(ctx, { requestId }))
  return requestId
}

async function withSentLetter(): Promise<string> {
  const requestId = await withLetter()
  await arlenia.as(officer, (ctx) => door.noteSending(ctx, { requestId, sequence: 2, on: '2026-03-02', channel: 'post' }))
  return requestId
}

const cases: Readonly<Record<keyof typeof requestsApi, Case>> = {
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

interface Answer {
  readonly statusCode: number
  readonly code: unknown
  readonly problems: unknown
  readonly body: string
}

async function call(
  route: Route,
  by: Actor | null,
  to: { readonly id?: string | undefined; readonly query?: string | undefined; readonly body?: object | undefined },
): Promise<Answer> {
  const path = route.url.replace(':id', to.id ?? nowhere).replace(':name', 'records.pdf')
  const response = await app.inject({
    method: route.method,
    url: to.query === undefined ? path : `${path}?${to.query}`,
    headers: by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` },
    ...(to.body === undefined ? {} : { payload: to.body }),
  })
  const said: { code?: unknown; problems?: unknown } = response.json()
  return { statusCode: response.statusCode, code: said.code, problems: said.problems, body: response.body }
}

for (const [name, route] of Object.entries<Route>(requestsApi)) {
  const given = Object.entries(cases).find(([of]) => of === name)?.[1]
  assert(given, `no case for ${name}`)
  const { as, not, about, query } = given
  const body = typeof given.body === 'function' ? given.body() : given.body
  const good = async () => ({ id: await about?.(), query, body })

  describe(`${route.method} ${route.url}`, () => {
    it('answers nobody who is not signed in', async () => {
      const { statusCode, code } = await call(route, null, await good())
      assert.deepEqual([statusCode, code], [401, 'not-signed-in'])
    })

    it('refuses a role that may not', async () => {
      const { statusCode, code } = await call(route, not, await good())
      assert.deepEqual([statusCode, code], [403, 'not-allowed'])
    })

    it('tells another authority nothing', async () => {
      const to = await good()
      const answer = await call(route, stranger, to)
      if (about) {
        const { statusCode, code, problems } = await call(route, stranger, { ...to, id: nowhere })
        assert.deepEqual([answer.statusCode, answer.code, answer.problems], [statusCode, code, problems])
        assert.equal(statusCode, 404)
      } else {
        assert.equal(answer.statusCode, 200, answer.body)
        assert(!answer.body.includes(arlenia.authorityId) && !answer.body.includes('XA-'), answer.body)
      }
    })

    it('refuses what its schema does not name, saying what', async () => {
      const to = await good()
      const wrong = [
        ...(about ? [{ ...to, id: 'not-an-id' }] : []),
        ...(route.query
          ? [
              { ...to, query: 'more=1' },
              { ...to, query: 'limit=0' },
            ]
          : []),
        ...(route.body
          ? [
              { ...to, body: { ...body, more: 1 } },
              { ...to, body: [] },
            ]
          : []),
      ]
      for (const malformed of wrong) {
        const { statusCode, problems } = await call(route, as, malformed)
        assert.equal(statusCode, 400, JSON.stringify(malformed))
        assert(Array.isArray(problems) && problems.length > 0, JSON.stringify(malformed))
      }
      assert(wrong.length > 0 || name === 'dashboard')
    })

    it('does it for one who may', async () => {
      const answer = await call(route, as, await good())
      assert.equal(answer.statusCode, 200, answer.body)
      assert(route.response.safeParse(JSON.parse(answer.body)).success)
    })
  })
}

describe('the files of a request', () => {
  const put = (
    id: string,
    by: Actor | null,
    file: { readonly name?: string; readonly type?: string; readonly bytes?: Buffer } = {},
  ) =>
    app.inject({
      method: 'PUT',
      url: `/api/requests/${id}/attachments/${encodeURIComponent(file.name ?? 'records.pdf')}`,
      headers: {
        'content-type': file.type ?? 'application/pdf',
        ...(by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` }),
      },
      payload: file.bytes ?? pdf,
    })
  const get = (id: string, sha256: string, by: Actor | null) =>
    app.inject({
      method: 'GET',
      url: `/api/requests/${id}/files/${sha256}`,
      headers: by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` },
    })

  it('are put by who may write in the draft, and by nobody else', async () => {
    const id = await drafted()
    assert.equal((await put(id, null)).statusCode, 401)
    assert.equal((await put(id, auditor)).statusCode, 403)
    assert.deepEqual([(await put(id, stranger)).statusCode, (await put(nowhere, stranger)).statusCode], [404, 404])
    const answer = await put(id, officer)
    assert.equal(answer.statusCode, 200)
    assert.deepEqual(
      requestsApi.getRequest.response.parse(answer.json()).attachments.map((file) => [file.name, file.bytes]),
      [['records.pdf', pdf.length]],
    )
  })

  it('are refused under a bad address, name or kind', async () => {
    const id = await drafted()
    const codes = async (response: ReturnType<typeof put>) => {
      const { statusCode, json } = await response
      const said: { code: string } = json()
      return [statusCode, said.code]
    }
    assert.deepEqual(await codes(put('not-an-id', officer)), [400, 'bad-input'])
    assert.deepEqual(await codes(put(id, officer, { name: '.hidden' })), [400, 'bad-input'])
    assert.deepEqual(await codes(put(id, officer, { type: 'application/x-msdownload' })), [422, 'attachment-kind'])
    assert.deepEqual(await codes(put(id, officer, { bytes: Buffer.from('MZ') })), [422, 'attachment-kind'])
  })

  it('are read back byte by byte, as a download, by who may read the request', async () => {
    const id = await withFile()
    const request = await door.getRequest(arlenia.node.db, { actor: officer }, id)
    const sha256 = request.attachments[0]?.sha256 ?? ''
    assert.equal((await get(id, sha256, null)).statusCode, 401)
    assert.equal((await get(id, sha256, administrator)).statusCode, 403)
    assert.deepEqual(
      [(await get(id, sha256, stranger)).statusCode, (await get(nowhere, sha256, stranger)).statusCode],
      [404, 404],
    )
    assert.equal((await get(id, 'ff', auditor)).statusCode, 400)
    // A file of the node that is of another request: knowing its hash opens nothing.
    assert.equal((await get(await drafted(), sha256, auditor)).statusCode, 404)
    const answer = await get(id, sha256, auditor)
    assert.deepEqual([answer.statusCode, answer.rawPayload], [200, pdf])
    assert.match(String(answer.headers['content-disposition']), /^attachment;/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  })
})
