import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { catalogueFaults, languages, type Lang } from '@comity/i18n'
import { renderToString } from 'preact-render-to-string'
import { channels, contactRoles, formalities, measureKinds, offenceKinds, type AuthorityEntry } from '../contract.ts'
import { Designations } from '../pages/authority-page.tsx'
import { entryProblemKinds } from '../rules/entry-problems.ts'
import { rowProblemKinds } from '../rules/status-table.ts'
import { samplePoint } from '../rules/sample-parts.ts'
import { DesignationFields } from './designation-fields.tsx'
import { entryOfForm, type Fields } from './entry-form.ts'
import { EntryView } from './entry-view.tsx'
import { problemTexts, problemWords } from './problem-texts.ts'

const at = new Date('2026-03-02T10:00:00Z')
const designation: AuthorityEntry['designations'][number] = {
  form: 'mutual-legal-assistance',
  instrument: 'UNCAC',
  territory: 'XA',
  offences: [...offenceKinds],
  measures: [...measureKinds],
  languages: ['en'],
  channels: channels.map((channel) => (channel === 'post' ? { channel, detail: 'Box 7' } : { channel })),
  formalities: formalities.map((formality) => ({ formality })),
  urgentRoute: { channel: 'interpol-i-24-7', oral: true },
}
const entry: AuthorityEntry = {
  id: AuthorityId.parse('xa.central-authority'),
  state: 'XA',
  kind: 'central-authority',
  names: { en: 'Central Authority' },
  address: '1 Harbour Square',
  designations: [designation],
  contactPoints: contactRoles.map((role, place) => samplePoint({ id: `p${place}`, role, names: { en: `Desk ${place}` } })),
  memberships: [],
}

/** The texts that a reader sees, each by itself. */
function textsOf(html: string): string[] {
  return html
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

function shown(lang: Lang): string[] {
  const detail = {
    entry,
    confirmedOn: '2026-03-01',
    onNetwork: true,
    source: null,
    directoryVersion: 1,
    mayKeep: true,
    networks: [],
  }
  return textsOf(
    renderToString(
      <>
        <Designations lang={lang} all={entry.designations} />
        <EntryView lang={lang} detail={detail} at={at} />
        <DesignationFields lang={lang} one={designation} place={0} />
        <DesignationFields lang={lang} one={null} place={1} />
      </>,
    ),
  )
}

describe('the words of an entry', () => {
  it('say no channel, formality, offence, measure or role by its code, in any language', () => {
    const codes = new Set<string>([...channels, ...formalities, ...measureKinds, ...offenceKinds, ...contactRoles])
    for (const { code } of languages)
      assert.deepEqual(
        shown(code).filter((text) => codes.has(text)),
        [],
        code,
      )
  })

  it('tell of every problem in six languages what to write, and of one nobody knows that it does not hold', () => {
    assert.deepEqual(catalogueFaults(problemTexts), [])
    for (const kind of [...entryProblemKinds, ...rowProblemKinds]) assert.notEqual(problemWords('en', kind), kind)
    assert.equal(problemWords('en', 'newer-than-this-program'), problemTexts.en['not-valid'])
  })
})

describe('designations in the edit form', () => {
  const terms: Fields = {
    'd.0.languages': 'en fr',
    'd.0.electronic': 'unknown',
    'd.0.interpol': 'no',
    'name.en': 'Central Authority',
  }
  const base: Fields = {
    ...terms,
    address: '1 Harbour Square',
    'd.0.channels': ['post', 'courier'],
    'd.0.offences': 'bribery-private',
  }
  function read(fields: Fields): AuthorityEntry['designations'] {
    const before = { ...entry, contactPoints: [] }
    const made = entryOfForm(before, fields, { table: null, letter: null, on: '2026-03-02' })
    assert.ok('entry' in made, JSON.stringify(made))
    return made.entry.designations
  }

  it('change its terms, keep what a channel says besides, and leave its urgent route as it was', () => {
    const [one] = read(base)
    assert.deepEqual(one?.channels, [{ channel: 'post', detail: 'Box 7' }, { channel: 'courier' }])
    assert.deepEqual(one?.offences, ['bribery-private'])
    assert.equal(one?.measures, undefined)
    assert.equal(one?.urgentByInterpol, false)
    assert.deepEqual(one?.urgentRoute, designation.urgentRoute)
  })

  it('end one', () => {
    assert.deepEqual(read({ ...base, 'd.0.end': 'yes' }), [])
  })

  it('add one, for the own State where no territory is said', () => {
    const added = { 'd.1.form': 'extradition', 'd.1.instrument': 'UNCAC', 'd.1.territory': '', 'd.1.languages': 'fr' }
    const [, one] = read({ ...base, ...added })
    assert.deepEqual([one?.form, one?.instrument, one?.territory, one?.languages], ['extradition', 'UNCAC', 'XA', ['fr']])
  })

  it('refuse one without a language, at its place', () => {
    const made = entryOfForm(
      { ...entry, contactPoints: [] },
      { ...base, 'd.1.form': 'extradition', 'd.1.instrument': 'UNCAC' },
      { table: null, letter: null, on: '2026-03-02' },
    )
    assert.deepEqual(made, { wrong: ['designations.1.languages'] })
  })
})
