import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { actNames, dossierBodies, emptyRecord } from './contract.ts'
import type { ActInput, ActName, Request } from './contract.ts'
import { onDraft } from './drafting/presence.ts'
import { saveTranslation } from './drafting/translate.ts'
import { addExhibit } from './matters/exhibits.ts'
import * as door from './operations.ts'
import { actRules } from './rules/acts.ts'
import { completeContent } from './rules/example-content.ts'
import { DossierId } from '@comity/exchange/contract'
import { ComityError } from '@comity/errors'
import { receive } from './receive.ts'
import { pageOfThread, readableThreadsOf } from './server.ts'
import { carry, openOffices } from './testing-office.ts'
import { tables } from './tables.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer', 'registrar')
const head = bresonia.person('bea', 'head')

/** A draft of a matter, with everything around it that stays in the house. */
async function draftedTogether(): Promise<Request> {
  const inward = { title: 'CANARY matter', facts: 'CANARY facts', persons: [], property: [], offences: [] }
  const matter = await arlenia.as(ana, (ctx) => door.openMatter(ctx, inward))
  const exhibit = { kind: 'document' as const, label: 'CANARY 1', description: 'CANARY exhibit', heldBy: 'CANARY safe' }
  await arlenia.as(ana, (ctx) => addExhibit(ctx, { matterId: matter.id, ...exhibit }))
  const content = completeContent()
  const { id: requestId } = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      matterId: matter.id,
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: { ...content, facts: 'CANARY earlier' },
    }),
  )
  await onDraft(arlenia.node, { actor: arlenia.person('CANARY reader', 'case-officer') }, requestId)
  await arlenia.as(arlenia.person('tara', 'translator'), (ctx) =>
    saveTranslation(ctx, { requestId, language: 'ar', texts: { subject: 'CANARY translation' }, was: {} }),
  )
  const saved = { requestId, revision: 0, counterpart: bresonia.authorityId, content }
  await arlenia.as(ana, (ctx) => door.saveDraft(ctx, saved))
  await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId, act: 'discard', input: { reasons: 'CANARY given up' } }))
  return arlenia.as(ana, (ctx) => door.undoLast(ctx, { requestId }))
}

/** A request at the other office's desk. */
async function under(): Promise<{ out: string; into: string; thread: string; carried: Set<string> }> {
  const carried = new Set<string>()
  const draft = await draftedTogether()
  await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'note', input: { text: 'CANARY draft' } }))
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: draft.id }))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: draft.id }))
  await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId: draft.id }))
  await carry(arlenia, bresonia, draft.thread, carried)
  const row = await tables(bresonia.node.db)
    .selectFrom('requests.request')
    .select('id')
    .where('thread', '=', draft.thread)
    .executeTakeFirstOrThrow()
  return { out: draft.id, into: row.id, thread: draft.thread, carried }
}

