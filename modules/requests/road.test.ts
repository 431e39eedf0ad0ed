import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { sql } from 'kysely'
import * as door from './operations.ts'
import { receipt } from './receive.ts'
import { completeContent } from './rules/example-content.ts'
import { carry, openOffices } from './testing-office.ts'
import { DossierId } from '@comity/exchange/contract'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const head = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer')
const chief = bresonia.person('cleo', 'head')
const pdf = new TextEncoder().encode('%PDF-1.7 records')

const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

async function drafted() {
  const matter = await arlenia.as(ana, (ctx) =>
    door.openMatter(ctx, {
      title: 'Northern road',
      facts: 'Payments through Bresonia.',
      persons: [],
      property: [],
      offences: [],
    }),
  )
  const { facts: _, ...content } = completeContent()
  return arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      matterId: matter.id,
      copy: ['facts'],
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content,
    }),
  )
}

async function sent() {
  const draft = await drafted()
  const input = { requestId: draft.id }
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, input))
  await arlenia.as(head, (ctx) => door.approveRequest(ctx, input))
  return arlenia.as(head, (ctx) => door.sendRequest(ctx, input))
}

describe('a request on its road', () => {
  it('goes there, is clarified, granted, executed, and comes back with its documents', async () => {
    const carried = new Set<string>()
    const request = await sent()
    const out = { requestId: request.id }
    assert.equal(await carry(arlenia, bresonia, request.thread, carried), 1)
    const listed = await door.listRequests(bresonia.node.db, { actor: ben }, { text: 'MERIDIAN', limit: 10 })
    const [row] = listed.rows
    assert(row)
    assert.deepEqual([row.state, row.counterpartReference, row.unopened], ['received', request.ownReference, 1])
    const into = { requestId: row.id }

    await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, into))
    await bresonia.as(ben, (ctx) => door.askClarification(ctx, { ...into, question: 'Which branch?', answerBy: '2026-04-01' }))
    await carry(bresonia, arlenia, request.thread, carried)
    const asked = await door.getRequest(arlenia.node.db, { actor: ana }, request.id)
    assert.deepEqual(
      [asked.state, asked.answerBy, asked.counterpartReference],
      ['clarification-asked', '2026-04-01', row.ownReference],
    )

    await arlenia.as(ana, (ctx) => door.attachFile(ctx, { ...out, name: 'branch.pdf', mediaType: 'application/pdf', bytes: pdf }))
    await arlenia.as(ana, (ctx) => door.answerClarification(ctx, { ...out, answer: 'Harbour Street.' }))
    await carry(arlenia, bresonia, request.thread, carried)
    await bresonia.as(chief, (ctx) => door.decideRequest(ctx, { ...into, decision: 'granted' }))
    await bresonia.as(ben, (ctx) => door.startExecution(ctx, { ...into, executingAuthority: 'District Court' }))
    await bresonia.as(ben, (ctx) =>
      door.attachFile(ctx, { ...into, name: 'statements.pdf', mediaType: 'application/pdf', bytes: pdf }),
    )
    const [measure] = completeContent().measures
    assert(measure)
    await bresonia.as(ben, (ctx) =>
      door.sendResult(ctx, {
        ...into,
        summary: 'Statements enclosed.',
        outcomes: [{ measureId: measure.id, outcome: 'full' }],
        final: true,
      }),
    )
    await carry(bresonia, arlenia, request.thread, carried)
    const received = await door.getRequest(arlenia.node.db, { actor: ana }, request.id)
    assert.deepEqual(
      [received.state, received.outcomes],
      ['result-received', [{ measureId: measure.id, outcome: 'full', because: null, remarks: null }]],
    )

    await arlenia.as(ana, (ctx) => door.assessResult(ctx, { ...out, usefulness: 5 }))
    await arlenia.as(ana, (ctx) => door.closeRequest(ctx, out))
    await carry(arlenia, bresonia, request.thread, carried)
    assert.equal((await door.getRequest(bresonia.node.db, { actor: ben }, row.id)).state, 'closed')

    const told = async (office: typeof arlenia, id: string, actor: typeof ana) =>
      (await door.timelineOf(office.node.db, { actor }, id)).filter((entry) => !entry.internal).map((entry) => entry.act)
    assert.deepEqual((await told(arlenia, request.id, ana)).toSorted(), (await told(bresonia, row.id, ben)).toSorted())
  })

  it('is marked delivered by its receipt, once, and its problem is shown when it is refused', async () => {
    const request = await sent()
    const [entry] = (await door.timelineOf(arlenia.node.db, { actor: ana }, request.id)).filter((line) => line.dossierId !== null)
    assert(entry)
    const news = {
      dossierId: DossierId.parse(entry.dossierId),
      thread: request.thread,
      kind: 'request',
      issuer: bresonia.authorityId,
      at: arlenia.world.clock.now(),
      code: null,
    }
    const peer = { ...ana, kind: 'peer' as const, id: bresonia.authorityId }
    await arlenia.as(peer, (ctx) => receipt(ctx, { ...news, event: 'delivered' }))
    await arlenia.as(peer, (ctx) => receipt(ctx, { ...news, event: 'delivered' }))
    assert.equal((await door.getRequest(arlenia.node.db, { actor: ana }, request.id)).state, 'delivered')
    assert.equal(
      (await door.timelineOf(arlenia.node.db, { actor: ana }, request.id)).filter((line) => line.act === 'delivered').length,
      1,
    )
    await arlenia.as(peer, (ctx) => receipt(ctx, { ...news, event: 'refused', code: 'dossier-schema' }))
    assert.equal((await door.dashboard(arlenia.node.db, { actor: ana })).queueProblems, 1)
  })

  it('refuses a dossier of a stranger, one out of step, and one with more than its schema names', async () => {
    const carried = new Set<string>()
    const request = await sent()
    await carry(arlenia, bresonia, request.thread, carried)
    const dossier = {
      dossierId: DossierId.parse('ab'.repeat(32)),
      kind: 'decision',
      sender: arlenia.authorityId,
      addressee: bresonia.authorityId,
      thread: request.thread,
      sequence: 2,
      createdAt: arlenia.world.clock.now(),
      body: { decision: 'granted' },
      attachments: [],
      language: 'en',
    }
    const peer = { ...ben, kind: 'peer' as const }
    const { receive } = await import('./receive.ts')
    const arriving = (change: object) => () => bresonia.as(peer, (ctx) => receive(ctx, { ...dossier, ...change }))
    await assert.rejects(arriving({}), refused('step-not-possible'))
    await assert.rejects(arriving({ sender: bresonia.authorityId }), refused('step-not-possible'))
    await assert.rejects(arriving({ kind: 'assessment', body: { usefulness: 5, more: true } }), refused('dossier-schema'))
    await assert.rejects(arriving({ thread: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d99' }), refused('step-not-possible'))
  })
})

describe('a draft', () => {
  it('keeps the writing of two people, and names the fields that both changed', async () => {
    const draft = await drafted()
    const save = (actor: typeof ana, change: object) =>
      arlenia.as(actor, (ctx) =>
        door.saveDraft(ctx, {
          requestId: draft.id,
          revision: draft.revision,
          content: { ...draft.content, ...change },
          counterpart: draft.counterpart,
        }),
      )
    await save(ana, { purpose: 'Of Ana.' })
    const both = await save(arlenia.person('dora', 'case-officer'), { facts: 'Of Dora.' })
    assert.deepEqual([both.content.purpose, both.content.facts], ['Of Ana.', 'Of Dora.'])
    await assert.rejects(
      save(ana, { facts: 'Of Ana too.' }),
      (error: unknown) =>
        refused('request-changed-meanwhile')(error) &&
        error instanceof ComityError &&
        error.problems[0]?.path === 'content.facts',
    )
  })

  it('is not submitted without facts (art. 46(15)(c))', async () => {
    const draft = await drafted()
    const { facts: _, ...content } = draft.content
    await arlenia.as(ana, (ctx) =>
      door.saveDraft(ctx, { requestId: draft.id, revision: draft.revision, content, counterpart: draft.counterpart }),
    )
    await assert.rejects(
      arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: draft.id })),
      refused('request-incomplete'),
    )
  })

  it('is not approved by anyone who wrote in it', async () => {
    const both = arlenia.person('hana', 'head', 'case-officer')
    const draft = await arlenia.as(both, (ctx) =>
      door.draftRequest(ctx, { form: 'mutual-legal-assistance', counterpart: bresonia.authorityId, content: completeContent() }),
    )
    await arlenia.as(both, (ctx) => door.submitRequest(ctx, { requestId: draft.id }))
    await assert.rejects(
      arlenia.as(both, (ctx) => door.approveRequest(ctx, { requestId: draft.id })),
      refused('approver-is-drafter'),
    )
  })

  it('takes no file that is not what it says', async () => {
    const draft = await drafted()
    const attach = (name: string, bytes: Uint8Array) =>
      arlenia.as(ana, (ctx) => door.attachFile(ctx, { requestId: draft.id, name, mediaType: 'application/pdf', bytes }))
    await assert.rejects(attach('virus.pdf', new TextEncoder().encode('MZ')), refused('attachment-kind'))
    await assert.rejects(attach('../up.pdf', pdf), refused('bad-input'))
    assert.equal((await attach('good.pdf', pdf)).attachments.length, 1)
  })
})

