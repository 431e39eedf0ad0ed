import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sampleNode } from './sample-node.ts'
import { demoLinks } from './server.ts'

const { app, node, person } = await sampleNode({ demo: true })
after(() => app.close())

test('a link of a demonstration signs its person in, again and again, until links are made anew', async () => {
  const amara = await person('amara', ['case-officer'])
  const [link] = await demoLinks(node)
  assert.equal(link?.person.id, amara.id)
  const path = link?.url.replace(node.facts.origin, '') ?? ''
  for (let time = 0; time < 2; time += 1) {
    const answer = await app.inject(path)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/'])
    const cookie = answer.cookies.find(({ name }) => name === 'comity-a')?.value ?? ''
    assert.match((await app.inject({ url: '/profile', headers: { cookie: `comity-a=${cookie}` } })).body, /Person amara/)
  }
  await demoLinks(node)
  assert.equal((await app.inject(path)).statusCode, 404)
})
