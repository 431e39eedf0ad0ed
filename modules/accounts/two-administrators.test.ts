// What two administrators could do together if nobody else had to let it through: each test is an attack of theirs.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { roles } from './contract.ts'
import type { Person, Role, Unit } from './contract.ts'
import { goodPassword, sampleNode } from './sample-node.ts'
import { addUnit, addUnitMember, inContext, systemActor } from './server.ts'

const { app, node, person } = await sampleNode()
const stolen = 'seven slow glaciers'
let assets: Unit
let searches: Unit

before(async () => {
  for (const login of ['ada', 'bob']) await person(login, ['administrator'])
  await person('chief', ['head'])
  assets = await unit('Assets')
  searches = await unit('Searches')
  await memberOf(assets, await person('desk-head', ['head']))
})
after(() => app.close())

const system = systemActor(node.facts.authorityId)
const unit = (name: string): Promise<Unit> => inContext(node, system, (ctx) => addUnit(ctx, { name, names: {} }))
const memberOf = ({ id: unitId }: Unit, { id: personId }: Person): Promise<Person> =>
  inContext(node, system, (ctx) => addUnitMember(ctx, { unitId, personId }))

async function enters(login: string, password: string): Promise<string | null> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  return answer.statusCode === 200 ? String(answer.json().token) : null
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function ask(login: string, method: Method, url: string, payload?: object) {
  const headers = { authorization: `Bearer ${await enters(login, goodPassword)}` }
  return (await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })).json()
}

const confirm = (login: string, { id }: Person) => ask(login, 'POST', `/api/people/${id}/confirm`)
const move = (method: 'PUT' | 'DELETE', to: Unit, { id }: Person) => ask('ada', method, `/api/units/${to.id}/members/${id}`)
const give = ({ id }: Person, given: readonly Role[]) => ask('ada', 'PUT', `/api/people/${id}/roles`, { roles: given })

/** The address under which a link sets a password, made by one administrator. */
async function link({ id }: Person): Promise<string> {
  const { url } = await ask('ada', 'POST', `/api/people/${id}/reset`)
  return String(url).replace(node.facts.origin, '')
}

async function sets(url: string, code: unknown): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const payload = new URLSearchParams({ code: String(code), password: stolen }).toString()
  return (await app.inject({ method: 'POST', url, headers, payload })).statusCode
}

const unitsOf = async (login: string): Promise<readonly string[]> => (await ask(login, 'GET', '/api/session')).units

describe('a link to set a password', () => {
  test('into an account that sees cases is not let through by a second administrator, whatever the role', async () => {
    for (const role of roles.filter((one) => one !== 'administrator')) {
      const victim = await person(`victim.${role}`, [role])
      const url = await link(victim)
      assert.equal((await confirm('bob', victim)).code, 'link-needs-head', role)
      assert.equal(await sets(url, ''), 409, role)
      assert.equal(await enters(victim.login, stolen), null)
    }
  })
  test('nor into one that is to see cases, or has no role yet', async () => {
    const bare = await person('bare', [])
    await link(bare)
    assert.equal((await confirm('bob', bare)).code, 'link-needs-head')
    const wished = await person('wished', ['administrator'])
    await give(wished, ['administrator', 'registrar'])
    await link(wished)
    assert.equal((await confirm('bob', wished)).code, 'roles-need-head')
    assert.match((await confirm('chief', wished)).code, /^\d{8}$/)
  })
  test('of a member is let through by the head of their units, of a head by the head of the office alone', async () => {
    const member = await person('asset-member', ['asset-officer'])
    await memberOf(assets, member)
    await link(member)
    assert.match((await confirm('desk-head', member)).code, /^\d{8}$/)
    const elsewhere = await person('searcher', ['case-officer'])
    await memberOf(searches, elsewhere)
    await link(elsewhere)
    assert.equal((await confirm('desk-head', elsewhere)).code, 'link-needs-head')
    const other = await person('other-chief', ['head'])
    await link(other)
    assert.equal((await confirm('desk-head', other)).code, 'link-needs-head')
    assert.match((await confirm('chief', other)).code, /^\d{8}$/)
  })
  test('of an administrator alone is let through by another one; once the account sees cases, what it set is void', async () => {
    const climber = await person('climber', ['administrator'])
    const url = await link(climber)
    assert.equal(await sets(url, (await confirm('bob', climber)).code), 303)
    const session = await enters('climber', stolen)
    assert.notEqual(session, null)
    await give(climber, ['administrator', 'registrar'])
    assert.deepEqual((await confirm('chief', climber)).passwordVoid, true)
    assert.equal(await enters('climber', stolen), null)
    const held = { authorization: `Bearer ${session}` }
    assert.equal((await app.inject({ url: '/api/session', headers: held })).statusCode, 401, 'nor by a session from before')
    const anew = await link(climber)
    assert.equal(await sets(anew, (await confirm('chief', climber)).code), 303)
    assert.notEqual(await enters('climber', stolen), null)
    await give(climber, ['administrator', 'registrar', 'translator'])
    assert.equal((await confirm('chief', climber)).passwordVoid, false, 'a link that the head let through keeps its worth')
  })
  test('kept in a drawer until the account sees cases opens nothing', async () => {
    const patient = await person('patient', ['administrator'])
    const url = await link(patient)
    const { code } = await confirm('bob', patient)
    await give(patient, ['administrator', 'case-officer'])
    await confirm('chief', patient)
    assert.equal(await sets(url, code), 409)
    assert.equal(await enters('patient', stolen), null)
  })
})

