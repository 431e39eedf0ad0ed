import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { draftingApi } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { bearerOf, sampleApi } from '../sample-api.ts'
import { openOffices } from '../testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const tara = arlenia.person('tara', 'translator')
const ida = arlenia.person('ida', 'administrator')
const stranger = bresonia.person('ben', 'case-officer', 'translator')
const app = await sampleApi(arlenia.node, [ana, hugo, tara, ida, stranger])
const certificate = { translatedBy: 'Tara', translatedOn: '2026-03-02', operative: false }

type Name = keyof typeof draftingApi

interface Sample {
  readonly who: Actor
  readonly id: string
  readonly query?: string
  readonly body?: object
  readonly malformed: { readonly id?: string; readonly query?: string; readonly body?: object }
}

/** A good call of each route, and one that its schema refuses. */
async function samples(): Promise<Readonly<Record<Name, Sample>>> {
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  const { id, content, counterpart } = draft
  const { revision } = await arlenia.as(ana, (ctx) =>
    door.saveDraft(ctx, { requestId: id, revision: draft.revision, counterpart, content: { ...content, facts: 'Other facts.' } }),
  )
  const other = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: other.id }))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: other.id }))
  const texts = { texts: { facts: 'نص' }, was: {} }
  await call('saveTranslation', tara, { id: other.id, body: texts })
  return {
    draftHistory: { who: ana, id, query: '?limit=5', malformed: { query: '?limit=0' } },
    restoreEdit: { who: ana, id, body: { revision, change: 0 }, malformed: { body: { revision, change: -1 } } },
    onDraft: { who: ana, id, body: {}, malformed: { body: { more: 1 } } },
    translationDraft: { who: tara, id, malformed: { id: 'x' } },
    saveTranslation: { who: tara, id, body: texts, malformed: { body: { texts: { facts: 7 }, was: {} } } },
    certifyTranslation: {
      who: tara,
      id: other.id,
      body: certificate,
      malformed: { body: { ...certificate, translatedOn: 'soon' } },
    },
  }
}

function call(name: Name, actor: Actor | null, { id, query = '', body }: Pick<Sample, 'id' | 'query' | 'body'>) {
  const route = draftingApi[name]
  return app.inject({
    method: route.method,
    url: route.url.replace(':id', id).replace(':language', 'ar') + query,
    headers: actor === null ? {} : { authorization: `Bearer ${bearerOf(actor)}` },
    ...(body === undefined ? {} : { payload: body }),
  })
}

describe('the interface of drafting', async () => {
  const all = await samples()
  const names = Object.keys(all).filter((name): name is Name => name in draftingApi)

  it('refuses whoever is not signed in, has no such role, or is of another authority', async () => {
    for (const name of names) {
      assert.equal((await call(name, null, all[name])).statusCode, 401, name)
      // What one may not see is not there; what one may not do of it is refused.
      assert([403, 404].includes((await call(name, ida, all[name])).statusCode), name)
      assert.equal((await call(name, stranger, all[name])).statusCode, 404, name)
    }
  })

  it('refuses what is malformed', async () => {
    for (const name of names)
      assert.equal((await call(name, all[name].who, { ...all[name], ...all[name].malformed })).statusCode, 400, name)
  })

  it('answers a good call of each route', async () => {
    for (const name of names) {
      const answer = await call(name, all[name].who, all[name])
      assert.equal(answer.statusCode, 200, `${name}: ${answer.body}`)
    }
    assert.equal((await call('translationDraft', ana, all.translationDraft)).statusCode, 403)
  })

  it('saves nothing of a translation in which a passage was changed by another meanwhile', async () => {
    const { id } = all.translationDraft
    const answer = await call('saveTranslation', tara, { id, body: { texts: { facts: 'غيره', purpose: 'غرض' }, was: {} } })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.body, /request-changed-meanwhile/)
    const { passages } = (await call('translationDraft', tara, { id })).json<{
      passages: { path: string; translation: string }[]
    }>()
    assert.equal(passages.find(({ path }) => path === 'purpose')?.translation, '')
  })
})
