import { inContext } from '@comity/accounts/server'
import type { Actor, Context, Node } from '@comity/accounts/contract'
import { openAsset, stepAsset } from '@comity/recovery/server'
import type { Request, RequestContent } from '@comity/requests/contract'
import * as door from '@comity/requests/server'
import { later, lifeContents, oldByPost } from './life-texts.ts'
import type { DemoNodes } from './found-network.ts'
import { officersOf } from './officers.ts'
import { unansweredCase } from './unanswered-case.ts'

/** How long one case waits for a dossier of the other side; longer, and the case stays where it is. */
const ARRIVAL_MS = 20_000

interface Side {
  readonly node: Node
  readonly officer: Actor
  readonly head: Actor
  readonly registrar: Actor
}

interface Play {
  readonly a: Side
  readonly b: Side
  /** Ends the play: nothing more is done. */
  readonly over: () => boolean
}

/**
 * Plays more cases by the product's own operations while the demonstration runs already: a freeze with a condition that ends in a return, a
 * refusal in part after consultation, a misdirected request, a supplementary one, one overdue, one that nobody answers, one by letters. `over` ends it between two steps.
 */
export async function playWholeLife(nodes: DemoNodes, over: () => boolean): Promise<void> {
  const a = await officersOf(nodes.a, { officer: 'amara.okoye', head: 'viktor.lindqvist', registrar: 'salma.haddad' })
  const b = await officersOf(nodes.b, { officer: 'nadia.karim', head: 'yusuf.rahmani', registrar: 'lin.zhao' })
  const play = { a: { ...a, node: nodes.a }, b: { ...b, node: nodes.b }, over }
  await unansweredCase(nodes.a, a.officer, nodes.b.facts.authorityId)
  await byLetters(play)
  const frozen = await freezeToReturn(play)
  await refusedInPart(play)
  await misdirected(play)
  if (frozen !== null) await supplementary(play, frozen)
}

/** One act of one person. Where it met an arriving receipt in the database it is done again, as a person would. */
async function as<Result>(
  { node }: Pick<Side, 'node'>,
  actor: Actor,
  act: (ctx: Context) => Promise<Result>,
  again = 3,
): Promise<Result> {
  try {
    return await inContext(node, actor, act)
  } catch (error) {
    const met = error instanceof Error && 'code' in error && error.code === DEADLOCK
    if (!met || again === 0) throw error
    return as({ node }, actor, act, again - 1)
  }
}

/** PostgreSQL: two transactions waited for each other, and this one was undone. */
const DEADLOCK = '40P01'

/** The day on a node's calendar. */
const today = ({ node }: Side): string => node.world.clock.now().toISOString().slice(0, 10)

/** Sends a request of A to B; gives its id on both sides, or null where it did not arrive in time. */
async function sent(
  play: Play,
  content: RequestContent,
  supplements?: string,
): Promise<{ readonly out: string; readonly into: string } | null> {
  const { a, b } = play
  const base = { form: 'mutual-legal-assistance' as const, content }
  const more = supplements === undefined ? { counterpart: b.node.facts.authorityId } : { supplements }
  const { id: requestId } = await as(a, a.officer, (ctx) => door.draftRequest(ctx, { ...base, ...more }))
  await as(a, a.officer, (ctx) => door.submitRequest(ctx, { requestId }))
  await as(a, a.head, (ctx) => door.approveRequest(ctx, { requestId }))
  const { ownReference } = await as(a, a.head, (ctx) => door.sendRequest(ctx, { requestId }))
  const into = await eventually(play, async () => {
    const { rows } = await door.listRequests(b.node.db, { actor: b.head }, { direction: 'incoming', limit: 50 })
    return rows.find((row) => row.counterpartReference === ownReference)?.id ?? null
  })
  return into === null ? null : { out: requestId, into }
}

