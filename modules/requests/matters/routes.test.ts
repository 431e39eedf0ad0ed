import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { catalogueFaults } from '@comity/i18n'
import { exhibitKinds, mattersApi } from '../contract.ts'
import * as door from '../operations.ts'
import { bearerOf, sampleApi } from '../sample-api.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { addExhibit, removeExhibit } from './exhibits.ts'
import { linkMatter } from './links.ts'
import { closeMatter } from './matter-life.ts'
import { draftOf, openCase, pdf } from './sample-matter.ts'
import { matterTexts } from './texts.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, cleo } = await staffOf(arlenia)
const ida = arlenia.person('ida', 'administrator')
const auditor = arlenia.person('olga', 'auditor')
const foreigner = bresonia.person('emil', 'case-officer', 'head')
const app = await sampleApi(arlenia.node, [rita, ben, cleo, ida, auditor, foreigner])
const nowhere = '6b3f0c1e-0000-4000-8000-000000000001'

type Name = keyof typeof mattersApi
interface Sample {
  readonly url: string
  readonly body?: object
  readonly malformed: { readonly url?: string; readonly body?: object }
}

/** A good call of each route, and one that its schema refuses. */
async function samples(): Promise<Readonly<Record<Name, Sample>>> {
  const [matter, other, linked] = [await openCase(arlenia, ben), await openCase(arlenia, ben), await openCase(arlenia, ben)]
  const closed = await openCase(arlenia, ben)
  await arlenia.as(ben, (ctx) => closeMatter(ctx, { matterId: closed.id, reasons: 'Acquitted.' }))
  await arlenia.as(ben, (ctx) => linkMatter(ctx, { matterId: matter.id, to: linked.id, reason: 'Same bank' }))
  const draft = await draftOf(arlenia, ben, matter, bresonia)
  const came = await arrived(arlenia, rita, 'To be placed')
  const exhibit = async (taken = false) => {
    const { exhibits } = await arlenia.as(ben, (ctx) =>
      addExhibit(ctx, { matterId: matter.id, kind: 'other', description: 'Item', file: pdf(String(taken)) }),
    )
    const id = exhibits.at(-1)?.id ?? ''
    if (taken) await arlenia.as(ben, (ctx) => removeExhibit(ctx, { matterId: matter.id, exhibitId: id }))
    return `${of}/exhibits/${id}`
  }
  const of = `/api/matters/${matter.id}`
  const wrongId = { url: '/api/matters/x' }
  const words = { label: 'Z-9', kind: 'document', description: 'Ledger' }
  const one = await exhibit()
  return {
    addExhibit: {
      url: `${of}/exhibits`,
      body: { kind: 'object', description: 'A key' },
      malformed: { body: { kind: 'thing', description: '' } },
    },
    saveExhibit: { url: one, body: { ...words, revision: 0 }, malformed: { body: { ...words, revision: -1 } } },
    removeExhibit: { url: await exhibit(), malformed: { url: `${of}/exhibits/x` } },
    restoreExhibit: { url: `${await exhibit(true)}/restore`, malformed: { url: `${of}/exhibits/x/restore` } },
    attachExhibit: { url: `${one}/attach`, body: { requestId: draft.id }, malformed: { body: { requestId: 'x' } } },
    takeableDocuments: { url: `${of}/takeable`, malformed: { url: '/api/matters/x/takeable' } },
    linksOfMatter: { url: `${of}/links`, malformed: { url: '/api/matters/x/links' } },
    linkMatter: {
      url: `${of}/links`,
      body: { to: other.id, reason: 'Same money' },
      malformed: { body: { to: other.id, reason: '' } },
    },
    unlinkMatter: { url: `${of}/links/${linked.id}`, malformed: { url: `${of}/links/x` } },
    assignMatter: { url: `${of}/assign`, body: { named: [ben.id] }, malformed: { body: { named: ['x'] } } },
    closeMatter: { url: `/api/matters/${other.id}/close`, body: { reasons: 'Over.' }, malformed: { body: { reasons: ' ' } } },
    reopenMatter: { url: `/api/matters/${closed.id}/reopen`, body: { reasons: 'New facts.' }, malformed: { body: {} } },
    surveyMatter: { url: `${of}/survey`, malformed: { url: '/api/matters/x/survey' } },
    laggardsOfMatter: { url: `${of}/drafts`, malformed: { url: `${wrongId.url}/drafts` } },
    differencesOfRequest: { url: `/api/requests/${draft.id}/differences`, malformed: { url: '/api/requests/x/differences' } },
    reconcile: {
      url: `/api/requests/${draft.id}/reconcile`,
      body: { everything: 'to-request' },
      malformed: { body: { everything: 'to-matter' } },
    },
    placeRequest: {
      url: `/api/requests/${came.id}/matter`,
      body: { matterId: matter.id },
      malformed: { body: { matterId: 'x' } },
    },
  }
}

function call(name: Name, actor: Actor | null, { url, body }: { readonly url: string; readonly body?: object | undefined }) {
  return app.inject({
    method: mattersApi[name].method,
    url,
    headers: actor === null ? {} : { authorization: `Bearer ${bearerOf(actor)}` },
    ...(body === undefined ? {} : { payload: body }),
  })
}

