import { ApiRefusal } from '@comity/http'
import type { Request, RequestState } from '@comity/requests/contract'
import assert from 'node:assert/strict'
import { officers, until, type Desk, type Network } from '../two-nodes.ts'
import { answer, files, firstDraft, matter, question, secondDraft } from './case.ts'

/** Tells of one step, when it is done. */
export type Tell = (side: 'A' | 'B', who: string, did: string) => void

/** Everybody of the story at work, signed in. */
export interface Cast {
  readonly amara: Desk
  readonly viktor: Desk
  readonly lin: Desk
  readonly nadia: Desk
  readonly yusuf: Desk
}

/** Where the story ended: the same request as either side knows it. */
export interface Played {
  readonly cast: Cast
  readonly thread: string
  /** Id of the request on A's node. */
  readonly sent: string
  /** Id of the request on B's node. */
  readonly received: string
}

/** Signs everybody in. */
export async function assemble({ a, b }: Pick<Network, 'a' | 'b'>): Promise<Cast> {
  const [amara, viktor, lin, nadia, yusuf] = await Promise.all([
    a.signIn(officers.amara),
    a.signIn(officers.viktor),
    b.signIn(officers.lin),
    b.signIn(officers.nadia),
    b.signIn(officers.yusuf),
  ])
  return { amara, viktor, lin, nadia, yusuf }
}

/** Plays the story from the need of A's officer to the closed request, over the API of two running nodes. */
export async function playStory(network: Pick<Network, 'a' | 'b'>, tell: Tell): Promise<Played> {
  const cast = await assemble(network)
  const drafted = await draftRequest(cast, tell)
  await approveAndSend(cast, drafted.id, tell)
  const received = await takeIn(cast, drafted, tell)
  const request = { sent: drafted.id, received: received.id }
  await clarify(cast, request, tell)
  await execute(cast, request, tell)
  await finish(cast, request, tell)
  return { cast, thread: drafted.thread, ...request }
}

interface BothSides {
  readonly sent: string
  readonly received: string
}

async function draftRequest({ amara }: Cast, tell: Tell): Promise<Request> {
  const opened = await amara.requests.openMatter({ body: matter })
  tell(
    'A',
    amara.officer.name,
    `opens the matter ${opened.reference} with ${opened.persons.length} persons and ${opened.property.length} property`,
  )
  const found = await amara.directory.authorities({ query: { query: 'Bresonia', form: 'mutual-legal-assistance' } })
  const [addressee] = found.authorities
  assert(addressee, 'the directory knows who is competent in Bresonia')
  tell('A', amara.officer.name, `finds the competent authority: ${addressee.names.en}`)
  const drafted = await amara.requests.draftRequest({
    body: {
      matterId: opened.id,
      copy: ['persons', 'property', 'offences', 'facts'],
      counterpart: addressee.id,
      form: 'mutual-legal-assistance',
      content: firstDraft,
    },
  })
  await refused('request-incomplete', amara.requests.submitRequest({ params: { id: drafted.id }, body: {} }))
  tell(
    'A',
    amara.officer.name,
    `drafts the request ${drafted.ownReference}; it cannot be submitted while it lacks what art. 46(15) asks for`,
  )
  const saved = await amara.requests.saveDraft({
    params: { id: drafted.id },
    body: { revision: drafted.revision, counterpart: addressee.id, content: { ...drafted.content, ...secondDraft() } },
  })
  await amara.attach(saved.id, files.order)
  const complete = await amara.attach(saved.id, files.chronology)
  tell(
    'A',
    amara.officer.name,
    `completes it: ${saved.content.measures?.length} measures, attachments ${complete.attachments.map(({ name }) => name).join(' and ')}`,
  )
  return complete
}

async function approveAndSend({ amara, viktor }: Cast, id: string, tell: Tell): Promise<void> {
  await amara.requests.submitRequest({ params: { id }, body: {} })
  tell('A', amara.officer.name, 'submits it for review')
  await refused('approver-is-drafter', amara.requests.approveRequest({ params: { id }, body: {} }))
  tell('A', amara.officer.name, 'tries to approve it herself and is refused: nobody approves their own draft')
  await viktor.requests.approveRequest({ params: { id }, body: {} })
  await viktor.requests.sendRequest({ params: { id }, body: {} })
  tell('A', viktor.officer.name, 'approves it as a second person and sends it')
}

