import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '@comity/i18n'
import { AuthorityEntry } from '../contract.ts'
import { differences } from '../rules/differences.ts'
import { placeInWords, valueInWords } from './difference-words.ts'

/** An entry that says everything that an entry may say. */
const whole = AuthorityEntry.parse({
  id: 'xb.central-authority',
  state: 'XB',
  kind: 'central-authority',
  names: { en: 'Authority', fr: 'Autorité', ar: 'سلطة' },
  address: '1 Example Street',
  email: 'desk@example.org',
  phone: '+1 234 567',
  website: 'https://example.org/',
  memberships: [{ network: 'globe', since: '2024-05-01', contactPoint: 'duty' }],
  nomination: {
    sha256: 'a'.repeat(64),
    bytes: 1000,
    mediaType: 'application/pdf',
    on: '2026-01-02',
    reference: 'N 7',
    visibility: 'members',
  },
  designations: [
    {
      id: 'mla',
      form: 'mutual-legal-assistance',
      instrument: 'uncac',
      territory: 'FR',
      offences: ['money-laundering'],
      measures: ['provide-records', 'take-statement'],
      languages: ['en', 'fr'],
      electronicAcceptance: true,
      urgentByInterpol: false,
      channels: [{ channel: 'diplomatic', detail: 'by note' }],
      formalities: [{ formality: 'apostille', detail: 'on each page' }],
      urgentRoute: { channel: 'fax', contactPoint: 'duty', oral: true, detail: 'call first' },
      remarks: 'none',
      details: [{ visibility: { readers: ['xa.central-authority'] }, remarks: 'for A' }],
    },
  ],
  contactPoints: [
    {
      id: 'duty',
      role: 'duty',
      names: { en: 'Duty desk' },
      visibility: 'public',
      forms: ['extradition'],
      languages: ['ru'],
      phones: [{ number: '+1 234 568', use: 'secure-voice' }],
      emails: ['duty@example.org'],
      address: '2 Example Street',
      hours: { timeZone: 'Europe/Paris', weekly: [{ days: [1, 5], from: '09:00', to: '17:00' }], closedOn: ['2026-12-25'] },
      onCall: {
        phone: '+1 234 569',
        languages: ['es'],
        hours: { timeZone: 'UTC', weekly: [{ days: [7], from: '00:00', to: '24:00' }] },
      },
      deputies: ['registry'],
      remarks: 'ring twice',
      confirmedOn: '2026-03-01',
    },
  ],
})

/** What the authority itself chose to call a thing, in any language the same. */
const ownNames = ['xb.central-authority', 'mla', 'duty', 'globe', '+1 234 568', 'uncac']

describe('a difference in words', () => {
  const all = differences(null, whole)

  it('says every place of an entry in each of the six languages, with no name of the program', () => {
    assert(all.length > 55, String(all.length))
    for (const { code } of languages)
      for (const { path } of all) {
        const parts = placeInWords(code, path).split(' › ')
        for (const part of parts.filter((one) => !ownNames.includes(one))) {
          assert.doesNotMatch(part, /[a-z][A-Z]|^[a-z]+(?:-[a-z]+)+$/, `${code}: ${path}`)
          if (['ar', 'zh', 'ru'].includes(code)) assert.match(part, /[^\p{ASCII}]|^[\d:]+$/u, `${code}: ${path} → ${part}`)
        }
      }
  })

  it('says codes, languages, days, States, dates, yes and no in words', () => {
    const said = (place: string): string => {
      const one = all.find(({ path }) => path.endsWith(place)) ?? assert.fail(place)
      return valueInWords('en', one.path, one.after)
    }
    assert.equal(said('mla.languages'), 'English, French')
    assert.equal(said('mla.territory'), 'France')
    assert.equal(said('electronicAcceptance'), 'yes')
    assert.equal(said('mla.urgentRoute.channel'), 'Fax')
    assert.equal(said('duty.hours.weekly.09:00.days'), 'Monday, Friday')
    assert.equal(said('confirmedOn'), '1 March 2026')
    assert.match(said('mla.measures'), /^[A-Z][^_]+, [A-Z]/)
    assert.equal(
      placeInWords('en', 'contactPoints.duty.hours.weekly.09:00.days'),
      'Contact points › duty › Hours › Opening times › 09:00 › Days',
    )
    assert.equal(
      placeInWords('en', 'xb.central-authority: contactPoints.duty.names.fr'),
      'xb.central-authority › Contact points › duty › Name › French',
    )
    assert.equal(valueInWords('fr', 'xb.central-authority: kind', 'fiu'), valueInWords('fr', 'kind', 'fiu'))
    assert.equal(placeInWords('en', 'designations.mla.channels.diplomatic.detail').split(' › ').length, 5)
    for (const { code } of languages)
      for (const { path, after } of all) {
        const raw = ['kind', 'form', 'channel', 'formality', 'role', 'use', 'visibility', 'measures', 'offences']
        if (!raw.includes(path.split('.').at(-1) ?? '')) continue
        assert.doesNotMatch(valueInWords(code, path, after), /^[a-z]+(?:-[a-z]+)+$/, `${code}: ${path} ${after}`)
      }
  })
})
