import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { roles } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import * as door from '../operations.ts'
import { bankRecords, completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { tables } from '../tables.ts'

const { arlenia, bresonia } = await openOffices()
const { node } = arlenia
const ana = arlenia.person('ana', 'case-officer')
const matter = await arlenia.as(ana, (ctx) =>
  door.openMatter(ctx, { title: 'Secret road', facts: 'secret', persons: [], property: [], offences: [] }),
)
const draft = await arlenia.as(ana, (ctx) =>
  door.draftRequest(ctx, {
    matterId: matter.id,
    counterpart: bresonia.authorityId,
    form: 'mutual-legal-assistance',
    content: { ...completeContent(), subject: 'Secret road' },
  }),
)
const file = { name: 'records.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') }
const attached = await arlenia.as(ana, (ctx) => door.attachFile(ctx, { requestId: draft.id, ...file }))

const out = { requestId: draft.id }
const outcomes = [{ measureId: bankRecords.id, outcome: 'full' as const }]

type Attempt = (actor: Actor) => Promise<unknown>

/** Every operation that reads, aimed at what is Arlenia's. */
const reads: Readonly<Record<string, Attempt>> = {
  listMatters: (actor) => door.listMatters(node.db, { actor }, { text: 'secret', limit: 10 }),
  getMatter: (actor) => door.getMatter(node.db, { actor }, matter.id),
  dashboard: (actor) => door.dashboard(node.db, { actor }),
  deskOf: (actor) => door.deskOf(node.db, { actor }, '2026-03-02'),
  listRequests: (actor) => door.listRequests(node.db, { actor }, { text: 'secret', limit: 10 }),
  getRequest: (actor) => door.getRequest(node.db, { actor }, draft.id),
  timelineOf: (actor) => door.timelineOf(node.db, { actor }, draft.id),
  readFile: (actor) => door.readFile(node, { actor }, { ...out, sha256: attached.attachments[0]?.sha256 ?? '' }),
}

