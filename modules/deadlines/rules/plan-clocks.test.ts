import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { actNames, assetSteps, decisionKinds, dossierBodies } from '@comity/requests/contract'
import { stateCalendars } from './calendar.ts'
import { shippedRules } from './catalogue.ts'
import { DeadlineRule } from '../contract.ts'
import { planClocks } from './plan-clocks.ts'
import type { RunningClock } from './plan-clocks.ts'
import { nextNotice, noticesOf, stepsCome } from './plan-steps.ts'
import { impliedBy, readEvent } from './read-event.ts'
import type { ClockEvent } from './read-event.ts'

const calendars = stateCalendars()
const rules = shippedRules.map((rule) => ({ rule, version: 0 }))
const at = new Date('2026-03-02T10:00:00Z')
const setting = { direction: 'outgoing' as const, ownState: 'xa', theirState: 'xb', at, calendars }
const said = (act: string, side: 'ours' | 'theirs', body: object = {}): ClockEvent => ({
  direction: 'outgoing',
  act,
  side,
  kind: act,
  body,
  dossierId: `dossier of ${act}`,
})
/** A note of the house, or a receipt. */
const noted = (act: string, side: 'ours' | 'theirs', dossierId: string | null = null): ClockEvent => ({
  ...said(act, side),
  kind: null,
  dossierId,
})
type Conditions = Parameters<typeof impliedBy>[1]
const after = (running: readonly RunningClock[], event: ClockEvent, now = at, conditions: Conditions = []): RunningClock[] =>
  [readEvent(event) ?? [], impliedBy(event, conditions)].flat().reduce<RunningClock[]>(
    (clocks, happening) => {
      const { changes, starts } = planClocks(happening, clocks, rules, { ...setting, at: now })
      const kept = clocks.flatMap((clock) => {
        const change = changes.find((one) => one.clock === clock)
        if (change?.what === 'met' || change?.what === 'ended') return []
        const stoppedAt = change?.what === 'stopped' ? now : change?.what === 'resumed' ? null : clock.stoppedAt
        return [{ ...clock, stoppedAt, dueAt: change?.dueAt ?? clock.dueAt }]
      })
      return [
        ...kept,
        ...starts.map((start, index) => ({
          ...start,
          id: `${happening.kind} ${index} ${clocks.length}`,
          stoppedAt: null,
          lateSince: null,
        })),
      ]
    },
    [...running],
  )
const names = (clocks: readonly RunningClock[]): string[] => clocks.map(({ rule, owner }) => `${rule.id} ${owner}`).toSorted()

