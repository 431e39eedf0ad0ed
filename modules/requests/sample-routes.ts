import { after } from 'node:test'
import { emptyRecord } from './contract.ts'
import type { IncomingState, OutgoingState } from './contract.ts'
import * as door from './operations.ts'
import { completeContent } from './rules/example-content.ts'
import { sampleApi } from './sample-api.ts'
import { recordAfter } from './rules/record.ts'
import type { Said } from './rules/record.ts'
import { openOffices } from './testing-office.ts'
import { tables } from './tables.ts'

export const { arlenia, bresonia } = await openOffices()
export const officer = arlenia.person('ana', 'case-officer')
export const head = arlenia.person('hugo', 'head')
export const auditor = arlenia.person('ada', 'auditor')
export const administrator = arlenia.person('adam', 'administrator')
export const translator = arlenia.person('tam', 'translator')
// Signed in here and of another authority, as on a hub that serves several.
export const stranger = bresonia.person('ben', 'case-officer', 'head', 'registrar', 'auditor')
export const app = await sampleApi(arlenia.node, [officer, head, auditor, administrator, translator, stranger])
after(() => app.close())

export const nowhere = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d99'
export const pdf = Buffer.from('%PDF-1.7 records')

export const matter = { title: 'Northern road', facts: '', persons: [], property: [], offences: [] }
export const openMatter = async () => (await arlenia.as(officer, (ctx) => door.openMatter(ctx, matter))).id
export const content = { ...completeContent() }

export async function drafted(): Promise<string> {
  return (
    await arlenia.as(officer, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content }),
    )
  ).id
}

/** A request that has come this far. The way there is the road's test; here only the door counts. */
export function outgoing(state: OutgoingState, returnsTo: 'acknowledged' | null = null) {
  return async () => placed(await drafted(), { direction: 'outgoing', state, returns_to: returnsTo })
}

export async function granted(): Promise<string> {
  return placed(await drafted(), { direction: 'incoming', state: 'decided', decided: 'granted' })
}

export async function urgent(): Promise<string> {
  const id = await drafted()
  return placed(id, { direction: 'outgoing', state: 'approved', content: JSON.stringify({ ...content, urgency: 'urgent' }) })
}

export const known = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d33'

export const agreed = '4e1b8d55-6b1f-4d72-8b68-2a7b4d1c8e44'

/** A request in whose record everything that can be answered waits for its answer. */
export function recorded(direction: 'outgoing' | 'incoming', state: OutgoingState | IncomingState) {
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

export const paper = {
  direction: 'incoming',
  form: 'mutual-legal-assistance',
  channel: 'post',
  counterpartName: 'Ministry of Justice',
  counterpartState: 'XB',
  datedOn: '2025-12-01',
  content: {},
} as const
export const registered = async () => (await arlenia.as(officer, (ctx) => door.registerRequest(ctx, paper))).id

export function incoming(state: IncomingState) {
  return async () => placed(await drafted(), { direction: 'incoming', state })
}

export async function placed(
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

export async function withFile(): Promise<string> {
  const requestId = await drafted()
  await arlenia.as(officer, (ctx) =>
    door.attachFile(ctx, { requestId, name: 'records.pdf', mediaType: 'application/pdf', bytes: pdf }),
  )
  return requestId
}

export async function noted(): Promise<string> {
  const requestId = await drafted()
  await arlenia.as(officer, (ctx) => door.doing('note')(ctx, { requestId, text: 'Ask the bank again.' }))
  return requestId
}

/** A request on paper that was acknowledged: line 2 of its timeline is the letter that says so. */
export async function withLetter(): Promise<string> {
  const requestId = await registered()
  await arlenia.as(officer, (ctx) => door.acknowledgeRequest(ctx, { requestId }))
  return requestId
}

export async function withSentLetter(): Promise<string> {
  const requestId = await withLetter()
  await arlenia.as(officer, (ctx) => door.noteSending(ctx, { requestId, sequence: 2, on: '2026-03-02', channel: 'post' }))
  return requestId
}
