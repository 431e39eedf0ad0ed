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

function timeline(opensDossiers: boolean): string {
  return renderToString(
    <RequestTimeline
      view={view}
      request={request}
      timeline={[entry]}
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

describe('the value of property', () => {
  const valueOf = (amount: string) =>
    renderToString(<ItemDetails view={view} specs={propertyFields} item={{ amount, currency: 'EUR' }} />)

  it('is read with its currency, and as it stands while it is no amount', () => {
    assert.match(valueOf('1240000.00'), /EUR\u00a01,240,000\.00/)
    assert.match(valueOf('about a million'), /about a million/)
  })
})
