import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sql } from 'kysely'
import { roles } from '@comity/accounts/contract'
import type { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import * as door from '../operations.ts'
import { bankRecords, completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { tables } from '../tables.ts'
import { addExhibit } from '../matters/exhibits.ts'
import { accessOf } from '../rules/sight.ts'
import { changesOfDrafting, changesOfMatters, readsOfRooms } from './sample-attempts.ts'
import type { Attempts } from './sample-attempts.ts'

export const { arlenia, bresonia } = await openOffices()
export const { node } = arlenia
export const ana = arlenia.person('ana', 'case-officer')
export const matter = await arlenia.as(ana, (ctx) =>
  door.openMatter(ctx, { title: 'Secret road', facts: 'secret', persons: [], property: [], offences: [] }),
)
export const draft = await arlenia.as(ana, (ctx) =>
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
export const { exhibits } = await arlenia.as(ana, (ctx) =>
  addExhibit(ctx, { matterId: matter.id, kind: 'document', description: 'Secret ledger', file: { ...file, name: 'ledger.pdf' } }),
)
export const [exhibit] = exhibits
assert(exhibit)
const targets = { office: arlenia, matter, other, exhibit, draft }

const out = { requestId: draft.id }
const outcomes = [{ measureId: bankRecords.id, outcome: 'full' as const }]

/** Every operation that reads, aimed at what is Arlenia's. */
export const reads: Attempts = {
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
export const changes: Attempts = {
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
export const beginnings: Attempts = {
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
export const overviews = [
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
export const situations = fc.constantFrom(...states)

/** Lets every state come up, so that no refusal is owed to the life cycle alone. */
export async function placed(state: (typeof states)[number]): Promise<void> {
  await tables(node.db)
    .updateTable('requests.request')
    .set({ state, direction: incoming.includes(state) ? 'incoming' : 'outgoing' })
    .where('id', '=', draft.id)
    .execute()
}

/** Gives matters and request to a unit or a court. */
export async function guarded(to: {
  readonly unit: string | null
  readonly executingAuthority: AuthorityId | null
}): Promise<void> {
  const access = accessOf({ ownAuthority: arlenia.authorityId, named: [], ...to })
  const matters = accessOf({ ownAuthority: arlenia.authorityId, named: [], unit: to.unit })
  await tables(node.db)
    .updateTable('requests.request')
    .set({ unit: to.unit, executing_authority: to.executingAuthority, assignee: null, access })
    .where('id', '=', draft.id)
    .execute()
  await tables(node.db).updateTable('requests.matter').set({ unit: to.unit, assignee: null, access: matters }).execute()
}

export function attemptsOn(attempts: Attempts) {
  return fc.constantFrom(...Object.entries(attempts))
}

/** Everything that is Arlenia's, and everything that would leave or be recorded. */
export async function whole(): Promise<string> {
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

export async function outcomeOf(attempt: Promise<unknown>): Promise<{ code: string | null; said: string }> {
  try {
    return { code: null, said: JSON.stringify(await attempt) }
  } catch (error) {
    if (error instanceof ComityError)
      return { code: error.code, said: JSON.stringify([error.code, error.values, error.problems]) }
    throw error
  }
}

export const anyRoles = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 })
export const settings = { numRuns: 80 }
