import assert from 'node:assert/strict'
import { inContext, peerActor } from '@comity/accounts/server'
import { DossierId } from '@comity/exchange/contract'
import * as requests from '@comity/requests/server'
import type { Office } from './offices.ts'

/** Hands over everything that one office told the other about its request and that has not been handed over, in order. */
export async function carry(from: Office, to: Office, requestId: string, carried: Set<string>): Promise<number> {
  const reader = { actor: from.person('postman', 'head') }
  const { thread } = await requests.getRequest(from.node.db, reader, requestId)
  const entries = await requests.timelineOf(from.node.db, reader, requestId)
  const ours = entries.filter((entry) => entry.side === 'ours' && entry.dossierId !== null)
  const waiting = [...ours.entries()].filter(([, { dossierId }]) => dossierId !== null && !carried.has(dossierId))
  for (const [index, entry] of waiting) {
    const dossierId = DossierId.parse(entry.dossierId)
    carried.add(dossierId)
    const dossier = {
      dossierId,
      kind: entry.act,
      sender: from.authorityId,
      addressee: to.authorityId,
      thread,
      sequence: index + 1,
      createdAt: new Date(entry.at),
      body: JSON.parse(JSON.stringify(entry.body)),
      attachments: entry.attachments,
      language: 'en',
    }
    await inContext(to.node, peerActor(from.authorityId), (ctx) => requests.requestsReceiver().receive(ctx, dossier))
  }
  return waiting.length
}

type Decision = Omit<Parameters<typeof requests.decideRequest>[1], 'requestId'>

/** A request of Arlenia to freeze and confiscate property in Bresonia that was granted there: its id in both offices. */
export async function grantedRequest(
  arlenia: Office,
  bresonia: Office,
  carried: Set<string>,
  decision: Decision = { decision: 'granted' },
): Promise<{ out: string; into: string }> {
  const [ana, hugo] = [arlenia.person('ana', 'case-officer'), arlenia.person('hugo', 'head')]
  const [ben, cleo] = [bresonia.person('ben', 'case-officer', 'registrar'), bresonia.person('cleo', 'head')]
  const draft = await arlenia.as(ana, (ctx) =>
    requests.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: contentOf() }),
  )
  const out = { requestId: draft.id }
  const copy = { name: 'order.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.4 order') }
  await arlenia.as(ana, (ctx) => requests.attachFile(ctx, { ...out, ...copy }))
  await arlenia.as(ana, (ctx) => requests.submitRequest(ctx, out))
  await arlenia.as(hugo, (ctx) => requests.approveRequest(ctx, out))
  await arlenia.as(hugo, (ctx) => requests.sendRequest(ctx, out))
  await carry(arlenia, bresonia, draft.id, carried)
  const { rows } = await requests.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 50 })
  const [row] = rows.filter(({ counterpartReference }) => counterpartReference === draft.ownReference)
  assert(row, 'the request has arrived')
  const into = { requestId: row.id }
  await bresonia.as(ben, (ctx) => requests.acknowledgeRequest(ctx, into))
  await bresonia.as(cleo, (ctx) => requests.decideRequest(ctx, { ...into, ...decision }))
  await carry(bresonia, arlenia, row.id, carried)
  return { out: draft.id, into: row.id }
}

function contentOf() {
  return {
    subject: 'Accounts of Meridian Trading Ltd',
    legalBasis: ['UNCAC art. 55'],
    requestingAuthority: 'Central Authority of Arlenia',
    proceeding: {
      subjectMatter: 'Embezzlement of the northern road fund',
      nature: 'judicial-proceeding' as const,
      authorityName: 'High Court of Arlen',
      authorityFunctions: 'Tries corruption offences',
    },
    facts: 'Public funds were paid to a company in Bresonia.',
    offences: [{ title: 'Embezzlement', provision: 'Criminal Code, s. 201', maximumPenalty: '12 years', lawText: 'Whoever …' }],
    persons: [{ kind: 'legal' as const, position: 'owner' as const, name: 'Meridian Trading Ltd' }],
    property: [
      {
        kind: 'money' as const,
        description: 'Account BR-1',
        amount: '1000000',
        currency: 'USD',
        location: 'Bresonia',
        grounds: 'Statements',
      },
    ],
    measures: [
      {
        id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d11',
        kind: 'trace-or-freeze-proceeds' as const,
        description: 'Freeze account BR-1.',
      },
    ],
    purpose: 'To secure and recover the funds.',
    language: 'en',
    urgency: 'routine' as const,
    confidentiality: 'ordinary' as const,
    confiscation: {
      route: 'foreign-order' as const,
      grounds: 'The account received the funds.',
      order: { court: 'High Court', reference: 'C 12/2026', issuedOn: '2026-01-10', final: true, copy: 'order.pdf' },
      extent: 'Whole amount',
      thirdParties: 'Notice was published.',
      maximumAmount: '1000000',
      currency: 'USD',
    },
    acceptedGaps: [],
  }
}
