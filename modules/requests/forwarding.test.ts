import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { AuthorityId } from '@comity/accounts/contract'
import { peerActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { DossierId } from '@comity/exchange/contract'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { dossierFile, dossiersOf, readPassedOn } from '@comity/exchange/server'
import * as door from './operations.ts'
import { receive } from './receive.ts'
import { loadForUpdate } from './request-steps.ts'
import { steppedBy } from './rules/arrivals.ts'
import { completeContent } from './rules/example-content.ts'
import { carry, openOffices } from './testing-office.ts'
import type { Office } from './testing-office.ts'
import { tables } from './tables.ts'

const { arlenia, bresonia, tribunal } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer', 'registrar')
const tia = tribunal.person('tia', 'registrar', 'head')

const refusedWith = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

/** A request of Arlenia at the wrong door in Bresonia, with its dossier as the exchange stores it there. */
async function misdirected(): Promise<{ out: string; into: string; thread: string; carried: Set<string> }> {
  const carried = new Set<string>()
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: draft.id }))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: draft.id }))
  await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId: draft.id }))
  const { rows } = await sql<{ row: unknown }>`
    select to_json(d) as row from exchange.dossier d where thread = ${draft.thread}`.execute(arlenia.node.db)
  await sql`insert into exchange.dossier select * from json_populate_record(null::exchange.dossier, ${JSON.stringify(rows[0]?.row)}::json)`.execute(
    bresonia.node.db,
  )
  await carry(arlenia, bresonia, draft.thread, carried)
  const row = await requestIn(bresonia, draft.thread)
  return { out: draft.id, into: row, thread: draft.thread, carried }
}

async function requestIn(office: Office, thread: string): Promise<string> {
  const row = await tables(office.node.db)
    .selectFrom('requests.request')
    .select('id')
    .where('thread', '=', thread)
    .executeTakeFirstOrThrow()
  return row.id
}

/** What Bresonia's central authority passed on, as the tribunal's node would hand it over. */
async function passedOn(thread: string): Promise<ReceivedDossier> {
  const posted = (await dossiersOf(bresonia.node.db, thread)).find(({ kind }) => kind === 'forwarded-request')
  assert(posted)
  const container = await dossierFile(bresonia.node.db, posted.dossierId, 'container')
  assert(container)
  return tribunal.as(peerActor(bresonia.authorityId), async (ctx) => {
    const { dossierId, dossier } = await readPassedOn(ctx, container, bresonia.authorityId)
    const attachments = dossier.attachments.map(({ name, mediaType, bytes, sha256 }) => ({ name, mediaType, bytes, sha256 }))
    for (const { sha256 } of attachments) await tribunal.node.files.put(await bresonia.node.files.get(sha256))
    const { kind, sender, addressee, sequence, body, language } = dossier
    return {
      dossierId: DossierId.parse(dossierId),
      kind,
      sender,
      addressee,
      thread,
      sequence,
      createdAt: new Date(dossier.createdAt),
      body,
      attachments,
      language,
    }
  })
}

const arriving = (dossier: ReceivedDossier) => tribunal.as(peerActor(bresonia.authorityId), (ctx) => receive(ctx, dossier))

