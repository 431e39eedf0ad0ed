import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { roles } from '@comity/accounts/contract'
import { catalogueFaults, languages } from '@comity/i18n'
import { noticeKinds } from '@comity/notices/contract'
import { dossierKinds, incomingStates, machineActs, outgoingStates } from '@comity/requests/contract'
import { detailInWords, detailTexts } from './act-details.ts'

const root = new URL('../..', import.meta.url).pathname
const sources = globSync('modules/**/*.ts', { cwd: root, exclude: (name) => name.includes('node_modules') })
  .filter((file) => !file.endsWith('.test.ts') && !/(?:sample|testing)-/.test(file))
  .map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }))
  .filter(({ text }) => /\b(?:record|matterRecorded|withExhibit|done)\(ctx/.test(text))

/** The names at the top of an object as it stands in the source, from its opening brace. */
function namesIn(text: string): string[] {
  let depth = 0
  let top = ''
  for (const sign of text) {
    if (/[)}\]]/.test(sign)) depth -= 1
    if (depth === 1) top += sign
    if (/[({[]/.test(sign)) depth += 1
    if (depth === 0) break
  }
  const parts = top.split(',').map((part) => part.trim())
  return parts.flatMap((part) => /^([A-Za-z]\w*)(?:\s*:|$)/.exec(part)?.[1] ?? [])
}

/** Every name under which a fact is recorded beside an act, where the source writes it out. */
const recorded = new Set(
  sources.flatMap(({ text }) =>
    [...text.matchAll(/\bdetails(?:: | = )\{/g)].flatMap(({ index, 0: found }) => namesIn(text.slice(index + found.length - 1))),
  ),
)
// Those that are put together elsewhere: filters of exports, lines, replays, ways out of the office, deputies.
const together =
  'deputyFor sends fetches eventId since origin guestOf time direction state counterpart text matterId ids sort open mine assignee unit measure dueBefore column requestId'

const said = (lang: (typeof languages)[number]['code'], act: string, key: string, value: string | number | boolean) =>
  detailInWords(lang, { act }, [key, value])

describe('what is recorded beside an act', () => {
  it('has a name for every fact, in six languages', () => {
    assert(recorded.size > 60, `${recorded.size} names found in the source`)
    const names = [...recorded, ...together.split(' ')].filter((name) => name !== 'details')
    for (const { code } of languages) {
      const bare = names.filter((name) => said(code, 'some.act', name, 'x').label === name)
      assert.deepEqual(bare, [], code)
    }
  })

  it('says closed words as the pages of the thing do, in six languages', () => {
    const words: readonly (readonly [key: string, values: readonly string[]])[] = [
      ['state', [...outgoingStates, ...incomingStates]],
      ['roles', roles],
      ['kind', [...dossierKinds, ...noticeKinds, 'session', 'bearer']],
      ['acts', machineActs],
      ['time', ['at-once', 'daily', 'never']],
      ['direction', ['incoming', 'outgoing']],
      ['language', ['ar', 'fr', 'pt']],
      ['told', ['true', 'false']],
      ['outcome', ['published', 'declined']],
      ['column', ['frozen', 'order-final']],
      ['code', ['dossier-too-large', 'not-found']],
    ]
    for (const { code } of languages)
      for (const [key, values] of words)
        for (const value of values)
          if (code !== 'en') assert.notEqual(said(code, 'some.act', key, value).value, value, `${code} ${key} ${value}`)
  })

  it('says several words as a list, days and instants as the language writes them, articles as the law does', () => {
    assert.equal(said('en', 'person.added', 'roles', 'head registrar').value, 'Head of authority, Registrar')
    assert.equal(said('en', 'absence.named', 'fromOn', '2026-03-02').value, '2 March 2026')
    assert.match(said('fr', 'machine.made', 'until', '2026-03-02T10:00:00.000Z').value, /2 mars 2026/)
    assert.equal(said('en', 'asset.distributed', 'basis', '57-3-a').value, '57(3)(a)')
    assert.deepEqual(said('en', 'asset.opened', 'state', 'xb'), { label: 'State', value: 'xb' })
  })

  it('stays as it was recorded where nobody knows the word', () => {
    assert.deepEqual(said('ar', 'some.act', 'newer', 'thing-to-come'), { label: 'newer', value: 'thing-to-come' })
    assert.equal(said('en', 'some.act', 'roles', 'emperor').value, 'emperor')
    assert.equal(said('en', 'some.act', 'rows', 12).value, '12')
  })

  it('is complete in all six languages', () => assert.deepEqual(catalogueFaults(detailTexts), []))
})
