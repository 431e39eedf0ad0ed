import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor, Role } from '@comity/accounts/contract'
import {
  actNames,
  assetSteps,
  conditionKinds,
  consultationOutcomes,
  consultationTopics,
  decisionKinds,
  dossierKinds,
  incomingStates,
  outgoingStates,
  refusalGrounds,
  returnBases,
  standingStates,
} from '../../contract.ts'
import type { DecisionKind, RequestState } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { appendToTimeline } from '../../store-timeline.ts'
import { openOffices } from '../../testing-office.ts'
import { tables } from '../../tables.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'
import { pageOf } from './steps-ahead.ts'
import { everythingSaid, wholeRecord } from './whole-record.ts'

const { arlenia, bresonia } = await openOffices()
const roles = ['case-officer', 'head', 'registrar', 'auditor'] as const satisfies readonly Role[]
const people = roles.map((role, at): Actor => ({
  ...arlenia.person(`1111111${at}-1111-4111-8111-111111111111`, role),
  name: 'Amara Okoye',
}))
const officer = people[0] ?? arlenia.person('nobody')
const app = await samplePages(arlenia.node, people, arlenia.node.facts.origin)
const { db } = arlenia.node

/** Words of the protocol that no reader should meet; single English words among them could be text. */
const codes = [
  ...actNames,
  ...assetSteps,
  ...dossierKinds,
  ...incomingStates,
  ...outgoingStates,
  ...conditionKinds,
  ...consultationOutcomes,
  ...consultationTopics,
  ...decisionKinds,
  ...refusalGrounds,
  ...returnBases,
  ...standingStates,
].filter((word) => word.includes('-'))

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

/** What a reader sees of a page: its text without the marks. */
function textOf(html: string): string {
  return (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replaceAll(/<[^>]+>/g, ' ')
}

interface Place {
  readonly direction: 'outgoing' | 'incoming'
  readonly state: RequestState
  readonly decided?: DecisionKind
}

/** A request there in which everything was said that can be said. */
async function placed({ direction, state, decided }: Place): Promise<string> {
  const { id } = await arlenia.as(officer, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  const own = direction === 'outgoing' ? 'requesting' : 'requested'
  await tables(db)
    .updateTable('requests.request')
    .set({
      direction,
      state,
      decided: decided ?? null,
      returns_to: state === 'clarification-asked' ? 'acknowledged' : null,
      record: JSON.stringify(wholeRecord),
    })
    .where('id', '=', id)
    .execute()
  for (const [act, by, body] of everythingSaid)
    await appendToTimeline(db, {
      requestId: id,
      at: new Date('2026-02-01T10:00:00.000Z'),
      side: by === own ? 'ours' : 'theirs',
      act,
      actorId: 'somebody',
      actorName: 'Somebody',
      internal: false,
      body,
      attachments: [],
      dossierId: null,
    })
  return id
}

const places: readonly Place[] = [
  ...outgoingStates.filter((state) => state !== 'decided').map((state) => ({ direction: 'outgoing' as const, state })),
  ...incomingStates.filter((state) => state !== 'decided').map((state) => ({ direction: 'incoming' as const, state })),
  ...(['outgoing', 'incoming'] as const).flatMap((direction) =>
    decisionKinds.map((decided) => ({ direction, state: 'decided' as const, decided })),
  ),
]

/** Files are added where they go with an answer or a result; a translation is made by the interface; the ledger reports its own steps. */
const elsewhere = ['attach', 'translate', 'report-asset']

describe('the page of a request in every state of both sides', () => {
  for (const place of places)
    it(`${place.direction} ${place.state} ${place.decided ?? ''}: reads as words, and has a button for every act that policy allows and no other`, async () => {
      const id = await placed(place)
      for (const actor of people) {
        const { body, statusCode } = await sampleBrowser(app, actor).open(`/requests/${id}`)
        assert.equal(statusCode, 200)
        const text = textOf(body)
        for (const wrong of ['[object Object]', 'undefined', 'NaN', 'null'])
          assert.ok(!text.includes(wrong), `${wrong} for ${actor.roles[0]}`)
        const raw = codes.filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text))
        assert.deepEqual(raw, [], `raw words for ${actor.roles[0]}`)
        assert.equal(uuid.exec(text)?.[0], undefined)
        const { nextSteps } = await door.getRequest(db, { actor }, id)
        const open = nextSteps
          .filter(({ act, closed }) => closed === undefined && !elsewhere.includes(act))
          .map(({ act }) => pageOf[act])
        const steps = new Set(open)
        const linked = new Set(
          [...body.matchAll(new RegExp(`href="/requests/${id}/([a-z-]+)(?:\\?[^"]*)?"`, 'g'))].map(([, page]) => page),
        )
        const ours = new Set(Object.values(pageOf))
        assert.deepEqual(
          [...linked].filter((page) => page !== undefined && ours.has(page)).toSorted(compare),
          [...steps].toSorted(compare),
          `the buttons of ${actor.roles[0]}`,
        )
        for (const { act, source } of nextSteps) assert.match(source, /^(design|[0-9]|E30|WA)/, act)
      }
    })
})

const compare = (one: string | undefined, other: string | undefined): number => ((one ?? '') < (other ?? '') ? -1 : 1)