describe('a unit', () => {
  test('is opened to nobody by administrators; the head of all units concerned lets it through', async () => {
    const mole = await person('mole', ['case-officer'])
    assert.deepEqual((await move('PUT', assets, mole)).proposedUnits, [assets.id])
    assert.deepEqual(await unitsOf('mole'), [])
    assert.equal((await confirm('bob', mole)).code, 'members-need-head')
    assert.equal((await confirm('ada', mole)).code, 'second-person-needed')
    const { waiting } = await ask('chief', 'GET', `/api/units/${assets.id}/members`)
    assert.deepEqual(
      waiting.map(({ login }: Person) => login),
      ['mole'],
    )
    assert.deepEqual((await confirm('desk-head', mole)).person.units, [assets.id])
    await move('PUT', searches, mole)
    assert.equal((await confirm('desk-head', mole)).code, 'members-need-head', 'not theirs to open')
    assert.deepEqual((await confirm('chief', mole)).person.units.toSorted(), [assets.id, searches.id].toSorted())
    assert.deepEqual((await move('DELETE', searches, mole)).units, [assets.id], 'what takes sight away holds at once')
    assert.deepEqual(await unitsOf('mole'), [assets.id])
  })
  test('is not left by a head or an auditor, who would see everything then, before the head of the office lets them', async () => {
    for (const role of ['head', 'auditor'] as const) {
      const bound = await person(`bound.${role}`, [role])
      await memberOf(assets, bound)
      assert.deepEqual((await move('DELETE', assets, bound)).proposedUnits, [])
      assert.deepEqual(await unitsOf(bound.login), [assets.id])
      assert.equal((await confirm('bob', bound)).code, 'members-need-head')
      assert.equal((await confirm('desk-head', bound)).code, 'members-need-head')
      assert.deepEqual((await confirm('chief', bound)).person.units, [])
    }
  })
  test('is not archived above them either, and brought back by the head of the office alone', async () => {
    const narrow = await unit('Narrow')
    const bound = await person('bound.narrow', ['auditor'])
    await memberOf(narrow, bound)
    assert.equal((await ask('ada', 'POST', `/api/units/${narrow.id}/archive`)).code, 'members-need-head')
    await move('DELETE', narrow, bound)
    await confirm('chief', bound)
    await memberOf(narrow, await person('narrow-member', ['translator']))
    assert.equal((await ask('ada', 'POST', `/api/units/${narrow.id}/archive`)).archived, true)
    for (const login of ['ada', 'bob', 'desk-head'])
      assert.match((await ask(login, 'POST', `/api/units/${narrow.id}/restore`)).code, /members-need-head|not-allowed/)
    assert.deepEqual(await unitsOf('narrow-member'), [])
    assert.equal((await ask('chief', 'POST', `/api/units/${narrow.id}/restore`)).archived, false)
    assert.deepEqual(await unitsOf('narrow-member'), [narrow.id])
  })
  test('that was wished may be taken back; one archived meanwhile takes nobody in', async () => {
    const [fading, keen] = [await unit('Fading'), await person('keen', ['case-officer'])]
    await move('PUT', fading, keen)
    assert.equal((await move('DELETE', fading, keen)).proposedUnits, null)
    assert.equal((await confirm('chief', keen)).code, 'nothing-to-confirm')
    await move('PUT', fading, keen)
    await move('PUT', assets, keen)
    await ask('ada', 'POST', `/api/units/${fading.id}/archive`)
    assert.deepEqual((await confirm('chief', keen)).person.units, [assets.id])
  })
})

test('who wished and who let through is in the audit trail', async () => {
  const found = await sql<{
    act: string
    actors: string[]
  }>`select act, array_agg(distinct actor_name order by actor_name) as actors
    from audit.entry where act like 'unit.member%' or act = 'person.password-voided' group by act order by act`.execute(node.db)
  const acts = Object.fromEntries(found.rows.map(({ act, actors }) => [act, actors]))
  assert.deepEqual(acts['unit.member-wished'], ['Person ada'])
  assert.deepEqual(acts['unit.member-unwished'], ['Person ada'])
  assert(acts['unit.member-added']?.includes('Person desk-head'))
  assert(acts['unit.member-removed']?.includes('Person chief'))
  assert.deepEqual(acts['person.password-voided'], ['Person chief'])
})
