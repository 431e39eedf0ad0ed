import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { forms, measureKinds, offenceKinds, type Designation } from '../../contract.ts'
import { samplePoint } from '../../rules/sample-parts.ts'
import { FindQuery } from '../contract.ts'
import { meanings, needs } from '../needs.ts'
import { findCompetent, fits } from './find-competent.ts'
import { factsOf, known, mla, sampleAuthority, sampleDetails } from './sample-known.ts'

const at = new Date('2026-06-01T10:00:00Z')
const ask = (changes: Partial<FindQuery> = {}): FindQuery => FindQuery.parse({ need: 'bank-records', state: 'XB', ...changes })
const ids = (found: ReturnType<typeof findCompetent>) => found.competent.map(({ authority }) => authority.id)
const ways = (found: ReturnType<typeof findCompetent>) => found.alternatives.map(({ kind }) => kind)

describe('who is competent', () => {
  it('is whom a designation for the form, territory and measure names, and nobody else', () => {
    const banks: Designation = { ...mla, measures: ['bank-account-information', 'bank-transactions', 'bank-monitoring'] }
    const found = findCompetent(
      ask(),
      known([
        sampleAuthority('xb.general', { designations: [mla] }),
        sampleAuthority('xb.banks', { designations: [banks] }),
        sampleAuthority('xb.service', { designations: [{ ...mla, measures: ['serve-document'] }] }),
        sampleAuthority('xb.elsewhere', { designations: [{ ...mla, territory: 'XC' }] }),
        sampleAuthority('xb.extradition', { designations: [{ ...mla, form: 'extradition' }] }),
        sampleAuthority('xb.undesignated', { kind: 'central-authority' }),
      ]),
      at,
    )
    assert.deepEqual(ids(found), ['xb.banks', 'xb.general'])
    assert.deepEqual(
      found.competent.map(({ covers }) => covers),
      ['by-name', 'all'],
    )
    assert.equal(found.outcome, 'several')
    const other = found.alternatives.find(({ kind }) => kind === 'other-measures')
    assert.equal(other?.authority?.id, 'xb.service')
    assert.equal(found.alternatives.find(({ kind }) => kind === 'central-authority')?.authority?.id, 'xb.undesignated')
  })

  it('says when a designation covers only some of it, or only certain offences', () => {
    const partly: Designation = { ...mla, measures: ['bank-transactions'], offences: ['money-laundering'] }
    const places = known([sampleAuthority('xb.partly', { designations: [partly] })])
    const [one] = findCompetent(ask(), places, at).competent
    assert.equal(one?.covers, 'some')
    assert.equal(one?.offence, 'if')
    assert.equal(findCompetent(ask({ offence: 'money-laundering' }), places, at).competent[0]?.offence, 'by-name')
    const other = findCompetent(ask({ offence: 'concealment' }), places, at)
    assert.equal(other.outcome, 'nobody')
    assert.equal(other.alternatives[0]?.kind, 'other-offences')
  })

  it('leaves unknown what nobody has said', () => {
    const [one] = findCompetent(ask(), known([sampleAuthority('xb.silent', { designations: [mla] })]), at).competent
    assert.deepEqual(
      [one?.electronicAcceptance, one?.urgentByInterpol, one?.urgentRoute, one?.channels, one?.formalities, one?.instrument.both],
      [null, null, null, [], [], 'unknown'],
    )
    assert.deepEqual(one?.contacts, [])
  })

  it('reads a territory by its own designations, and the State whose it is only as another way', () => {
    const facts = { kind: 'territory' as const, partOf: 'XC', instruments: [] }
    const found = findCompetent(
      ask(),
      known([sampleAuthority('xc.whole', { designations: [{ ...mla, territory: 'XC' }] })], { facts }),
      at,
    )
    assert.equal(found.outcome, 'nobody')
    assert.equal(found.alternatives[0]?.kind, 'whole-state')
  })
})

describe('the instrument of a designation', () => {
  const place = [sampleAuthority('xb.general', { designations: [mla] })]
  const both = (own: ReturnType<typeof factsOf> | null, facts: ReturnType<typeof factsOf> | null) =>
    findCompetent(ask(), known(place, { own, facts }), at)

  it('binds both, or not, or nobody knows', () => {
    const party = factsOf('party', '2010-01-01')
    const cases = [
      [party, party, 'yes'],
      [party, null, 'unknown'],
      [party, factsOf('unknown'), 'unknown'],
      [party, factsOf('signatory'), 'no'],
      [factsOf('not-party'), null, 'no'],
      [party, factsOf('party', '2027-01-01'), 'no'],
    ] as const
    for (const [own, theirs, expected] of cases)
      assert.equal(both(own, theirs).competent[0]?.instrument.both, expected, `${own?.instruments[0]?.status} ${expected}`)
  })

  it('that does not bind both makes nobody competent, and is still shown', () => {
    const found = both(factsOf('not-party'), factsOf('party'))
    assert.equal(found.outcome, 'nobody')
    assert.deepEqual(ids(found), ['xb.general'])
  })
})