describe('the interface of matters', () => {
  it('refuses the signed-out, the administrator, another office and what its schemas do not admit, and answers whoever may', async () => {
    for (const [name, { malformed, url, body }] of Object.entries(await samples())) {
      if (!isName(name)) continue
      assert.equal((await call(name, null, { url, body })).statusCode, 401, `${name} signed out`)
      assert.ok([403, 404].includes((await call(name, ida, { url, body })).statusCode), `${name} administrator`)
      assert.equal((await call(name, foreigner, { url, body })).statusCode, 404, `${name} another office`)
      if (mattersApi[name].method !== 'GET')
        assert.equal((await call(name, auditor, { url, body })).statusCode, 403, `${name} auditor`)
      assert.equal((await call(name, ben, { url, body, ...malformed })).statusCode, 400, `${name} malformed`)
      const answer = await call(name, ben, { url, body })
      assert.equal(answer.statusCode, 200, `${name} ${answer.body}`)
      assert.ok(mattersApi[name].response.safeParse(answer.json()).success, name)
    }
  })

  it('takes and gives the file of an exhibit as bytes, to whoever sees its matter', async () => {
    const matter = await openCase(arlenia, ben)
    const { exhibits } = await arlenia.as(ben, (ctx) =>
      addExhibit(ctx, { matterId: matter.id, kind: 'other', description: 'Item' }),
    )
    const put = (actor: Actor | null, name: string, bytes: Uint8Array) =>
      app.inject({
        method: 'PUT',
        url: `/api/matters/${matter.id}/exhibits/${exhibits[0]?.id ?? ''}/file/${encodeURIComponent(name)}`,
        headers: { 'content-type': 'application/pdf', ...(actor === null ? {} : { authorization: `Bearer ${bearerOf(actor)}` }) },
        payload: Buffer.from(bytes),
      })
    const { bytes } = pdf('bytes')
    assert.equal((await put(null, 'a.pdf', bytes)).statusCode, 401)
    assert.equal((await put(foreigner, 'a.pdf', bytes)).statusCode, 404)
    assert.equal((await put(auditor, 'a.pdf', bytes)).statusCode, 403)
    assert.equal((await put(ben, 'a\u202Efdp.exe', bytes)).statusCode, 400)
    assert.equal((await put(ben, 'a.pdf', new TextEncoder().encode('MZ'))).statusCode, 422)
    assert.equal((await put(ben, 'a.pdf', bytes)).statusCode, 200)
    const sha256 = (await door.getMatter(arlenia.node.db, { actor: ben }, matter.id)).exhibits[0]?.file?.sha256 ?? ''
    const get = (actor: Actor, hash: string) =>
      app.inject({
        method: 'GET',
        url: `/api/matters/${matter.id}/files/${hash}`,
        headers: { authorization: `Bearer ${bearerOf(actor)}` },
      })
    assert.deepEqual([...(await get(ben, sha256)).rawPayload], [...bytes])
    assert.equal((await get(foreigner, sha256)).statusCode, 404)
    assert.equal((await get(ben, 'f'.repeat(64))).statusCode, 404)
  })

  it('gives no file to who names its hash in a matter of their own', async () => {
    const secret = await openCase(arlenia, ben, 'Secret')
    const kept = await arlenia.as(ben, (ctx) =>
      addExhibit(ctx, { matterId: secret.id, kind: 'other', description: 'Item', file: pdf('secret') }),
    )
    const file = kept.exhibits[0]?.file
    const own = await openCase(arlenia, cleo, 'Own')
    const headers = { authorization: `Bearer ${bearerOf(cleo)}` }
    const { title, facts, persons, property, offences } = own
    const body = {
      title,
      facts,
      persons,
      property,
      offences,
      revision: 0,
      exhibits: [{ id: nowhere, label: 'X', description: 'x', file }],
    }
    assert.equal((await app.inject({ method: 'PUT', url: `/api/matters/${own.id}`, headers, payload: body })).statusCode, 400)
  })

  it('exports the list and the survey without formulas, only what the reader sees, and writes that down', async () => {
    const matter = await openCase(arlenia, ben, '=HYPERLINK("x")')
    await draftOf(arlenia, ben, matter, bresonia)
    const get = (actor: Actor, url: string) =>
      app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${bearerOf(actor)}` } })
    const list = await get(ben, '/api/matters/export.csv?state=open&text=HYPERLINK')
    assert.equal(list.statusCode, 200)
    assert.match(list.body, /'=HYPERLINK/)
    const survey = await get(ben, `/api/matters/${matter.id}/survey.csv`)
    assert.match(survey.body, /Bank records of Meridian/)
    assert.match(survey.body, /Ivan Petrov/)
    assert.equal((await get(ben, `/api/matters/${matter.id}/survey.xlsx`)).rawPayload.subarray(0, 2).toString(), 'PK')
    assert.equal((await get(foreigner, `/api/matters/${matter.id}/survey.csv`)).statusCode, 404)
    assert.ok(!(await get(foreigner, '/api/matters/export.csv')).body.includes('HYPERLINK'))
    assert.equal((await get(ida, '/api/matters/export.csv')).statusCode, 403)
  })
})

describe('the texts of matters', () => {
  it('are whole in six languages, and name every kind of exhibit', () => {
    assert.deepEqual(catalogueFaults(matterTexts), [])
    assert.deepEqual(
      exhibitKinds.filter((kind) => !Object.hasOwn(matterTexts.en, `kind.${kind}`)),
      [],
    )
  })
})

function isName(name: string): name is Name {
  return Object.hasOwn(mattersApi, name)
}
