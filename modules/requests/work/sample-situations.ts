import { randomUUID } from 'node:crypto'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { testDatabase } from '@comity/testing/database'
import fc from 'fast-check'
import { sql } from 'kysely'
import { emptyRecord, incomingStates, outgoingStates, workDays, WORK_COUNTED_TO } from '../contract.ts'
import type { Dashboard, RequestState, WorkDay } from '../contract.ts'
import { may, sightFor, table } from '../policy.ts'
import { answersOwedBy, awaitedAnswers, heapsFor, owedBy } from '../rules/desk.ts'
import { finalStates } from '../rules/lifecycle.ts'
import type { OwnAct } from '../rules/lifecycle.ts'
import { accessOf } from '../rules/sight.ts'

export const { db } = await testDatabase([{ module: 'requests', folder: new URL('../migrations/', import.meta.url) }])
export const office = AuthorityId.parse('xa.central-authority')
export const court = AuthorityId.parse('xa.court')
const units: readonly [string, string, string] = [randomUUID(), randomUUID(), randomUUID()]
export const today = '2026-11-30'
export const [ana, ben, cai, dea, eli] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]

const person = (
  id: string,
  of: { roles?: readonly Role[]; units?: readonly string[]; authorityId?: AuthorityId; deputyFor?: readonly string[] },
): Actor => ({
  kind: 'person',
  id,
  name: 'Somebody',
  authorityId: office,
  roles: ['case-officer'],
  units: [],
  ...of,
})
export const actors: Readonly<Record<string, Actor>> = {
  'a head': person(ana, { roles: ['head'] }),
  'a head of one unit': person(ana, { roles: ['head'], units: [units[0]] }),
  'a head who is an officer too': person(ben, { roles: ['head', 'case-officer'] }),
  'an officer of two units': person(ben, { units: units.slice(0, 2) }),
  'an officer of one unit': person(cai, { units: [units[2]] }),
  'an officer who sees little': person(dea, { units: [randomUUID()] }),
  'a deputy': person(dea, { units: [units[1]], deputyFor: [cai] }),
  'a registrar': person(eli, { roles: ['registrar'] }),
  'a reviewer': person(eli, { roles: ['reviewer'], units: [units[0]] }),
  'an auditor': person(eli, { roles: ['auditor'] }),
  'an executing officer of a court': person(dea, { roles: ['executing-officer'], authorityId: court }),
  'an executing officer of the office': person(cai, { roles: ['executing-officer'], units: [units[1]] }),
  'a machine of a unit': { ...person(randomUUID(), { units: [units[1]] }), kind: 'machine', acts: ['read', 'acknowledge'] },
}

const decisions = ['granted', 'in-part', 'postponed', 'refused', null] as const
const days = ['2026-11-20', '2026-11-29', today, '2026-12-01', '2026-12-07', '2026-12-08', '2027-03-01', null] as const
export const people: readonly string[] = [ana, ben, cai, dea, eli]
const maybe = (...of: readonly string[]) => fc.constantFrom<string | null>(null, ...of)
const some: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 })

/** A request as the working pages look at it. The days and times are few, so that many are alike. */
export const request = fc
  .record({
    id: fc.uuid({ version: 4 }),
    place: fc.constantFrom<{ readonly direction: 'outgoing' | 'incoming'; readonly state: RequestState }>(
      ...outgoingStates.map((state) => ({ direction: 'outgoing', state }) as const),
      ...incomingStates.map((state) => ({ direction: 'incoming', state }) as const),
    ),
    decided: fc.constantFrom(...decisions),
    returnsTo: fc.constantFrom<RequestState>('acknowledged', 'executing', 'with-executing-authority'),
    owner: fc.constantFrom(office, office, office, office, court),
    unit: maybe(...units, ...units),
    assignee: maybe(...people),
    draftedBy: maybe(...people),
    contributors: some,
    named: fc.oneof({ weight: 4, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: some }),
    passedOn: fc.boolean(),
    dueOn: fc.constantFrom(...days),
    dueFor: fc.constantFrom('first-decision', 'result', ...Object.keys(awaitedAnswers)),
    answerBy: fc.constantFrom(...days),
    letterOn: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...days) }),
    problem: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('expired') }),
    minute: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ place, passedOn, owner, unit, ...rest }) => ({
    ...rest,
    ...place,
    owner,
    unit: owner === court ? null : unit,
    executing: place.direction === 'incoming' && passedOn && owner === office ? court : null,
    // An answer is waited for on what the other side has.
    dueFor: place.state === 'draft' ? 'result' : rest.dueFor,
  }))
