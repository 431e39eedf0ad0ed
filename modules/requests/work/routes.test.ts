import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { workApi } from '../contract.ts'
import { bearerOf, sampleApi } from '../sample-api.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from './sample-staff.ts'

const { arlenia } = await openOffices()
const { rita, ben, dora } = await staffOf(arlenia)
const ida = arlenia.person('ida', 'administrator')
const app = await sampleApi(arlenia.node, [rita, ben, dora, ida])
const nowhere = '6b3f0c1e-0000-4000-8000-000000000001'
const filter = { direction: 'incoming', name: 'Open', filter: { open: 'yes' } }

type Name = keyof typeof workApi
interface Sample {
  readonly url?: string
  readonly body?: object
  readonly malformed: { readonly url?: string; readonly body?: object }
}

/** A good call of each route, and one that its schema refuses. */
async function samples(): Promise<Readonly<Record<Name, Sample>>> {
  const { id } = await arrived(arlenia, rita, 'Of the interface')
  const keep = async (name: string) => (await call('saveFilter', ben, { body: { ...filter, name } })).json<{ id: string }>().id
  const bulk = { act: 'acknowledge', ids: [id] }
  return {
    myWork: { url: '/api/work?limit=5', malformed: { url: '/api/work?day=someday' } },
    triage: { malformed: { url: '/api/work/triage?limit=0' } },
    planBulk: { body: bulk, malformed: { body: { ...bulk, ids: [] } } },
    performBulk: { body: bulk, malformed: { body: { ...bulk, act: 'discard' } } },
    listFilters: { url: '/api/work/filters?direction=incoming', malformed: { url: '/api/work/filters?direction=sideways' } },
    saveFilter: { body: filter, malformed: { body: { ...filter, filter: { after: 'x' } } } },
    deleteFilter: { url: `/api/work/filters/${await keep('One')}`, malformed: { url: '/api/work/filters/x' } },
    restoreFilter: { url: `/api/work/filters/${await keep('Two')}/restore`, malformed: { url: '/api/work/filters/x/restore' } },
    startWith: {
      url: '/api/work/start-views/incoming',
      body: { filter: await keep('Three') },
      malformed: { url: '/api/work/start-views/incoming', body: { filter: 'x' } },
    },
  }
}

function call(name: Name, actor: Actor | null, { url, body }: { readonly url?: string; readonly body?: object }) {
  const route = workApi[name]
  return app.inject({
    method: route.method,
    url: url ?? route.url,
    headers: actor === null ? {} : { authorization: `Bearer ${bearerOf(actor)}` },
    ...(body === undefined ? {} : { payload: body }),
  })
}

describe('the interface of the working pages', () => {
  it('answers whoever may, refuses the signed-out, the administrator and what its schemas do not admit', async () => {
    for (const [name, { malformed, ...good }] of Object.entries(await samples())) {
      if (!isName(name)) continue
      assert.equal((await call(name, null, good)).statusCode, 401, `${name} signed out`)
      assert.equal((await call(name, ida, good)).statusCode, 403, `${name} administrator`)
      assert.equal((await call(name, ben, malformed)).statusCode, 400, `${name} malformed`)
      const answer = await call(name, ben, good)
      assert.equal(answer.statusCode, 200, `${name} ${answer.body}`)
      assert.ok(workApi[name].response.safeParse(answer.json()).success, name)
    }
  })

  it('gives another person’s filter to nobody, and an unknown one as unknown', async () => {
    const { id } = (await call('saveFilter', ben, { body: { ...filter, name: 'Only Ben’s' } })).json<{ id: string }>()
    for (const [who, of] of [
      [dora, id],
      [ben, nowhere],
    ] as const)
      assert.equal((await call('deleteFilter', who, { url: `/api/work/filters/${of}` })).statusCode, 404)
  })
})

function isName(name: string): name is Name {
  return Object.hasOwn(workApi, name)
}