async function takeIn({ amara, lin, nadia }: Cast, sent: Request, tell: Tell): Promise<Request> {
  const arrived = await until('the request arrives', async () => {
    const { rows } = await lin.requests.listRequests({ query: { direction: 'incoming' } })
    return rows.find((row) => row.state === 'received') ?? null
  })
  await inState(amara, sent.id, 'delivered')
  tell('A', 'node', 'has the receipt of Bresonia’s node: delivered')
  const received = await lin.requests.openDossiers({ params: { id: arrived.id }, body: {} })
  await lin.requests.acknowledgeRequest({ params: { id: arrived.id }, body: {} })
  tell('B', lin.officer.name, `opens and acknowledges it as ${received.ownReference}`)
  const acknowledged = await inState(amara, sent.id, 'acknowledged')
  assert.equal(acknowledged.counterpartReference, received.ownReference)
  for (const file of received.attachments) await sameFile(nadia, received.id, file.sha256)
  tell('B', nadia.officer.name, 'reads both attachments; their bytes are those that were sent')
  return received
}

async function clarify({ amara, nadia }: Cast, { sent, received }: BothSides, tell: Tell): Promise<void> {
  await nadia.requests.askClarification({ params: { id: received }, body: { question } })
  tell('B', nadia.officer.name, 'asks for a clarification')
  await inState(amara, sent, 'clarification-asked')
  await amara.requests.openDossiers({ params: { id: sent }, body: {} })
  await amara.requests.answerClarification({ params: { id: sent }, body: { answer } })
  tell('A', amara.officer.name, 'answers it')
  await inState(nadia, received, 'acknowledged')
  await nadia.requests.openDossiers({ params: { id: received }, body: {} })
}

async function execute({ amara, nadia, yusuf }: Cast, { sent, received }: BothSides, tell: Tell): Promise<void> {
  await yusuf.requests.decideRequest({
    params: { id: received },
    body: { decision: 'granted', reasons: 'The conditions of UNCAC art. 46 are met.' },
  })
  tell('B', yusuf.officer.name, 'grants the request')
  await inState(amara, sent, 'decided')
  await nadia.requests.startExecution({
    params: { id: received },
    body: { executingAuthority: 'Public Prosecution Office, Port Sabel' },
  })
  tell('B', nadia.officer.name, 'passes it on for execution')
  await inState(amara, sent, 'executing')
  await nadia.attach(received, files.statements)
  const { content } = await nadia.attach(received, files.opening)
  const outcomes = (content.measures ?? []).map(({ id }) => ({ measureId: id, outcome: 'full' as const }))
  await nadia.requests.sendResult({
    params: { id: received },
    body: { summary: 'Statements and opening documents as asked, certified by the bank.', outcomes, final: true },
  })
  tell('B', nadia.officer.name, `returns the result with ${files.statements.name} and ${files.opening.name}`)
}

async function finish({ amara, nadia }: Cast, { sent, received }: BothSides, tell: Tell): Promise<void> {
  await inState(amara, sent, 'result-received')
  await amara.requests.openDossiers({ params: { id: sent }, body: {} })
  const { entries } = await amara.requests.timelineOf({ params: { id: sent } })
  const result = entries.find((entry) => entry.act === 'result')
  assert.deepEqual(
    result?.attachments.map(({ name }) => name),
    [files.statements.name, files.opening.name],
  )
  for (const file of result?.attachments ?? []) await sameFile(amara, sent, file.sha256)
  tell('A', amara.officer.name, 'has the evidence in hand: both files, byte for byte')
  await amara.requests.assessResult({ params: { id: sent }, body: { usefulness: 5, remarks: 'Used in the indictment.' } })
  await amara.requests.closeRequest({ params: { id: sent }, body: { remarks: 'With thanks.' } })
  tell('A', amara.officer.name, 'assesses the result and closes the request')
  await inState(nadia, received, 'closed')
  await nadia.requests.openDossiers({ params: { id: received }, body: {} })
  tell('B', 'node', 'has closed it too')
}

/** Waits until a request has come to a state, as its own office sees it. */
function inState(desk: Desk, id: string, state: RequestState): Promise<Request> {
  return until(`the request is ${state}`, async () => {
    const request = await desk.requests.getRequest({ params: { id } })
    assert.equal(request.problem, null)
    return request.state === state ? request : null
  })
}

async function sameFile(desk: Desk, id: string, sha256: string): Promise<void> {
  const bytes = Buffer.from(await desk.download(`/api/requests/${id}/files/${sha256}`))
  assert(
    Object.values(files).some((file) => bytes.equals(file.bytes)),
    'a file that arrived is one that was sent',
  )
}

async function refused(code: string, call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => error instanceof ApiRefusal && error.code === code)
}