export type Made = typeof request extends fc.Arbitrary<infer One> ? One : never

const accessTo = (one: Made) =>
  accessOf({
    ownAuthority: one.owner,
    unit: one.unit,
    named: one.named,
    assignee: one.assignee,
    executingAuthority: one.executing,
  })

export async function laidDown(made: readonly Made[]): Promise<void> {
  await sql`delete from requests.request`.execute(db)
  await sql`delete from requests.matter`.execute(db)
  for (const one of made)
    await sql`
      insert into requests.request (id, direction, form, thread, state, returns_to, own_authority, own_reference, subject, urgency, content, outcomes, record, decided,
        attachments, prepared, unopened, contributors, drafted_by, assignee, unit, named, executing_authority, due_on, due_for, answer_by, rendition_due, problem,
        revision, access, created_at, changed_at)
      values (${one.id}, ${one.direction}, 'mutual-legal-assistance', ${one.id}, ${one.state}, ${one.returnsTo}, ${one.owner}, ${one.id}, '', 'routine', '{}', '[]',
        ${JSON.stringify(emptyRecord)}, ${one.decided}, '[]', '[]', '{}', ${one.contributors}, ${one.draftedBy}, ${one.assignee}, ${one.unit}, ${one.named}, ${one.executing},
        ${one.dueOn}, ${one.dueFor}, ${one.answerBy}, ${one.letterOn}, ${one.problem}, 0, ${accessTo(one)}, now(), ${changedAt(one)})`.execute(
      db,
    )
  await sql`
    insert into requests.matter (id, own_authority, reference, title, facts, persons, property, offences, revision, created_at, changed_at, unit, assignee, named, access)
    select id, own_authority, own_reference, 'Matter', '', '[]', '[]', '[]', 0, created_at, changed_at, unit, assignee, named, access
    from requests.request where executing_authority is null`.execute(db)
}

export const changedAt = ({ minute }: Made) => `2026-11-01T00:0${minute}:00.000Z`
export const isOpen = ({ state }: Made) => !finalStates.includes(state)
export const capped = (count: number) => Math.min(count, WORK_COUNTED_TO + 1)
export const inOrder = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] =>
  rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

/** What the words say, without the store. */
function situationFor(one: Made, reader: Actor): string {
  const { direction, state, decided } = one
  const turn = () => {
    if (direction === 'outgoing' && state === 'in-review') return one.contributors.includes(reader.id) ? ' written' : ''
    if (direction === 'incoming' && state === 'clarification-asked') {
      if (one.answerBy !== null && one.answerBy >= today) return ''
      return one.returnsTo === 'acknowledged' ? ' decide' : ' execute'
    }
    if (state === 'decided' && decided === 'refused') return ' refused'
    return state === 'decided' && decided === 'postponed' && direction === 'incoming' ? ' postponed' : ''
  }
  return `${direction} ${state}${turn()}`
}

interface Seen {
  readonly actor: Actor
  readonly tokens: readonly string[]
  readonly all: readonly Made[]
}

export function seenBy(actor: Actor, made: readonly Made[]): Seen {
  const { tokens, office: own } = sightFor(actor)
  const all = made.filter((one) => (own === null || one.owner === own) && accessTo(one).some((token) => tokens.includes(token)))
  return { actor, tokens, all }
}

export const ownAuthorityOf = ({ authorityId }: Actor) => authorityId ?? office