describe('clocks of a request', () => {
  it('start with the request, and an acknowledgement leaves only what is still owed', () => {
    const sent = after([], said('request', 'ours', { content: { suggestedDeadline: '2026-05-01' } }))
    assert.deepEqual(names(sent), ['acknowledgement them', 'first-decision them', 'suggested-deadline them', 'unopened them'])
    const acknowledged = after(sent, said('acknowledgement', 'theirs'))
    assert.deepEqual(names(acknowledged), ['first-decision them', 'suggested-deadline them'])
    assert.equal(
      acknowledged.find(({ rule }) => rule.id === 'suggested-deadline')?.dueAt.toISOString(),
      '2026-05-01T23:59:59.000Z',
    )
  })

  it('stand still while a clarification is open, and run on by as much as they stood', () => {
    const sent = after([], said('request', 'ours'))
    const asked = after(sent, said('clarification-asked', 'theirs', { answerBy: '2026-03-20' }), new Date('2026-03-05T10:00:00Z'))
    assert.deepEqual(names(asked), ['clarification-answer us', 'first-decision them', 'unopened us'])
    const answered = after(asked, said('clarification-answer', 'ours'), new Date('2026-03-15T10:00:00Z'))
    const [before, now] = [sent, answered].map((clocks) => clocks.find(({ rule }) => rule.id === 'first-decision'))
    assert.equal(Number(now?.dueAt) - Number(before?.dueAt), 10 * 86_400_000)
    assert.ok(!names(answered).includes('clarification-answer us'))
  })

  it('tell consultations apart by their own numbers', () => {
    const two = ['a', 'b'].reduce<RunningClock[]>(
      (clocks, id) => after(clocks, said('consultation', 'theirs', { consultationId: id, replyBy: '2026-04-01' })),
      [],
    )
    const left = after(two, said('consultation-reply', 'ours', { consultationId: 'a' }))
    assert.deepEqual(
      left.filter(({ rule }) => rule.id === 'consultation-reply').map(({ key }) => key),
      ['b'],
    )
  })

  it('end with a withdrawal, but for undertakings, which begin when a condition with a date is accepted', () => {
    const granted = after([], said('decision', 'theirs', { decision: 'granted-with-conditions' }))
    assert.deepEqual(names(granted), ['conditions-answer us', 'result them', 'unopened us'])
    const conditions: Conditions = ['c1', 'c2'].map((id) => ({
      id,
      kind: 'return-of-material',
      text: 'Return the originals',
      dueOn: '2026-09-01',
      answerBy: null,
      proposedAt: at.toISOString(),
      status: 'proposed',
      answeredAt: null,
      remarks: null,
      metOn: null,
    }))
    const answers = [
      { conditionId: 'c1', accepted: true },
      { conditionId: 'c2', accepted: false },
    ]
    const accepted = after(granted, said('conditions-answered', 'ours', { answers }), at, conditions)
    assert.deepEqual(accepted.map(({ rule, key, owner }) => `${rule.id} ${key} ${owner}`).toSorted(), [
      'result  them',
      'return-of-material c1 us',
    ])
    assert.deepEqual(names(after(accepted, said('withdrawal', 'ours'))), ['return-of-material us'])
  })

  it('take no delivery for an opening, and no note of the house for an answer', () => {
    const sent = after([], said('request', 'ours'))
    const delivered = after(sent, noted('delivered', 'theirs', 'dossier of request'))
    assert.deepEqual(names(delivered), names(sent))
    assert.ok(!names(after(delivered, noted('opened', 'theirs', 'dossier of request'))).includes('unopened them'))
    assert.ok(names(after(delivered, noted('opened', 'theirs', 'another dossier'))).includes('unopened them'))
    const asked = after(sent, said('clarification-asked', 'theirs'))
    for (const act of ['assigned', 'noted', 'triaged']) assert.deepEqual(names(after(asked, noted(act, 'ours'))), names(asked))
  })

  it('run on when the request is passed on within the State, and end when it is told to be misdirected', () => {
    const sent = after([], said('request', 'theirs'))
    assert.deepEqual(names(after(sent, noted('passed-on', 'ours'))), names(sent))
    const left = names(after(sent, said('misdirected', 'ours', { reasons: 'not ours' })))
    assert.ok(!left.some((name) => /^(?:acknowledgement|first-decision)/.test(name)), left.join())
  })

  it('run on for the sender of a misdirected request that went on to the competent authority, and not where it was given back', () => {
    const sent = after([], said('request', 'ours'))
    const gone = after(sent, said('misdirected', 'theirs', { forwardedTo: 'xb.tribunal', reasons: 'It is theirs.' }))
    assert.ok(names(gone).includes('first-decision them') && names(gone).includes('acknowledgement them'), names(gone).join())
    assert.deepEqual(names(after(gone, said('acknowledgement', 'theirs'))).includes('first-decision them'), true)
    const back = after(sent, said('misdirected', 'theirs', { competent: 'Maritime Court', reasons: 'Not ours.' }))
    assert.ok(!names(back).some((name) => /^(?:acknowledgement|first-decision)/.test(name)), names(back).join())
  })

  it('want an oral request confirmed, whether it was made or registered', () => {
    const oral = after([], noted('made-orally', 'ours'))
    assert.deepEqual(names(oral), ['oral-confirmation us'])
    assert.ok(!names(after(oral, said('request', 'ours'))).includes('oral-confirmation us'))
    assert.ok(!names(after(oral, noted('confirmed-in-writing', 'theirs'))).includes('oral-confirmation us'))
  })

  it('of a freeze end with that asset’s lifting, by whichever number it is named, and with no other’s', () => {
    const report = (assetId: string) => said('asset-report', 'theirs', { assetId, step: 'frozen', until: '2027-01-31' })
    const frozen = ['a', 'b'].reduce<RunningClock[]>((clocks, id) => after(clocks, report(id)), [])
    const lifted = after(frozen, said('freeze-lifted', 'theirs', { liftingId: 'l', assetId: 'a' }))
    assert.deepEqual(
      lifted.filter(({ rule }) => rule.id === 'freeze-ends').map(({ key }) => key),
      ['b'],
    )
  })

  it('are none of a dossier where there is no dossier', () => {
    const clocks = after([], { ...said('request', 'ours'), dossierId: null })
    assert.ok(!names(clocks).some((name) => name.startsWith('unopened')))
  })

  it('never run twice for one thing, whatever happens in whatever order', () => {
    const acts = fc.constantFrom(...Object.keys(dossierBodies), ...actNames)
    const event = fc.tuple(acts, fc.constantFrom('ours' as const, 'theirs' as const), fc.constantFrom('a', 'b'))
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        const clocks = events.reduce<RunningClock[]>(
          (running, [act, side, id], index) =>
            after(
              running,
              said(act, side, { consultationId: id, answerBy: '2026-06-01' }),
              new Date(at.getTime() + index * 3_600_000),
            ),
          [],
        )
        const kept = clocks.map(({ rule, key }) => `${rule.id} ${key}`)
        assert.equal(new Set(kept).size, kept.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the rules that come with Comity', () => {
  it('are as the contract wants them, and no two have one name', () => {
    for (const rule of shippedRules) assert.deepEqual(DeadlineRule.parse(rule), rule)
    assert.equal(new Set(shippedRules.map(({ id }) => id)).size, shippedRules.length)
  })

  it('name nothing that cannot happen', () => {
    const variants = [...decisionKinds, ...assetSteps, 'part', 'final', 'ordinary', 'extraordinary']
    const notes = ['made-orally', 'confirmed-in-writing', 'opened'].map((act) => readEvent(noted(act, 'ours'))?.kind)
    const kinds = [...Object.keys(dossierBodies), ...notes, 'material-to-return', 'condition-to-meet', '*']
    const named = shippedRules.flatMap((rule) => [rule.startedBy, rule.metBy, rule.stoppedBy, rule.resumedBy].flat())
    const unknown = named.filter((name) => {
      const [kind, variant] = name.split('/')
      return !kinds.includes(kind) || (variant !== undefined && !variants.includes(variant))
    })
    assert.deepEqual([...new Set(unknown)].toSorted(), [])
  })
})

describe('who is told', () => {
  const rule = shippedRules.find(({ id }) => id === 'acknowledgement')
  const dueAt = new Date('2026-03-10T00:00:00Z')
  const day = (count: number) => new Date(dueAt.getTime() + count * 86_400_000)

  it('rises from the officer to the secretariat where the other side is silent, and stays in the house where we are', () => {
    assert.ok(rule)
    const told = (owner: 'us' | 'them') =>
      stepsCome({ rule, owner, dueAt, lateSince: null, noticeAt: day(-30) }, day(60)).map(({ to }) => to)
    assert.deepEqual(
      [told('them'), told('us')],
      [
        ['officer', 'head', 'counterpart', 'secretariat'],
        ['officer', 'head'],
      ],
    )
  })

  it('looks at each step once', () => {
    assert.ok(rule)
    const seen: string[] = []
    const timed = { rule, owner: 'them', dueAt, lateSince: null } as const
    let noticeAt = nextNotice(timed, day(-30))
    while (noticeAt !== null) {
      seen.push(...stepsCome({ ...timed, noticeAt }, noticeAt).map(({ to, days }) => `${to} ${days}`))
      noticeAt = nextNotice(timed, new Date(noticeAt.getTime() + 1))
    }
    assert.deepEqual(seen, ['officer -2', 'officer 0', 'head 3', 'counterpart 7', 'secretariat 30'])
  })

  it('is the officer and the head only, counted from its beginning, where a clock was due before it began', () => {
    assert.ok(rule)
    const late = { rule, owner: 'them', dueAt, lateSince: day(100) } as const
    assert.equal(+(nextNotice(late, day(100)) ?? 0), +day(100))
    const told = stepsCome({ ...late, noticeAt: day(100) }, day(400)).map(({ to, days }) => `${to} ${days}`)
    assert.deepEqual(told, ['officer 0', 'head 3'])
    assert.deepEqual(noticesOf({ ...late, dueAt: day(200) }, day(101)), { notice_at: day(198), late_since: null })
    assert.deepEqual(noticesOf(late, day(101)), { notice_at: day(103), late_since: day(100) })
  })
})
