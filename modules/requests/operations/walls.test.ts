import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { roles } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import * as door from '../operations.ts'
import { bankRecords, completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { tables } from '../tables.ts'
import { addExhibit } from '../matters/exhibits.ts'
import { accessOf } from '../rules/sight.ts'
import { changesOfDrafting, changesOfMatters, namesOfRooms, readsOfRooms } from './sample-attempts.ts'
import type { Attempts } from './sample-attempts.ts'

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

const other = await arlenia.as(ana, (ctx) =>
  door.openMatter(ctx, { title: 'Secret bridge', facts: 'secret', persons: [], property: [], offences: [] }),
)
const { exhibits } = await arlenia.as(ana, (ctx) =>
  addExhibit(ctx, { matterId: matter.id, kind: 'document', description: 'Secret ledger', file: { ...file, name: 'ledger.pdf' } }),
)
const [exhibit] = exhibits
assert(exhibit)
const targets = { office: arlenia, matter, other, exhibit, draft }

const out = { requestId: draft.id }
const outcomes = [{ measureId: bankRecords.id, outcome: 'full' as const }]

/** Every operation that reads, aimed at what is Arlenia's. */
const reads: Attempts = {
  ...readsOfRooms(targets),
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
const changes: Attempts = {
  ...changesOfDrafting(targets),
  ...changesOfMatters(targets),
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
const beginnings: Attempts = {
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

/** Reads that give a stranger their own office's, which has nothing. */
const overviews = [
  'listMatters',
  'listRequests',
  'dashboard',
  'deskOf',
  'searchAll',
  'exportRequests',
  ...Object.keys(beginnings),
]

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

/** Gives matters and request to a unit or a court. */
async function guarded(to: { readonly unit: string | null; readonly executingAuthority: AuthorityId | null }): Promise<void> {
  const access = accessOf({ ownAuthority: arlenia.authorityId, named: [], ...to })
  const matters = accessOf({ ownAuthority: arlenia.authorityId, named: [], unit: to.unit })
  await tables(node.db)
    .updateTable('requests.request')
    .set({ unit: to.unit, executing_authority: to.executingAuthority, assignee: null, access })
    .where('id', '=', draft.id)
    .execute()
  await tables(node.db).updateTable('requests.matter').set({ unit: to.unit, assignee: null, access: matters }).execute()
}

function attemptsOn(attempts: Attempts) {
  return fc.constantFrom(...Object.entries(attempts))
}

/** Everything that is Arlenia's, and everything that would leave or be recorded. */
async function whole(): Promise<string> {
  const found = await sql<{ all: string }>`
    select concat(
      (select string_agg(r::text, '' order by id) from requests.request r where own_authority = ${arlenia.authorityId}),
      (select string_agg(m::text, '' order by id) from requests.matter m where own_authority = ${arlenia.authorityId}),
      (select string_agg(l::text, '' order by one) from requests.matter_link l), (select count(*) from requests.draft_presence),
      (select string_agg(b::text, '' order by request_id) from requests.draft_base b), (select count(*) from requests.draft_edit),
      (select string_agg(w::text, '' order by language) from requests.translation_draft w),
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
const settings = { numRuns: 80 }

describe('the operations, whatever is tried in whatever state', () => {
  it('are all among the attempts', () => {
    const tried = Object.keys({ ...reads, ...changes, ...beginnings })
    assert.deepEqual(
      [...Object.keys(door), ...namesOfRooms].filter((name) => !tried.includes(name) && name !== 'doing'),
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
        if (name in changes || !overviews.includes(name))
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
      { ...arlenia.person('program', 'head', 'case-officer'), kind: 'machine', acts: [] },
    )
    await fc.assert(
      fc.asyncProperty(attempts, actors, situations, async ([name, attempt], actor, state) => {
        await placed(state)
        const before = await whole()
        const { code } = await outcomeOf(attempt(actor))
        assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
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

  it('show a colleague of another unit nothing of what a unit has, and change nothing of it', async () => {
    const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
    const colleagues = fc.uniqueArray(fc.constantFrom(...roles.filter((role) => !['head', 'auditor'].includes(role))), {
      minLength: 1,
    })
    await guarded({ unit, executingAuthority: null })
    await fc.assert(
      fc.asyncProperty(attemptsOn({ ...reads, ...changes }), colleagues, situations, async ([name, attempt], held, state) => {
        await placed(state)
        const before = await whole()
        const { code, said } = await outcomeOf(
          attempt({ ...arlenia.person('cora', ...held), units: ['00000000-0000-4000-8000-0000000000aa'] }),
        )
        assert(!said.includes('ecret') && !said.includes(draft.ownReference), `${name}: ${said}`)
        if (!overviews.includes(name))
          assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
    await guarded({ unit: null, executingAuthority: null })
  })

  it('let a court that executes do that, and neither see matters nor how a request came about', async () => {
    const court = AuthorityId.parse('xa.court-of-appeal')
    const judge = { ...arlenia.person('judge', ...roles.filter((role) => role !== 'administrator')), authorityId: court }
    const itsOwn = [
      'getRequest',
      'timelineOf',
      'recordOf',
      'readFile',
      'performNote',
      'startExecution',
      'attachFile',
      'detachFile',
      'undoLast',
    ]
    await guarded({ unit: null, executingAuthority: court })
    await fc.assert(
      fc.asyncProperty(attemptsOn({ ...reads, ...changes }), situations, async ([name, attempt], state) => {
        if (itsOwn.includes(name) || overviews.includes(name)) return
        await placed(state)
        const before = await whole()
        const { code } = await outcomeOf(attempt(judge))
        assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
    await guarded({ unit: null, executingAuthority: null })
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
