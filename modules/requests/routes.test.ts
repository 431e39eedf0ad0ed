import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { Route } from '@comity/http'
import { requestsApi } from './contract.ts'
import { bearerOf } from './sample-api.ts'
import { cases } from './sample-route-cases.ts'
import { app, arlenia, nowhere, stranger } from './sample-routes.ts'

interface Answer {
  readonly statusCode: number
  readonly code: unknown
  readonly problems: unknown
  readonly body: string
}

async function call(
  route: Route,
  by: Actor | null,
  to: { readonly id?: string | undefined; readonly query?: string | undefined; readonly body?: object | undefined },
): Promise<Answer> {
  const path = route.url.replace(':id', to.id ?? nowhere).replace(':name', 'records.pdf')
  const response = await app.inject({
    method: route.method,
    url: to.query === undefined ? path : `${path}?${to.query}`,
    headers: by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` },
    ...(to.body === undefined ? {} : { payload: to.body }),
  })
  const said: { code?: unknown; problems?: unknown } = response.json()
  return { statusCode: response.statusCode, code: said.code, problems: said.problems, body: response.body }
}

for (const [name, route] of Object.entries<Route>(requestsApi)) {
  const given = Object.entries(cases).find(([of]) => of === name)?.[1]
  assert(given, `no case for ${name}`)
  const { as, not, about, query } = given
  const body = typeof given.body === 'function' ? given.body() : given.body
  const good = async () => ({ id: await about?.(), query, body })

  describe(`${route.method} ${route.url}`, () => {
    it('answers nobody who is not signed in', async () => {
      const { statusCode, code } = await call(route, null, await good())
      assert.deepEqual([statusCode, code], [401, 'not-signed-in'])
    })

    it('refuses a role that may not', async () => {
      const { statusCode, code } = await call(route, not, await good())
      assert.deepEqual([statusCode, code], [403, 'not-allowed'])
    })

    it('tells another authority nothing', async () => {
      const to = await good()
      const answer = await call(route, stranger, to)
      if (about) {
        const { statusCode, code, problems } = await call(route, stranger, { ...to, id: nowhere })
        assert.deepEqual([answer.statusCode, answer.code, answer.problems], [statusCode, code, problems])
        assert.equal(statusCode, 404)
      } else {
        assert.equal(answer.statusCode, 200, answer.body)
        assert(!answer.body.includes(arlenia.authorityId) && !answer.body.includes('XA-'), answer.body)
      }
    })

    it('refuses what its schema does not name, saying what', async () => {
      const to = await good()
      const wrong = [
        ...(about ? [{ ...to, id: 'not-an-id' }] : []),
        ...(route.query
          ? [
              { ...to, query: 'more=1' },
              { ...to, query: 'limit=0' },
            ]
          : []),
        ...(route.body
          ? [
              { ...to, body: { ...body, more: 1 } },
              { ...to, body: [] },
            ]
          : []),
      ]
      for (const malformed of wrong) {
        const { statusCode, problems } = await call(route, as, malformed)
        assert.equal(statusCode, 400, JSON.stringify(malformed))
        assert(Array.isArray(problems) && problems.length > 0, JSON.stringify(malformed))
      }
      assert(wrong.length > 0 || name === 'dashboard')
    })

    it('does it for one who may', async () => {
      const answer = await call(route, as, await good())
      assert.equal(answer.statusCode, 200, answer.body)
      assert(route.response.safeParse(JSON.parse(answer.body)).success)
    })
  })
}