describe('where nobody is designated', () => {
  it('other ways are named as such: networks, INTERPOL, diplomatic', () => {
    const found = findCompetent(ask(), known([sampleAuthority('xb.watch', {})], { details: sampleDetails('xb.watch') }), at)
    assert.equal(found.outcome, 'nobody')
    assert.deepEqual(ways(found), ['network', 'fiu', 'interpol', 'diplomatic'])
    assert.deepEqual(found.alternatives[0]?.networks, ['GlobE'])
  })

  it('INTERPOL is unknown, unless a designation says yes or no', () => {
    const said = (urgentByInterpol?: boolean) =>
      findCompetent(
        ask(),
        known([
          sampleAuthority('xb.general', {
            designations: [{ ...mla, ...(urgentByInterpol === undefined ? {} : { urgentByInterpol }) }],
          }),
        ]),
        at,
      ).alternatives.find(({ kind }) => kind === 'interpol')?.accepted
    assert.deepEqual([said(), said(true), said(false)], [null, true, false])
  })
})

describe('whom to call', () => {
  it('is who is there now; when urgent, first whom the urgent route names', () => {
    const hours = { timeZone: 'UTC', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] }
    const night = { timeZone: 'UTC', weekly: [{ days: [1], from: '20:00', to: '23:00' }] }
    const designations: Designation[] = [{ ...mla, urgentRoute: { contactPoint: 'night', oral: true } }]
    const points = [samplePoint({ id: 'night', hours: night, deputies: ['day'] }), samplePoint({ id: 'day', hours })]
    const authority = sampleAuthority('xb.general', { designations })
    const places = known([authority], { details: [{ authority: authority.id, contactPoints: points }] })
    const [calm] = findCompetent(ask(), places, at).competent
    assert.deepEqual(
      calm?.contacts.map(({ id, standing }) => [id, standing]),
      [
        ['day', 'open'],
        ['night', 'closed'],
      ],
    )
    assert.equal(calm?.contacts[1]?.next, '2026-06-01T20:00:00.000Z')
    assert.equal(calm?.contacts[1]?.deputy?.id, 'day')
    const [urgent] = findCompetent(ask({ urgent: 'yes' }), places, at).competent
    assert.deepEqual(
      urgent?.contacts.map(({ id, first }) => [id, first]),
      [
        ['night', true],
        ['day', false],
      ],
    )
  })
})

describe('need-to-know', () => {
  it('shows contact points and remarks to their readers only', () => {
    const places = (reader: Parameters<typeof known>[1]) =>
      JSON.stringify(
        findCompetent(
          ask(),
          known([sampleAuthority('xb.general', { designations: [mla] })], { details: sampleDetails('xb.general'), ...reader }),
          at,
        ),
      )
    const sees = (text: string) =>
      ['+000 111', '+000 777', 'Members remark', '+000 888', 'Named remark'].map((one) => text.includes(one))
    const member = (authorityId: string) => ({ reader: { kind: 'member' as const, authorityId } })
    assert.deepEqual(sees(places({})), [true, false, false, false, false])
    assert.deepEqual(sees(places(member('xc.other'))), [true, true, true, false, false])
    assert.deepEqual(sees(places(member('xa.central-authority'))), [true, true, true, true, true])
    assert.deepEqual(sees(places({ reader: { kind: 'guest', authorityId: 'xa.police' } })), [true, false, false, false, false])
  })
})

describe('needs', () => {
  it('reach every form of cooperation and every measure that has a name', () => {
    assert.deepEqual([...new Set(needs.map((need) => meanings[need].form))].toSorted(), [...forms].toSorted())
    const reached = new Set(needs.flatMap((need) => [...meanings[need].measures]))
    assert.deepEqual(
      measureKinds.filter((one) => !reached.has(one)),
      ['other'],
    )
  })

  it('are met by a designation exactly when form, instrument, offence and a measure agree', () => {
    const some = <Item>(items: readonly Item[]) => fc.option(fc.subarray([...items], { minLength: 1 }), { nil: undefined })
    fc.assert(
      fc.property(
        fc.constantFrom(...needs),
        fc.constantFrom(...forms),
        some(measureKinds),
        some(offenceKinds),
        fc.option(fc.constantFrom(...offenceKinds), { nil: undefined }),
        (need, form, measures, offences, offence) => {
          const { measures: _, ...plain } = mla
          const designation: Designation = { ...plain, form, ...(measures && { measures }), ...(offences && { offences }) }
          const query = ask({ need, ...(offence && { offence }) })
          const meaning = meanings[need]
          const expected =
            form === meaning.form &&
            (offence === undefined || (offences ?? offenceKinds).includes(offence)) &&
            (meaning.measures.length === 0 || (measures ?? measureKinds).some((one) => meaning.measures.includes(one)))
          assert.equal(fits(designation, query, meaning), expected)
        },
      ),
    )
  })
})