describe('what crosses between two offices', () => {
  it('is only what the closed list names: notes, assignment, uses and reports of execution stay', async () => {
    const { out, into, thread, carried } = await under()
    const asB = <Act extends ActName>(act: Act, input: ActInput<Act>, actor = ben) =>
      bresonia.as(actor, (ctx) => door.perform(ctx, { requestId: into, act, input } as unknown as door.Performed))
    await asB('note', { text: 'CANARY note' })
    await asB('acknowledge', {})
    await asB('triage', { remarks: 'CANARY triage' })
    await bresonia.as(ben, (ctx) => door.assignRequest(ctx, { requestId: into, remarks: 'CANARY hand-over' }))
    await asB('decide', { decision: 'granted' }, head)
    await asB('start-execution', { executingAuthority: 'District Court' })
    const [measure] = completeContent().measures
    assert(measure)
    await asB('report-execution', {
      summary: 'CANARY report',
      outcomes: [{ measureId: measure.id, outcome: 'full', remarks: 'CANARY outcome' }],
    })
    await asB('send-result', { summary: 'Enclosed.', outcomes: [{ measureId: measure.id, outcome: 'full' }], final: true })
    await carry(bresonia, arlenia, thread, carried)
    await arlenia.as(ana, (ctx) =>
      door.perform(ctx, {
        requestId: out,
        act: 'record-use',
        input: { on: '2026-03-02', use: 'CANARY use', proceedings: 'stated' },
      }),
    )
    await arlenia.as(ana, (ctx) => door.assessResult(ctx, { requestId: out, usefulness: 4 }))
    await carry(arlenia, bresonia, thread, carried)
    for (const [office, from] of [
      [arlenia, 'draft'],
      [bresonia, 'note'],
    ] as const) {
      const { rows } = await import('kysely').then(({ sql }) =>
        sql<{ body: string; kind: string }>`
          select t.body::text as body, t.act as kind from requests.timeline t where not internal or side = 'theirs'`.execute(
          office.node.db,
        ),
      )
      assert(rows.length > 3, from)
      for (const { body, kind } of rows) assert(!body.includes('CANARY'), `${kind}: ${body}`)
    }
    const theirs = await door.getRequest(arlenia.node.db, { actor: ana }, out)
    const ours = await door.getRequest(bresonia.node.db, { actor: ben }, into)
    assert.deepEqual(theirs.record, ours.record)
    assert(JSON.stringify(theirs.uses).includes('CANARY use') && !JSON.stringify(ours).includes('CANARY use'))
    assert(!JSON.stringify(theirs).includes('CANARY report'))
  })

  it('passes the strict schema of its kind for every act that says anything, whatever is typed', () => {
    const never = new Set(['submit', 'send', 'forward'])
    const ids = { id: () => '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d33', actorId: 'ana', actorName: 'Ana', today: '2026-03-02' }
    const told = actNames.filter((act) => !never.has(act))
    assert.equal(told.length, Object.keys(actRules).length)
    const kinds = Object.keys(dossierBodies)
    fc.assert(
      fc.property(fc.string({ minLength: 3, maxLength: 200 }), (text) => {
        const said = actRules.consult(
          { record: emptyRecord } as never,
          { about: 'other', grounds: [], text, replyBy: '2026-04-01' },
          ids,
        ).said
        assert(said && kinds.includes(said.kind))
        assert(dossierBodies[said.kind].safeParse(said.body).success)
      }),
    )
  })
})

describe('dossiers of a request that one need not know', () => {
  it('are not readable in the exchange either, while threads of no request are not hidden', async () => {
    const { into, thread } = await under()
    const other = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d77'
    const colleague = bresonia.person('cora', 'registrar')
    const threads = async (actor: typeof ben) =>
      [...(await readableThreadsOf(bresonia.node.db, actor, [thread, other]))].toSorted()
    assert.deepEqual(await threads(colleague), [thread, other].toSorted())
    const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
    const access = [`unit:${unit}`, `all:${bresonia.authorityId}`]
    await tables(bresonia.node.db).updateTable('requests.request').set({ unit, access }).where('id', '=', into).execute()
    assert.deepEqual(await threads(colleague), [other])
    assert.equal(await pageOfThread(bresonia.node.db, colleague, thread), null)
    assert.equal((await pageOfThread(bresonia.node.db, head, thread))?.href, `/requests/${into}`)
    assert.deepEqual(await threads({ ...colleague, units: [unit] }), [thread, other].toSorted())
    assert.deepEqual(await threads(head), [thread, other].toSorted())
  })
})

