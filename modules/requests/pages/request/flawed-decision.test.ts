import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DossierId } from '@comity/exchange/contract'
import * as door from '../../operations.ts'
import { receive } from '../../receive.ts'
import { completeContent } from '../../rules/example-content.ts'
import { openOffices } from '../../testing-office.ts'
import { samplePages, sampleToken } from '../sample-pages.tsx'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const app = await samplePages(arlenia.node, [ana], arlenia.node.facts.origin)

describe('the page of a request whose other side skipped what the law asks', () => {
  it('says so with the article and offers a consultation; the decision stands', async () => {
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
    )
    for (const [actor, act] of [
      [ana, 'submit'],
      [hugo, 'approve'],
      [hugo, 'send'],
    ] as const)
      await arlenia.as(actor, (ctx) => door.perform(ctx, { requestId: draft.id, act, input: {} }))
    await arlenia.as({ ...ana, kind: 'peer' }, (ctx) =>
      receive(ctx, {
        dossierId: DossierId.parse('ab'.repeat(32)),
        kind: 'decision',
        sender: bresonia.authorityId,
        addressee: arlenia.authorityId,
        thread: draft.thread,
        sequence: 1,
        createdAt: arlenia.world.clock.now(),
        body: { decision: 'refused', grounds: ['contrary-to-own-law'], reasons: 'Section 4 forbids it.' },
        attachments: [],
        language: 'en',
      }),
    )
    const open = (lang: string) =>
      app.inject({ url: `/requests/${draft.id}?lang=${lang}`, headers: { cookie: `session=${sampleToken(ana)}` } })
    const { body } = await open('en')
    assert.match(body, /No ended consultation on this ground is on record \(UNCAC art\. 46\(26\)\)/)
    assert.match(body, new RegExp(`href="/requests/${draft.id}/consult"`))
    assert.match((await open('ar')).body, /لا توجد في السجل مشاورة/)
    assert.equal((await door.getRequest(arlenia.node.db, { actor: ana }, draft.id)).state, 'decided')
  })
})
