import { inContext } from '@comity/accounts/server'
import type { Actor, Node } from '@comity/accounts/contract'
import {
  acknowledgeRequest,
  approveRequest,
  askClarification,
  attachFile,
  draftRequest,
  listRequests,
  openMatter,
  registerRequest,
  sendRequest,
  submitRequest,
} from '@comity/requests/server'
import type { RequestContent } from '@comity/requests/contract'
import { byPost, matters, requestContents } from './case-texts.ts'
import type { DemoNodes } from './found-network.ts'
import { officersOf } from './officers.ts'

/** How long the demonstration waits for its own dossiers to arrive; longer, and it starts with fewer cases. */
const ARRIVAL_MS = 8000

/**
 * Plays the beginning of a few cases by the product's own operations, so that a new visitor sees work under way: one request that Bresonia has
 * asked a clarification on, one in review, one draft, one from Bresonia that waits to be acknowledged, and one that came by post
 * from a State without a node. All persons are invented.
 */
export async function playDemoCases(nodes: DemoNodes): Promise<void> {
  const a = await officersOf(nodes.a, { officer: 'amara.okoye', head: 'viktor.lindqvist', registrar: 'salma.haddad' })
  const b = await officersOf(nodes.b, { officer: 'nadia.karim', head: 'yusuf.rahmani', registrar: 'lin.zhao' })
  const matterA = await inContext(nodes.a, a.officer, (ctx) => openMatter(ctx, matters.harbour))
  const matterB = await inContext(nodes.b, b.officer, (ctx) => openMatter(ctx, matters.hospital))
  await sendOne(nodes.a, a, {
    matterId: matterA.id,
    counterpart: nodes.b.facts.authorityId,
    content: requestContents.bankRecords(nodes.a.world),
  })
  await sendOne(nodes.b, b, {
    matterId: matterB.id,
    counterpart: nodes.a.facts.authorityId,
    content: requestContents.companyRecords(nodes.b.world),
  })
  const review = await draft(nodes.a, a.officer, {
    matterId: matterA.id,
    counterpart: nodes.b.facts.authorityId,
    content: requestContents.freeze(nodes.a.world),
  })
  await inContext(nodes.a, a.officer, (ctx) => submitRequest(ctx, { requestId: review }))
  const { subject, persons, offences } = requestContents.witness(nodes.a.world)
  await draft(nodes.a, a.officer, {
    matterId: matterA.id,
    counterpart: nodes.b.facts.authorityId,
    content: { subject, persons, offences },
  })
  await inContext(nodes.a, a.registrar, (ctx) => registerRequest(ctx, byPost(nodes.a.world)))
  await answerFirst(nodes.b, b)
}

interface Officers {
  readonly officer: Actor
  readonly head: Actor
  readonly registrar: Actor
}

interface NewRequest {
  readonly matterId: string
  readonly counterpart: Node['facts']['authorityId']
  readonly content: Partial<RequestContent>
}

async function draft(node: Node, officer: Actor, request: NewRequest): Promise<string> {
  const made = await inContext(node, officer, (ctx) => draftRequest(ctx, { form: 'mutual-legal-assistance', ...request }))
  return made.id
}

async function sendOne(node: Node, officers: Officers, request: NewRequest): Promise<void> {
  const requestId = await draft(node, officers.officer, request)
  const note = new TextEncoder().encode(
    'Chronology of the transfers, prepared by the investigating unit.\nInvented for the demonstration.\n',
  )
  await inContext(node, officers.officer, (ctx) =>
    attachFile(ctx, { requestId, name: 'chronology.txt', mediaType: 'text/plain', bytes: note }),
  )
  await inContext(node, officers.officer, (ctx) => submitRequest(ctx, { requestId }))
  await inContext(node, officers.head, (ctx) => approveRequest(ctx, { requestId }))
  await inContext(node, officers.head, (ctx) => sendRequest(ctx, { requestId }))
}

/** Bresonia acknowledges what arrived first and asks something; when nothing arrives in time, it is left to the visitor. */
async function answerFirst(node: Node, { officer, registrar }: Officers): Promise<void> {
  const until = node.world.clock.monotonicMs() + ARRIVAL_MS
  while (node.world.clock.monotonicMs() < until) {
    const { rows } = await listRequests(node.db, { actor: registrar }, { direction: 'incoming', limit: 1 })
    const [first] = rows
    if (first !== undefined) {
      await inContext(node, registrar, (ctx) => acknowledgeRequest(ctx, { requestId: first.id }))
      await inContext(node, officer, (ctx) =>
        askClarification(ctx, {
          requestId: first.id,
          question:
            'Please state for which branch of the bank the records of the second account are sought, and whether certified copies are needed.',
        }),
      )
      return
    }
    await node.world.timers.sleep(100)
  }
}
