import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { catalogueFaults } from '@comity/i18n'
import { searchApi } from '../contract.ts'
import { bearerOf, sampleApi } from '../sample-api.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { searchTexts } from './texts.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben } = await staffOf(arlenia)
const ida = arlenia.person('ida', 'administrator')
const emil: Actor = { ...bresonia.person('emil', 'head', 'case-officer') }
const machine: Actor = { ...arlenia.person('m'), kind: 'machine', acts: ['read'], units: [] }
const deaf: Actor = { ...machine, id: 'n', acts: ['draft'] }
const app = await sampleApi(arlenia.node, [ben, ida, emil, machine, deaf])
await arrived(arlenia, rita, 'Basalt quarry')

function call(actor: Actor | null, query: string) {
  const headers = actor === null ? {} : { authorization: `Bearer ${bearerOf(actor)}` }
  return app.inject({ method: 'GET', url: `/api/search${query}`, headers })
}

const hits = async (actor: Actor, query: string) => {
  const answer = await call(actor, query)
  assert.equal(answer.statusCode, 200, answer.body)
  return searchApi.search.response.parse(answer.json()).hits
}

describe('GET /api/search', () => {
  it('answers whoever reads, with what they may see; another authority and a head of it get nothing of this one', async () => {
    assert.equal((await hits(ben, '?text=basalt+quarry&kind=request&limit=1')).length, 1)
    assert.equal((await hits(machine, '?text=basalt')).length, 1)
    assert.deepEqual(await hits(emil, '?text=basalt'), [])
    assert.deepEqual(await hits(ben, '?text=%3F'), [])
  })

  it('refuses the signed-out, the administrator, a machine that may not read, and what the schema does not admit', async () => {
    assert.equal((await call(null, '?text=basalt')).statusCode, 401)
    assert.equal((await call(ida, '?text=basalt')).statusCode, 403)
    assert.equal((await call(deaf, '?text=basalt')).statusCode, 403)
    for (const query of [
      '',
      '?text=a&kind=person',
      '?text=a&limit=0',
      '?text=a&from=yesterday',
      '?text=a&after=e30',
      '?text=a&whose=all',
    ])
      assert.equal((await call(ben, query)).statusCode, 400, query)
  })

  it('has the same texts in six languages', () => {
    assert.deepEqual(catalogueFaults(searchTexts), [])
  })
})