export function expectedDesk({ actor, all }: Seen) {
  const heaps = heapsFor((act) => may(actor, act, { ownAuthority: ownAuthorityOf(actor) }))
  const lying = all
    .filter(isOpen)
    .flatMap((one) => [
      { heap: heaps.get(situationFor(one, actor)), one },
      ...(one.problem === null ? [] : [{ heap: 'queueProblems', one }]),
    ])
  const names = [...new Set(lying.map(({ heap }) => heap))]
  return Object.fromEntries(
    names.map((name) => {
      const of = inOrder(
        lying.filter(({ heap }) => heap === name).map(({ one }) => one),
        (one) => `${changedAt(one)} ${one.id}`,
      )
      return [name, { count: capped(of.length), first: of.slice(0, 5).map(({ id }) => id) }]
    }),
  )
}

export function expectedDashboard({ all }: Seen): Dashboard {
  const count = (direction: string, ...states: readonly string[]) =>
    capped(all.filter((one) => one.direction === direction && states.includes(one.state)).length)
  return {
    drafts: count('outgoing', 'draft'),
    toReview: count('outgoing', 'in-review'),
    toSend: count('outgoing', 'approved', 'ready', 'sent-orally'),
    clarificationsOwed: count('outgoing', 'clarification-asked'),
    resultsToAssess: count('outgoing', 'result-received'),
    toClose: count('outgoing', 'assessed'),
    toAcknowledge: count('incoming', 'awaiting-confirmation', 'received'),
    toDecide: count('incoming', 'acknowledged', 'under-assessment'),
    toExecute: count('incoming', 'decided', 'with-executing-authority', 'executing', 'executed'),
    queueProblems: capped(all.filter(({ problem }) => problem !== null).length),
  }
}

export function expectedWork({ actor, tokens, all }: Seen): Partial<Record<WorkDay, string[]>> {
  const isGuest = sightFor(actor).office === null
  const ownAuthority = ownAuthorityOf(actor)
  const isOfficers = (act: OwnAct) => table[act].includes('case-officer')
  const who = {
    isOfficers,
    allowed: (act: OwnAct) => may(actor, act, { ownAuthority }),
    byHolder: (act: OwnAct) => !isGuest && isOfficers(act),
  }
  const [standing, answers] = [owedBy(who), answersOwedBy(who)]
  const isMine = (id: string | null) => id !== null && tokens.includes(`person:${id}`)
  const hasToDo = (one: Made, byHolder: boolean) =>
    !byHolder || isMine(one.assignee) || (one.assignee === null && (one.state !== 'draft' || isMine(one.draftedBy)))
  const waiting = all.filter(isOpen).flatMap((one) => {
    const owed = [one.dueOn === null ? undefined : answers.get(one.dueFor), standing.get(situationFor(one, actor))]
    const mine = owed.find((asked) => asked !== undefined && hasToDo(one, asked.byHolder))
    const on = one.dueOn ?? (one.direction === 'outgoing' && one.state === 'clarification-asked' ? one.answerBy : null)
    return mine === undefined ? [] : [{ one, act: mine.act, on, letter: 0 }]
  })
  const sends = !isGuest && may(actor, 'note-rendition', { ownAuthority })
  const letters = all
    .filter(
      ({ letterOn, assignee }) =>
        sends && letterOn !== null && (actor.roles.includes('registrar') || assignee === null || isMine(assignee)),
    )
    .map((one) => ({ one, act: 'note-rendition', on: one.letterOn, letter: 1 }))
  const entries = inOrder(
    [...waiting, ...letters],
    ({ one, on, letter }) => `${on ?? '9999'} ${changedAt(one)} ${one.id} ${letter}`,
  )
  const dayOf = (on: string | null): WorkDay =>
    on === null ? 'undated' : on < today ? 'overdue' : on === today ? 'today' : on <= '2026-12-07' ? 'week' : 'later'
  const piles = workDays.map(
    (day) => [day, entries.filter(({ on }) => dayOf(on) === day).map(({ one, act }) => `${one.id} ${act}`)] as const,
  )
  return Object.fromEntries(piles.filter(([, pile]) => pile.length > 0))
}
