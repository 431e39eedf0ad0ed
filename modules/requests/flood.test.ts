import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { peerActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { DossierId } from '@comity/exchange/contract'
import * as door from './operations.ts'
import { receive } from './receive.ts'
import { completeContent } from './rules/example-content.ts'
import { carry, openOffices } from './testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')

describe('a peer that floods a request', () => {
  it('is refused what comes too often, leaves no line of it, and still says everything else', { timeout: 120_000 }, async () => {
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
    )
    const requestId = draft.id
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId }))
    await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId }))
    await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId }))
    await carry(arlenia, bresonia, draft.thread, new Set())
    let sequence = 0
    const arrives = (kind: string, body: object) => {
      sequence += 1
      return arlenia.as(peerActor(bresonia.authorityId), (ctx) =>
        receive(ctx, {
          dossierId: DossierId.parse(sequence.toString(16).padStart(64, '0')),
          kind,
          sender: bresonia.authorityId,
          addressee: arlenia.authorityId,
          thread: draft.thread,
          sequence,
          createdAt: arlenia.world.clock.now(),
          body,
          attachments: [],
          language: 'en',
        }),
      )
    }
    const lines = async () =>
      (await door.timelineOf(arlenia.node.db, { actor: ana }, requestId)).filter(({ side }) => side === 'theirs')
    const again = () => arrives('execution-started', { executingAuthority: 'High Court' })
    for (let at = 0; at < 200; at += 1) await again()
    assert.equal((await lines()).length, 200)
    const before = await door.getRequest(arlenia.node.db, { actor: ana }, requestId)
    for (let at = 0; at < 3; at += 1)
      await assert.rejects(again(), (error: unknown) => error instanceof ComityError && error.code === 'thread-full')
    assert.equal((await lines()).length, 200)
    assert.deepEqual(await door.getRequest(arlenia.node.db, { actor: ana }, requestId), before, 'a refused one changes nothing')
    await arrives('acknowledgement', { reference: 'XB-1' })
    assert.deepEqual((await lines()).at(-1)?.act, 'acknowledgement', 'no other kind is held up')
  })
})