/** Every operation that changes Arlenia's matter or request; whether its state would admit it does not matter to who may not. */
const changes: Readonly<Record<string, Attempt>> = {
  saveMatter: (actor) =>
    arlenia.as(actor, (ctx) =>
      door.saveMatter(ctx, {
        matterId: matter.id,
        title: 'Taken',
        facts: '',
        persons: [],
        property: [],
        offences: [],
        revision: 0,
      }),
    ),
  saveDraft: (actor) =>
    arlenia.as(actor, (ctx) => door.saveDraft(ctx, { ...out, revision: draft.revision, content: {}, counterpart: null })),
  attachFile: (actor) => arlenia.as(actor, (ctx) => door.attachFile(ctx, { ...out, ...file, name: 'more.pdf' })),
  detachFile: (actor) => arlenia.as(actor, (ctx) => door.detachFile(ctx, { ...out, name: file.name })),
  submitRequest: (actor) => arlenia.as(actor, (ctx) => door.submitRequest(ctx, out)),
  returnRequest: (actor) => arlenia.as(actor, (ctx) => door.returnRequest(ctx, { ...out, reasons: 'no reason' })),
  approveRequest: (actor) => arlenia.as(actor, (ctx) => door.approveRequest(ctx, out)),
  sendRequest: (actor) => arlenia.as(actor, (ctx) => door.sendRequest(ctx, out)),
  acknowledgeRequest: (actor) => arlenia.as(actor, (ctx) => door.acknowledgeRequest(ctx, out)),
  askClarification: (actor) => arlenia.as(actor, (ctx) => door.askClarification(ctx, { ...out, question: 'Why?' })),
  answerClarification: (actor) => arlenia.as(actor, (ctx) => door.answerClarification(ctx, { ...out, answer: 'So.' })),
  decideRequest: (actor) => arlenia.as(actor, (ctx) => door.decideRequest(ctx, { ...out, decision: 'granted' })),
  startExecution: (actor) => arlenia.as(actor, (ctx) => door.startExecution(ctx, { ...out, executingAuthority: 'Court' })),
  sendResult: (actor) => arlenia.as(actor, (ctx) => door.sendResult(ctx, { ...out, summary: 'Done.', outcomes, final: true })),
  assessResult: (actor) => arlenia.as(actor, (ctx) => door.assessResult(ctx, { ...out, usefulness: 1 })),
  closeRequest: (actor) => arlenia.as(actor, (ctx) => door.closeRequest(ctx, out)),
  openDossiers: (actor) => arlenia.as(actor, (ctx) => door.openDossiers(ctx, out)),
  perform: (actor) => arlenia.as(actor, (ctx) => door.perform(ctx, { ...out, act: 'withdraw', input: { reasons: 'no reason' } })),
  performReopening: (actor) =>
    arlenia.as(actor, (ctx) => door.perform(ctx, { ...out, act: 'reopen', input: { reasons: 'no reason' } })),
  performLifting: (actor) =>
    arlenia.as(actor, (ctx) =>
      door.perform(ctx, {
        ...out,
        act: 'lift-freeze',
        input: { property: 'Account', on: '2026-03-02', reasons: 'none', hearingImpossible: 'none' },
      }),
    ),
  performNote: (actor) => arlenia.as(actor, (ctx) => door.perform(ctx, { ...out, act: 'note', input: { text: 'Note.' } })),
  assignRequest: (actor) => arlenia.as(actor, (ctx) => door.assignRequest(ctx, { ...out, named: [] })),
  registerArrival: (actor) =>
    arlenia.as(actor, (ctx) => door.registerArrival(ctx, { ...out, kind: 'closing', body: {}, receivedOn: '2026-03-01' })),
  draftRequestFromMatter: (actor) =>
    arlenia.as(actor, (ctx) =>
      door.draftRequest(ctx, { matterId: matter.id, copy: ['facts'], form: 'mutual-legal-assistance', content: {} }),
    ),
}

/** Those that begin something new in the caller's own office. */
const beginnings: Readonly<Record<string, Attempt>> = {
  openMatter: (actor) =>
    arlenia.as(actor, (ctx) => door.openMatter(ctx, { title: 'New', facts: '', persons: [], property: [], offences: [] })),
  draftRequest: (actor) => arlenia.as(actor, (ctx) => door.draftRequest(ctx, { form: 'mutual-legal-assistance', content: {} })),
  registerRequest: (actor) =>
    arlenia.as(actor, (ctx) =>
      door.registerRequest(ctx, {
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry',
        counterpartState: 'XB',
        datedOn: '2026-03-01',
        content: {},
      }),
    ),
}

const states = [
  'draft',
  'in-review',
  'approved',
  'clarification-asked',
  'result-received',
  'assessed',
  'received',
  'acknowledged',
  'decided',
  'executing',
  'result-sent',
  'closed',
] as const
const incoming: readonly string[] = ['received', 'acknowledged', 'decided', 'executing', 'result-sent']
const situations = fc.constantFrom(...states)

/** Lets every state come up, so that no refusal is owed to the life cycle alone. */
async function placed(state: (typeof states)[number]): Promise<void> {
  await tables(node.db)
    .updateTable('requests.request')
    .set({ state, direction: incoming.includes(state) ? 'incoming' : 'outgoing' })
    .where('id', '=', draft.id)
    .execute()
}

/** Everything that is Arlenia's, and everything that would leave or be recorded. */
async function whole(): Promise<string> {
  const found = await sql<{ all: string }>`
    select concat(
      (select string_agg(r::text, '' order by id) from requests.request r where own_authority = ${arlenia.authorityId}),
      (select string_agg(m::text, '' order by id) from requests.matter m where own_authority = ${arlenia.authorityId}),
      (select count(*) from requests.timeline t join requests.request r on r.id = t.request_id where r.own_authority = ${arlenia.authorityId})) as all`.execute(
    node.db,
  )
  return found.rows[0]?.all ?? ''
}