describe('what is kept', () => {
  it('has one audit entry for each operation', async () => {
    const count = async () =>
      (await sql<{ count: number }>`select count(*) as count from audit.entry`.execute(arlenia.node.db)).rows[0]?.count ?? 0
    const before = await count()
    await sent()
    assert.equal(await count(), before + 5)
  })

  it('is a timeline that nobody rewrites', async () => {
    await sent()
    await assert.rejects(sql`update requests.timeline set act = 'forged'`.execute(arlenia.node.db), /append-only/)
    await assert.rejects(sql`delete from requests.timeline`.execute(arlenia.node.db), /append-only/)
  })

  it('is paged by key without losing or repeating a row', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof door.listRequests>> = await door.listRequests(
        arlenia.node.db,
        { actor: ana },
        { limit: 2, ...(after === null ? {} : { after }) },
      )
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after !== null)
    const all = await door.listRequests(arlenia.node.db, { actor: ana }, { limit: 100 })
    assert.deepEqual(
      seen,
      all.rows.map((row) => row.id),
    )
  })

  it('is seen by nobody of another office, and not by an administrator', async () => {
    const request = await sent()
    await assert.rejects(door.getRequest(arlenia.node.db, { actor: ben }, request.id), refused('request-not-found'))
    await assert.rejects(
      door.getRequest(arlenia.node.db, { actor: arlenia.person('adam', 'administrator') }, request.id),
      refused('not-allowed'),
    )
  })
})
