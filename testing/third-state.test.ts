// A request that came to a State which is not competent, and what became of it in the one that is: three States on nodes and processes of their own.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import type { Request } from '@comity/requests/contract'
import { completeContent } from '../modules/requests/rules/example-content.ts'
import { moreOfficers, officers, startNetwork, until, type Desk, type Network } from './two-nodes.ts'

const [bresonia, caldova] = ['xb.central-authority', 'xc.central-authority'].map((id) => AuthorityId.parse(id))
const subject = 'Accounts of Blue Pelican Trading Ltd'
const reasons = 'The bank and its books are in Caldova; nothing of them is in Bresonia.'
const order = { name: 'order.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.4 order') }

let network: Network
let at: Readonly<Record<'amara' | 'viktor' | 'lin' | 'tia' | 'dora', Desk>>

before(async () => {
  network = await startNetwork({ further: 'caldova' })
  assert(network.c, 'the third State has a node')
  const [amara, viktor, lin, tia, dora] = await Promise.all([
    network.a.signIn(officers.amara),
    network.a.signIn(officers.viktor),
    network.b.signIn(officers.lin),
    network.c.signIn(moreOfficers.tia),
    network.c.signIn(moreOfficers.dora),
  ])
  at = { amara, viktor, lin, tia, dora }
})
after(() => network?.stop())

const see = ({ requests }: Desk, id: string): Promise<Request> => requests.getRequest({ params: { id } })
const once = (desk: Desk, id: string, is: (request: Request) => boolean): Promise<Request> =>
  until('the request is so', async () => {
    const request = await see(desk, id)
    return is(request) ? request : null
  })

async function send(id: string): Promise<Request> {
  await at.amara.requests.submitRequest({ params: { id }, body: {} })
  await at.viktor.requests.approveRequest({ params: { id }, body: {} })
  return at.viktor.requests.sendRequest({ params: { id }, body: {} })
}

/** Everything of an office's incoming requests, as this person sees it. */
async function incoming({ requests }: Desk): Promise<Request[]> {
  const { rows } = await requests.listRequests({ query: { direction: 'incoming' } })
  return Promise.all(rows.map(({ id }) => requests.getRequest({ params: { id } })))
}

const arrived = (desk: Desk, thread: string): Promise<Request> =>
  until('the request arrives', async () => (await incoming(desk)).find((one) => one.thread === thread) ?? null)

describe('a request whose matter lies in a third State', { timeout: 300_000 }, () => {
  let first: Request
  let second: Request

  it('is given back by the State that is not competent, which names who is, and hands nobody else anything', async () => {
    const { id } = await at.amara.requests.draftRequest({
      body: { counterpart: bresonia, form: 'mutual-legal-assistance', content: { ...completeContent(), subject } },
    })
    await at.amara.attach(id, order)
    first = await send(id)
    const there = await arrived(at.lin, first.thread)
    const forward = (body: object) => at.lin.requests.forwardRequest({ params: { id: there.id }, body: { reasons, ...body } })
    await assert.rejects(forward({ to: caldova }), { code: 'bad-input' })
    await assert.rejects(forward({ competentAuthority: AuthorityId.parse('xa.central-authority') }), { code: 'bad-input' })
    const told = await forward({ competentAuthority: caldova })
    assert.deepEqual([told.state, told.record.misdirected?.competentAuthority], ['forwarded', caldova])
    first = await once(at.amara, id, ({ state }) => state === 'returned')
    const { misdirected } = first.record
    assert.deepEqual(
      [misdirected?.competentAuthority, misdirected?.to, misdirected?.reasons, first.counterpart],
      [caldova, null, reasons, bresonia],
    )
    assert.deepEqual(await incoming(at.tia), [], 'what was told in confidence went to no third State')
  })

  it('is written anew for the competent one with nothing typed twice, and each of the two leads to the other', async () => {
    const draft = await at.amara.requests.draftRequest({
      body: { like: first.id, form: 'mutual-legal-assistance', content: {} },
    })
    assert.deepEqual([draft.state, draft.counterpart, draft.content], ['draft', caldova, first.content])
    assert.deepEqual(
      draft.attachments.map(({ name }) => name),
      [order.name],
    )
    assert.notEqual(draft.thread, first.thread)
    const noted = async (id: string, act: string) =>
      (await at.amara.requests.timelineOf({ params: { id } })).entries.find((entry) => entry.act === act)
    assert.deepEqual(await noted(first.id, 'drafted-anew').then((one) => [one?.internal, one?.body]), [
      true,
      { reference: draft.ownReference, anewId: draft.id },
    ])
    assert.deepEqual((await noted(draft.id, 'drafted'))?.body, { insteadOf: first.ownReference, insteadOfId: first.id })
    second = await send(draft.id)
  })

  it('is followed to its result there, of which the State in between sees nothing', async () => {
    const { id } = await arrived(at.tia, second.thread)
    const there = await see(at.tia, id)
    assert.deepEqual(
      [there.counterpart, there.content.facts, there.record.misdirected, there.supplements],
      ['xa.central-authority', first.content.facts, null, null],
      'the competent State has a request like any other, and nothing of the one in between',
    )
    const [file] = there.attachments
    assert.deepEqual(Buffer.from(await at.tia.download(`/api/requests/${id}/files/${file?.sha256}`)), Buffer.from(order.bytes))
    await at.tia.requests.acknowledgeRequest({ params: { id }, body: {} })
    await at.dora.requests.decideRequest({ params: { id }, body: { decision: 'granted' } })
    await at.tia.requests.startExecution({ params: { id }, body: { executingAuthority: 'High Court of Caldova' } })
    const outcomes = (there.content.measures ?? []).map(({ id: measureId }) => ({ measureId, outcome: 'full' as const }))
    await at.tia.requests.sendResult({ params: { id }, body: { summary: 'The statements are enclosed.', outcomes, final: true } })
    const done = await once(at.amara, second.id, ({ state }) => state === 'result-received')
    assert.equal(done.counterpart, caldova)
    assert.equal((await see(at.amara, first.id)).state, 'returned')
    const seen = await incoming(at.lin)
    assert.deepEqual(
      seen.map(({ thread, state, attachments }) => [thread, state, attachments.length]),
      [[first.thread, 'forwarded', 1]],
    )
  })
})