/** What comes to be, asked again and again; null where the time or the play is over before. */
async function eventually<Found>({ a: { node }, over }: Play, ask: () => Promise<Found | null>): Promise<Found | null> {
  const until = node.world.clock.monotonicMs() + ARRIVAL_MS
  while (!over() && node.world.clock.monotonicMs() < until) {
    const found = await ask()
    if (found !== null) return found
    await node.world.timers.sleep(50)
  }
  return null
}

/** The request of one side once it is as expected. */
function once(play: Play, side: Side, id: string, is: (request: Request) => boolean): Promise<Request | null> {
  return eventually(play, async () => {
    const request = await door.getRequest(side.node.db, { actor: side.head }, id)
    return is(request) ? request : null
  })
}

async function freezeToReturn(play: Play): Promise<string | null> {
  const { a, b } = play
  const ids = await sent(play, lifeContents.freeze(a.node.world))
  if (ids === null) return null
  const [out, into] = [{ requestId: ids.out }, { requestId: ids.into }]
  await as(b, b.registrar, (ctx) => door.acknowledgeRequest(ctx, into))
  await as(b, b.head, (ctx) =>
    door.decideRequest(ctx, {
      ...into,
      decision: 'granted-with-conditions',
      conditions: [
        { kind: 'use-limitation', text: 'What is learnt of the account serves the proceeding named in the request only.' },
      ],
    }),
  )
  const decided = await once(play, a, ids.out, ({ record }) => record.conditions.length > 0)
  if (decided === null) return null
  const answers = decided.record.conditions.map(({ id }) => ({ conditionId: id, accepted: true }))
  await as(a, a.head, (ctx) => door.doing('answer-conditions')(ctx, { ...out, answers }))
  const accepted = await once(play, b, ids.into, ({ record }) => record.conditions.every(({ status }) => status === 'accepted'))
  if (accepted === null) return null
  await as(b, b.officer, (ctx) => door.startExecution(ctx, { ...into, executingAuthority: 'High Court of Bresonia' }))
  await ledger(b, ids.into)
  await as(b, b.officer, (ctx) =>
    door.doing('notify-costs')(ctx, {
      ...into,
      kind: 'extraordinary',
      amount: '18000.00',
      currency: 'EUR',
      description: 'Forensic valuation of the shares',
    }),
  )
  return ids.out
}

/** Traced, frozen, confiscated, and a part of it returned; each step is told to Arlenia. */
async function ledger(b: Side, requestId: string): Promise<void> {
  const on = today(b)
  const asset = await as(b, b.officer, (ctx) =>
    openAsset(ctx, {
      kind: 'money',
      description: 'Account of Silver Heron Ltd',
      state: 'xb',
      currency: 'EUR',
      amount: '480000',
      on,
      requestId,
      tell: true,
    }),
  )
  const step = (actor: Actor, input: Omit<Parameters<typeof stepAsset>[1], 'on' | 'assetId'>) =>
    as(b, actor, (ctx) => stepAsset(ctx, { ...input, on, assetId: asset.id, requestId, tell: true }))
  await step(b.officer, { act: 'trace', evidence: 'Statement of the bank' })
  await step(b.officer, {
    act: 'freeze',
    freezeBasis: '54-2-a',
    automaticLifting: 'After one year',
    until: later(b.node.world, 365),
  })
  await step(b.officer, {
    act: 'order',
    orderReference: 'HC 41/2026',
    orderIssuedOn: on,
    orderAmount: '480000',
    orderCurrency: 'EUR',
  })
  await step(b.officer, { act: 'finalise' })
  await step(b.officer, { act: 'enforce' })
  await step(b.officer, { act: 'expense', amount: '6000', reasons: 'Costs of the proceedings' })
  await step(b.head, { act: 'return', amount: '300000', returnBasis: '57-3-a', recipient: 'Treasury of Arlenia' })
}

