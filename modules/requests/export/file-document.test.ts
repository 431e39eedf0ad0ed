import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import type { TimelineEntry } from '../contract.ts'
import { completeContent } from '../rules/example-content.ts'
import { newRequest } from '../new-request.ts'
import { told } from '../stored-request.ts'
import { fileDocument, type FileInput } from './file-document.ts'

const [own, first, second] = ['xa.central-authority', 'xb.ministry', 'xb.tribunal'].map((id) => AuthorityId.parse(id))
assert(own && first && second)
const stored = newRequest({
  id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d33',
  thread: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d34',
  direction: 'outgoing',
  form: 'mutual-legal-assistance',
  state: 'acknowledged',
  ownAuthority: own,
  counterpart: second,
  ownReference: 'XA-2026-0001',
  content: completeContent(),
  createdAt: new Date('2026-03-02T12:00:00Z'),
})
const theirs = (sequence: number, act: string, from: string, body: object): TimelineEntry => ({
  sequence,
  at: '2026-03-03T12:00:00.000Z',
  side: 'theirs',
  act,
  actorName: from,
  internal: false,
  body,
  attachments: [],
  dossierId: null,
})
const names = new Map([
  [own, 'Central Authority of Arlenia'],
  [first, 'Ministry of Justice of Bresonia'],
  [second, 'Tribunal of Bresonia'],
])
const input: FileInput = {
  request: { ...told(stored), nextSteps: [] },
  timeline: [
    theirs(1, 'clarification-asked', first, { question: 'Which account?' }),
    theirs(2, 'misdirected', first, { forwardedTo: second, reasons: 'Not competent.' }),
    theirs(3, 'acknowledgement', second, { reference: 'T-9', forwardedBy: first }),
  ],
  dossiers: [],
  ownName: 'Central Authority of Arlenia',
  theirName: 'Tribunal of Bresonia',
  names,
  madeBy: 'Ana',
  madeAt: new Date('2026-03-04T12:00:00Z'),
  variant: 'outward',
  lang: 'en',
}

describe('the printed file', () => {
  it('says of each word of the other side which authority said it, also before it passed the request on', () => {
    const { sections } = fileDocument(input)
    const told = sections
      .filter(({ heading, level }) => level === 2 && /2026/.test(heading))
      .map(({ blocks }) => JSON.stringify(blocks))
    assert.equal(told.length, 3)
    assert.match(told[0] ?? '', /Ministry of Justice[^]*Which account/)
    assert.doesNotMatch(told[0] ?? '', /Tribunal/)
    assert.match(told[1] ?? '', /"Ministry of Justice of Bresonia"[^]*"Tribunal of Bresonia"/)
    assert.match(told[2] ?? '', /"Tribunal of Bresonia"[^]*"Ministry of Justice of Bresonia"/)
    assert.doesNotMatch(told.join(), /xb\./, 'nor by its id')
  })

  it('says of letters that they are of the one counterpart outside the network', () => {
    const request = { ...input.request, channel: 'post' as const, counterpart: null, counterpartName: 'Ministry of Ostmark' }
    const { sections } = fileDocument({ ...input, request, theirName: 'Ministry of Ostmark' })
    assert.match(JSON.stringify(sections), /Ministry of Ostmark/)
    assert.doesNotMatch(
      JSON.stringify(sections.filter(({ heading }) => /2026/.test(heading)).map(({ blocks }) => blocks[0])),
      /xb\.ministry/,
    )
  })
})
