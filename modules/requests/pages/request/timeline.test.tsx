import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import type { TimelineEntry } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { openOffices } from '../../testing-office.ts'
import { ItemDetails } from '../content/item-details.tsx'
import { propertyFields } from '../form/specs.ts'
import { sayIn } from '../texts.ts'
import { RequestTimeline } from './timeline.tsx'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer', 'head')
const request = await arlenia.as(ana, (ctx) =>
  door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
)
const view = { lang: 'en', say: sayIn('en'), zone: 'UTC', csrf: '', writes: true, opens: true, registers: true } as const
const dossierId = 'ab'.repeat(32)

const entry: TimelineEntry = {
  sequence: 1,
  at: '2026-03-02T12:00:00.000Z',
  side: 'theirs',
  act: 'asset-report',
  actorName: 'Bresonia',
  internal: false,
  body: {
    description: 'Account 1',
    kind: 'money',
    location: 'Port Sabel',
    step: 'confiscation-ordered',
    on: '2026-03-01',
    amount: '480000.00',
    currency: 'EUR',
    orderReference: 'HC 41/2026',
  },
  attachments: [],
  dossierId,
}

function timeline(opensDossiers: boolean, entries: readonly TimelineEntry[] = [entry]): string {
  return renderToString(
    <RequestTimeline
      view={view}
      request={request}
      timeline={entries}
      dossiers={[]}
      theirName="Bresonia"
      names={new Map()}

      opensDossiers={opensDossiers}
    />,
  )
}

describe('the timeline of a request', () => {
  it('leads to a dossier only who may look into it', () => {
    assert(timeline(true).includes(`/dossiers/${dossierId}`))
    assert(!timeline(false).includes('/dossiers/'))
  })

  it('says a step of property in words, and folds what is long', () => {
    const html = timeline(true)
    assert.match(html, /Confiscation ordered/)
    assert.doesNotMatch(html, /confiscation-ordered/)
    assert.match(html, /<details class="details"><summary>What it says<\/summary>/)
  })
})

describe('many messages of the other side on one day', () => {
  const day = (count: number, from: number, more: Partial<TimelineEntry> = {}) =>
    Array.from({ length: count }, (_, at) => ({
      ...entry,
      act: 'status-reply',
      body: {},
      dossierId: null,
      ...more,
      sequence: from + at,
    }))
  const cards = (html: string) => html.replaceAll(/<details[^]*<\/details>/g, '').match(/<li class="entry /g)?.length

  it('stand as one that opens, with each of them in it and its place to link to', () => {
    const html = timeline(true, [...day(40, 1), ...day(1, 41, { side: 'ours' })])
    assert.equal(cards(html), 2)
    assert.match(html, /40 messages on one day/)
    for (const sequence of [1, 40]) assert.match(html, new RegExp(`id="entry-${sequence}"`))
  })

  it('stay each for itself where they are few, of several days, or answered in between', () => {
    assert.equal(cards(timeline(true, day(5, 1))), 5)
    assert.equal(cards(timeline(true, [...day(4, 1), ...day(4, 5, { at: '2026-03-03T12:00:00.000Z' })])), 8)
    assert.equal(cards(timeline(true, [...day(4, 1), ...day(1, 5, { side: 'ours' }), ...day(4, 6)])), 9)
  })
})

describe('the value of property', () => {
  const valueOf = (amount: string) =>
    renderToString(<ItemDetails view={view} specs={propertyFields} item={{ amount, currency: 'EUR' }} />)

  it('is read with its currency, and as it stands while it is no amount', () => {
    assert.match(valueOf('1240000.00'), /EUR\u00a01,240,000\.00/)
    assert.match(valueOf('about a million'), /about a million/)
  })
})