async function outcomeOf(attempt: Promise<unknown>): Promise<{ code: string | null; said: string }> {
  try {
    return { code: null, said: JSON.stringify(await attempt) }
  } catch (error) {
    if (error instanceof ComityError)
      return { code: error.code, said: JSON.stringify([error.code, error.values, error.problems]) }
    throw error
  }
}

const anyRoles = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 })
const settings = { numRuns: 60 }

describe('the operations, whatever is tried in whatever state', () => {
  it('are all among the attempts', () => {
    const tried = Object.keys({ ...reads, ...changes, ...beginnings })
    assert.deepEqual(
      Object.keys(door).filter((name) => !tried.includes(name) && name !== 'doing'),
      [],
    )
  })

  it('show a person of another authority nothing and change nothing of ours', async () => {
    const attempts = fc.constantFrom(...Object.entries({ ...reads, ...changes, ...beginnings }))
    await fc.assert(
      fc.asyncProperty(attempts, anyRoles, situations, async ([name, attempt], held, state) => {
        await placed(state)
        const before = await whole()
        const { code, said } = await outcomeOf(attempt(bresonia.person('ben', ...held)))
        assert(!said.includes('ecret') && !said.includes(draft.ownReference), `${name}: ${said}`)
        if (name in changes || ['getMatter', 'getRequest', 'timelineOf', 'readFile'].includes(name))
          assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
  })

  it('refuse everything to an administrator, a peer and the node itself', async () => {
    const attempts = fc.constantFrom(...Object.entries({ ...reads, ...changes, ...beginnings }))
    const actors = fc.constantFrom<Actor>(
      arlenia.person('adam', 'administrator'),
      { ...arlenia.person('peer', 'head', 'case-officer'), kind: 'peer' },
      { ...arlenia.person('system', 'head'), kind: 'system', authorityId: null },
    )
    await fc.assert(
      fc.asyncProperty(attempts, actors, situations, async ([name, attempt], actor, state) => {
        await placed(state)
        const before = await whole()
        const { code } = await outcomeOf(attempt(actor))
        assert(['not-allowed', 'request-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
  })

  it('let an auditor read, and change nothing', async () => {
    const auditor = arlenia.person('ada', 'auditor')
    for (const [name, attempt] of Object.entries(reads)) assert.equal((await outcomeOf(attempt(auditor))).code, null, name)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries({ ...changes, ...beginnings })),
        situations,
        async ([name, attempt], state) => {
          await placed(state)
          const before = await whole()
          assert.equal((await outcomeOf(attempt(auditor))).code, 'not-allowed', name)
          assert.equal(await whole(), before, name)
        },
      ),
      settings,
    )
  })

  it('keep what needs the head from everyone else, and the second person from whoever wrote', async () => {
    const others = fc.uniqueArray(fc.constantFrom<Role>(...roles.filter((role) => role !== 'head')))
    const ofHead = fc.constantFrom(
      'approveRequest',
      'sendRequest',
      'decideRequest',
      'perform',
      'performReopening',
      'performLifting',
    )
    await fc.assert(
      fc.asyncProperty(ofHead, others, situations, async (name, held, state) => {
        await placed(state)
        const { code } = await outcomeOf(changes[name]?.(arlenia.person('olga', ...held)) ?? Promise.resolve())
        // Who reads nothing is not even told that there is such a request.
        assert(
          code === 'not-allowed' || (code === 'request-not-found' && !held.some((role) => role !== 'administrator')),
          `${name}: ${code}`,
        )
      }),
      settings,
    )
    await placed('in-review')
    assert.equal(
      (await outcomeOf(changes['approveRequest']?.(arlenia.person('ana', 'head', 'case-officer')) ?? Promise.resolve())).code,
      'approver-is-drafter',
    )
  })
})