async function refusedInPart(play: Play): Promise<void> {
  const { a, b } = play
  const ids = await sent(play, lifeContents.search(a.node.world))
  if (ids === null) return
  const [out, into] = [{ requestId: ids.out }, { requestId: ids.into }]
  const ground = 'contrary-to-own-law' as const
  await as(b, b.registrar, (ctx) => door.acknowledgeRequest(ctx, into))
  await as(b, b.officer, (ctx) =>
    door.doing('consult')(ctx, {
      ...into,
      about: 'refusal',
      grounds: [ground],
      text: 'A search needs an order of a court, which the enclosed facts do not carry. Would the records alone serve?',
      replyBy: later(b.node.world, 21),
    }),
  )
  const asked = await once(play, a, ids.out, ({ record }) => record.consultations.length > 0)
  const consultationId = asked?.record.consultations[0]?.id
  if (consultationId === undefined) return
  const reply = { consultationId, text: 'Yes: the records suffice for the indictment.' }
  await as(a, a.officer, (ctx) => door.doing('reply-consultation')(ctx, { ...out, ...reply }))
  const replied = await once(play, b, ids.into, ({ record }) => record.consultations.some(({ replies }) => replies.length > 0))
  if (replied === null) return
  await as(b, b.officer, (ctx) => door.doing('conclude-consultation')(ctx, { ...into, consultationId, outcome: 'agreed' }))
  const measures = (replied.content.measures ?? []).map(({ id, kind }) =>
    kind === 'search-or-seize'
      ? { measureId: id, decision: 'refused' as const, ground, reasons: 'No order of a court.' }
      : { measureId: id, decision: 'granted' as const },
  )
  const reasons = 'The search is refused for want of an order of a court; the records are granted.'
  await as(b, b.head, (ctx) =>
    door.decideRequest(ctx, { ...into, decision: 'partially-granted', grounds: [ground], reasons, measures }),
  )
}

/** Sent to a State that is not competent, given back with the name of the authority of a third State that is, and written anew for that one. */
async function misdirected(play: Play): Promise<void> {
  const { a, b } = play
  const ids = await sent(play, lifeContents.taxFile(a.node.world))
  if (ids === null) return
  await as(b, b.registrar, (ctx) =>
    door.doing('forward')(ctx, {
      requestId: ids.into,
      competent: 'Ministry of Justice of Caldova, by post',
      reasons:
        'The proceeding was pending in Caldova, whose ministry keeps its files. What you told us in confidence was handed to nobody.',
    }),
  )
  const returned = await once(play, a, ids.out, ({ state }) => state === 'returned')
  if (returned === null) return
  await as(a, a.officer, (ctx) => door.draftRequest(ctx, { form: returned.form, like: returned.id, content: {} }))
}

async function supplementary(play: Play, supplements: string): Promise<void> {
  const ids = await sent(play, lifeContents.secondAccount(play.a.node.world), supplements)
  if (ids === null) return
  await as(play.b, play.b.registrar, (ctx) => door.acknowledgeRequest(ctx, { requestId: ids.into }))
}

/** From a State without a node: one whose answer is long overdue, one whose acknowledgement went by courier and whose question still has to. */
async function byLetters({ a }: Play): Promise<void> {
  await as(a, a.registrar, (ctx) => door.registerRequest(ctx, oldByPost(a.node.world, 'overdue')))
  const { id: requestId } = await as(a, a.registrar, (ctx) => door.registerRequest(ctx, oldByPost(a.node.world, 'letters')))
  const { renditions } = await as(a, a.registrar, (ctx) => door.acknowledgeRequest(ctx, { requestId }))
  const [letter] = renditions
  if (letter !== undefined)
    await as(a, a.registrar, (ctx) =>
      door.noteSending(ctx, { requestId, sequence: letter.sequence, on: today(a), channel: 'courier', tracking: 'CX-20931' }),
    )
  await as(a, a.officer, (ctx) =>
    door.askClarification(ctx, {
      requestId,
      question: 'In which proceeding are the entries to be used?',
      answerBy: later(a.node.world, 30),
    }),
  )
}