describe('a hostile peer', () => {
  const peer = (authority: typeof arlenia) => ({ ...authority.person('peer'), kind: 'peer' as const })
  const dossierOf = (thread: string, change: object) => ({
    dossierId: DossierId.parse('cd'.repeat(32)),
    kind: 'status-enquiry',
    sender: arlenia.authorityId,
    addressee: bresonia.authorityId,
    thread,
    sequence: 9,
    createdAt: arlenia.world.clock.now(),
    body: {},
    attachments: [],
    language: 'en',
    ...change,
  })
  const refusedWith = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

  it('cannot fill a record until it can no longer be read', async () => {
    const { into, thread } = await under()
    const ask = (at: number) =>
      bresonia.as(peer(arlenia), (ctx) =>
        receive(
          ctx,
          dossierOf(thread, {
            dossierId: DossierId.parse(at.toString(16).padStart(64, '0')),
            body: { enquiryId: `00000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}` },
          }),
        ),
      )
    for (let at = 1; at <= 200; at++) await ask(at)
    await assert.rejects(ask(201), refusedWith('dossier-schema'))
    assert.equal((await door.getRequest(bresonia.node.db, { actor: ben }, into)).record.enquiries.length, 200)
  })

  it('meets only a condition of its own request that was accepted, once, and speaks of it as the kind admits', async () => {
    const { into, thread } = await under()
    const act = (of: object, actor = ben) =>
      bresonia.as(actor, (ctx) => door.perform(ctx, { requestId: into, ...of } as unknown as door.Performed))
    await act({ act: 'acknowledge', input: {} })
    const condition = { kind: 'use-limitation', text: 'For this case only.', dueOn: '2026-09-01' }
    const elsewhere = await under()
    await act({ act: 'propose-conditions', input: { conditions: [condition] } })
    const record = async () => (await door.getRequest(bresonia.node.db, { actor: ben }, into)).record
    const [{ id: conditionId } = { id: '' }] = (await record()).conditions
    let sent = 40
    const say = (kind: string, body: object, of = thread) =>
      bresonia.as(peer(arlenia), (ctx) =>
        receive(ctx, dossierOf(of, { kind, body, dossierId: DossierId.parse((++sent).toString(16).padStart(64, '0')) })),
      )
    const met = { conditionId, on: '2026-03-01', how: 'The file was closed.' }
    const vain = refusedWith('step-not-possible')
    await assert.rejects(say('condition-met', met), vain, 'not yet accepted')
    await say('conditions-answered', { answers: [{ conditionId, accepted: true }] })
    await assert.rejects(say('condition-met', { ...met, conditionId: '00000000-0000-4000-8000-000000000000' }), vain)
    await assert.rejects(say('condition-met', met, elsewhere.thread), vain, 'nor by another number, nor in another thread')
    const wrong = [
      { ...met, how: 'x'.repeat(20_001) },
      { ...met, on: '0001-01-01' },
      { ...met, on: '2026-03-04' },
      { ...met, conditionId: 'all' },
      { ...met, note: 'more' },
      {},
    ]
    for (const body of wrong) await assert.rejects(say('condition-met', body), refusedWith('dossier-schema'))
    await say('condition-met', met)
    const lines = async () => (await door.timelineOf(bresonia.node.db, { actor: ben }, into)).length
    const told = await lines()
    await assert.rejects(say('condition-met', { ...met, on: '2026-03-02' }), vain)
    await assert.rejects(say('status-reply', { enquiryId: conditionId, text: 'Soon.' }), vain)
    assert.equal(await lines(), told, 'what answers nothing fills no timeline')
    assert.deepEqual(
      (await record()).conditions.map(({ metOn }) => metOn),
      ['2026-03-01'],
    )
    await assert.rejects(
      arlenia.as(peer(bresonia), (ctx) =>
        receive(
          ctx,
          dossierOf(thread, { kind: 'condition-met', body: met, sender: bresonia.authorityId, addressee: arlenia.authorityId }),
        ),
      ),
      refusedWith('step-not-possible'),
      'the side that is bound says it, not the side that set it',
    )
  })

  it('cannot pass a request on to another State, nor speak in a thread that is not its own', async () => {
    const { thread } = await under()
    const arriving = (change: object) =>
      arlenia.as(peer(bresonia), (ctx) =>
        receive(ctx, dossierOf(thread, { sender: bresonia.authorityId, addressee: arlenia.authorityId, ...change })),
      )
    const passedOn = { kind: 'misdirected', body: { forwardedTo: 'xc.central-authority', reasons: 'Not ours.' } }
    await assert.rejects(arriving(passedOn), refusedWith('dossier-schema'))
    const stranger = { sender: 'xb.tax-office', kind: 'acknowledgement' }
    await assert.rejects(arriving({ ...stranger, body: { reference: 'T-1' } }), refusedWith('step-not-possible'))
    await assert.rejects(
      arriving({ ...stranger, sender: 'xc.central-authority', body: { reference: 'T-1', forwardedBy: bresonia.authorityId } }),
      refusedWith('step-not-possible'),
    )
    await arriving({ ...stranger, body: { reference: 'T-1', forwardedBy: bresonia.authorityId } })
  })
})