describe('a misdirected request', () => {
  it('goes on to the competent authority, which answers the sender, who is told by both, in whatever order', async () => {
    const { out, into, thread, carried } = await misdirected()
    const forward = {
      requestId: into,
      act: 'forward' as const,
      input: { to: tribunal.authorityId, reasons: 'It is theirs to do.' },
    }
    assert.equal((await bresonia.as(ben, (ctx) => door.perform(ctx, forward))).state, 'forwarded')
    await arriving(await passedOn(thread))
    const there = await requestIn(tribunal, thread)
    const received = await door.getRequest(tribunal.node.db, { actor: tia }, there)
    assert.deepEqual(
      [received.state, received.counterpart, received.record.misdirected?.by],
      ['received', arlenia.authorityId, bresonia.authorityId],
    )
    await tribunal.as(tia, (ctx) => door.acknowledgeRequest(ctx, { requestId: there }))
    // The acknowledgement is faster than the notice.
    await carry(tribunal, arlenia, thread, carried)
    const taken = await door.getRequest(arlenia.node.db, { actor: ana }, out)
    assert.deepEqual(
      [taken.state, taken.counterpart, taken.counterpartReference],
      ['acknowledged', tribunal.authorityId, received.ownReference],
    )
    await carry(bresonia, arlenia, thread, carried)
    const told = await door.getRequest(arlenia.node.db, { actor: ana }, out)
    assert.deepEqual([told.counterpart, told.record.misdirected?.reasons], [tribunal.authorityId, 'It is theirs to do.'])
  })

  it('is refused where it is not what its sender signed', async () => {
    const { into, thread } = await misdirected()
    await bresonia.as(ben, (ctx) =>
      door.perform(ctx, { requestId: into, act: 'forward', input: { to: tribunal.authorityId, reasons: 'It is theirs to do.' } }),
    )
    const dossier = await passedOn(thread)
    const body = dossier.body
    assert(typeof body === 'object' && body !== null)
    const content = { ...completeContent(), facts: 'Something else altogether.' }
    await assert.rejects(arriving({ ...dossier, body: { ...body, content } }), refusedWith('dossier-schema'))
    await assert.rejects(arriving({ ...dossier, attachments: [] }), refusedWith('dossier-schema'))
    await assert.rejects(
      arriving({ ...dossier, body: { ...body, requestingAuthority: 'xc.central-authority' } }),
      refusedWith('sender-unknown'),
    )
    await arriving(dossier)
  })

  it('is given back where nobody here is known to be competent, and its sender may write anew', async () => {
    const { out, into, thread, carried } = await misdirected()
    await bresonia.as(ben, (ctx) =>
      door.perform(ctx, { requestId: into, act: 'forward', input: { competent: 'Tax authority', reasons: 'We do no taxes.' } }),
    )
    await carry(bresonia, arlenia, thread, carried)
    assert.equal((await door.getRequest(arlenia.node.db, { actor: ana }, out)).state, 'returned')
    const anew = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { like: out, form: 'mutual-legal-assistance', content: {} }),
    )
    assert.deepEqual([anew.state, anew.content.facts], ['draft', completeContent().facts])
  })

  it('is given back naming an authority of a third State only, and its sender believes no other name', async () => {
    const { out, into, thread, carried } = await misdirected()
    const third = AuthorityId.parse('xc.central-authority')
    const forward = (input: { to?: AuthorityId; competentAuthority: AuthorityId }) =>
      bresonia.as(ben, (ctx) =>
        door.perform(ctx, { requestId: into, act: 'forward', input: { reasons: 'In Caldova.', ...input } }),
      )
    for (const competentAuthority of [arlenia.authorityId, tribunal.authorityId])
      await assert.rejects(forward({ competentAuthority }), refusedWith('bad-input'))
    await assert.rejects(forward({ competentAuthority: third, to: tribunal.authorityId }), refusedWith('bad-input'))
    const stored = await arlenia.as(ana, (ctx) => loadForUpdate(ctx, out))
    const said = (body: object) => ({ kind: 'misdirected', sender: bresonia.authorityId, createdAt: new Date(0), body })
    for (const lie of [
      { competentAuthority: tribunal.authorityId },
      { competentAuthority: arlenia.authorityId },
      { competentAuthority: third, forwardedTo: tribunal.authorityId },
    ])
      assert.throws(
        () => steppedBy(stored, said({ reasons: 'Lies.', ...lie }), arlenia.world.clock.now()),
        refusedWith('dossier-schema'),
      )
    await forward({ competentAuthority: third })
    await carry(bresonia, arlenia, thread, carried)
    const anew = (input: object) =>
      arlenia.as(ana, (ctx) => door.draftRequest(ctx, { like: out, form: 'mutual-legal-assistance', content: {}, ...input }))
    assert.equal((await anew({})).counterpart, third)
    assert.equal((await anew({ counterpart: tribunal.authorityId })).counterpart, tribunal.authorityId, 'the sender decides')
  })

  it('cannot be passed to another State, nor what came by post', async () => {
    const { into } = await misdirected()
    const forward = (requestId: string, to: typeof tribunal.authorityId) =>
      bresonia.as(ben, (ctx) => door.perform(ctx, { requestId, act: 'forward', input: { to, reasons: 'Not ours.' } }))
    await assert.rejects(forward(into, arlenia.authorityId), refusedWith('bad-input'))
    const paper = await bresonia.as(ben, (ctx) =>
      door.registerRequest(ctx, {
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry of Justice',
        counterpartState: 'XC',
        datedOn: '2026-02-01',
        content: completeContent(),
      }),
    )
    await assert.rejects(forward(paper.id, tribunal.authorityId), refusedWith('bad-input'))
  })
})

describe('a number typed by hand', () => {
  it('is never one that the register will give itself', async () => {
    const { into } = await misdirected()
    const acknowledge = (reference: string) =>
      bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId: into, reference }))
    await assert.rejects(acknowledge('XB-2026-0999'), refusedWith('bad-input'))
    assert.equal((await acknowledge('Reg. 17/2026')).ownReference, 'Reg. 17/2026')
  })
})

describe('a request registered by hand', () => {
  it('was sent before: nobody passes a draft by the second person', async () => {
    const paper = {
      direction: 'outgoing' as const,
      form: 'mutual-legal-assistance' as const,
      channel: 'post' as const,
      counterpartName: 'Ministry of Justice',
      counterpartState: 'XC',
      datedOn: '2026-02-01',
      content: completeContent(),
    }
    await assert.rejects(
      arlenia.as(hugo, (ctx) => door.registerRequest(ctx, { ...paper, state: 'approved' })),
      refusedWith('bad-input'),
    )
    const sent = await arlenia.as(hugo, (ctx) => door.registerRequest(ctx, paper))
    const scan = { name: 'reply.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 reply') }
    await arlenia.as(ana, (ctx) => door.attachFile(ctx, { requestId: sent.id, ...scan }))
    await arlenia.as(ana, (ctx) => door.attachFile(ctx, { requestId: sent.id, ...scan, name: 'ours.pdf' }))
    const told = await arlenia.as(ana, (ctx) =>
      door.registerArrival(ctx, {
        requestId: sent.id,
        kind: 'acknowledgement',
        body: { reference: 'MJ-4' },
        receivedOn: '2026-02-20',
        files: ['reply.pdf'],
      }),
    )
    assert.deepEqual(
      [told.state, told.counterpartReference, told.prepared.map(({ name }) => name)],
      ['acknowledged', 'MJ-4', ['ours.pdf']],
    )
  })
})
