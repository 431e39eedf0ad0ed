import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { EventRegistry, Listener } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import { demoAuthorities } from '../demo/demo-directory.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { remindDue } from '../operations/remind-due.ts'
import { reminderDue } from '../rules/confirmation.ts'
import { sampleApp, tokenOf } from '../sample-app.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'

const { db } = await testDatabase(moduleMigrations)
const DAY_MS = 86_400_000
let folder: string
let a: SampleNode & { listeners: Listener[] }
let app: App
const heard: EventRegistry['entry-due'][] = []

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-remind-'))
  const hub = sampleNode('hub', { db, folder: path.join(folder, 'hub') })
  const listeners: Listener[] = [{ event: 'entry-due', hear: async (_ctx, told) => void heard.push(told) }]
  a = { ...sampleNode('a', { db, folder: path.join(folder, 'a') }), listeners }
  await installDirectory(a, await foundNetwork(hub, [a]))
  app = await sampleApp(a, 'http://hub.localhost:8080', [person(a, 'ana', 'head')])
})
after(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string) => app.inject({ url, headers: { authorization: `Bearer ${tokenOf(person(a, 'ana', 'head'))}` } })

describe('the yearly confirmation', () => {
  it('is asked for a month, two weeks and three days before, the day after, and then every week', () => {
    const at = (days: number): number | null =>
      reminderDue('2026-03-01', new Date(Date.parse('2026-03-01T12:00:00Z') + days * DAY_MS))
    assert.deepEqual([0, 334, 335, 350, 351, 362, 365, 366, 372, 373, 400].map(at), [
      null,
      null,
      335,
      335,
      351,
      362,
      362,
      366,
      366,
      373,
      394,
    ])
    assert.equal(reminderDue('2027-03-01', new Date('2026-03-01T00:00:00Z')), null)
  })

  it('is asked of whoever keeps the entry, by its own node, with nobody else’s', async () => {
    const confirmed = Date.parse('2026-03-01T00:00:00Z')
    await a.world.advance(confirmed + 334 * DAY_MS - a.world.clock.now().getTime())
    assert.equal(await remindDue(a, { hubOrigin: 'http://hub.localhost:8080' }), 0)
    await a.world.advance(2 * DAY_MS)
    assert.equal(await remindDue(a, { hubOrigin: 'http://hub.localhost:8080' }), 1)
    const [told] = heard
    assert.deepEqual(
      [told?.authorityId, told?.keeper, told?.standing, told?.reminder],
      [demoAuthorities.a, demoAuthorities.a, 'due', 335],
    )
    await a.world.advance(40 * DAY_MS)
    await remindDue(a, { hubOrigin: 'http://hub.localhost:8080' })
    assert.deepEqual([heard[1]?.standing, heard[1]?.reminder], ['late', 373])
  })

  it('shows on a page who is late, by State and standing, and as a table', async () => {
    const page = (await get('/directory/confirmations')).body
    assert.match(page, /not confirmed for over a year/)
    assert.match((await get('/directory/confirmations?standing=fresh')).body, /No entry is found/)
    const state = demoAuthorities.a.slice(0, 2).toUpperCase()
    const one = (await get(`/directory/confirmations?state=${state}`)).body
    assert(one.includes(`/directory/${demoAuthorities.a}`) && !one.includes('/directory/zz.secretariat"'))
    const csv = await get(`/directory/confirmations.csv?standing=late&state=${state}`)
    assert.match(csv.body, new RegExp(`${demoAuthorities.a},${state},.*,2026-03-01,376,late,yes`))
    assert.equal(csv.body.trim().split('\r\n').length, 2)
    const api = (await get(`/api/directory/confirmations?state=${state}`)).json()
    assert.equal(api.length, 1)
  })
})
