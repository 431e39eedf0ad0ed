import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { startDemoNetwork, type DemoNetwork } from './demo-network.ts'

/** What a first visit over a poor line may cost, all files together. */
const BUDGET_BYTES = 60_000

let demo: DemoNetwork

before(async () => {
  demo = await startDemoNetwork()
})
after(() => demo.stop())

interface Answer {
  readonly status: number
  readonly body: Buffer
  readonly cookie: string
  readonly location: string
}

/** By host name, since not every resolver knows the names under localhost. */
function get(url: string, cookie = ''): Promise<Answer> {
  const { pathname, search, host } = new URL(url, `http://a.localhost:${demo.port}`)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: demo.port, path: pathname + search, headers: { host, cookie } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts),
          cookie: response.headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ') ?? '',
          location: response.headers.location ?? '',
        }),
      )
    })
      .on('error', reject)
      .end()
  })
}

async function weightOf(url: string, cookie = ''): Promise<number> {
  const page = await get(url, cookie)
  assert.equal(page.status, 200)
  const paths = new Set(page.body.toString().match(/\/assets\/[\w.-]+/g))
  assert.ok(paths.size >= 3, 'a page names its style sheet, script and icon')
  const assets = await Promise.all([...paths].map((path) => get(path)))
  return [page, ...assets].reduce((sum, { body }) => sum + gzipSync(body).length, 0)
}

describe('the first screen', () => {
  it('weighs at most 60 kB, before and after signing in', async () => {
    const { cookie, location } = await get(demo.linkOf('Amara Okoye'))
    assert.equal(location, '/home')
    for (const weight of [await weightOf('/sign-in'), await weightOf('/', cookie)]) assert.ok(weight <= BUDGET_BYTES, `${weight}`)
  })

  it('is one that the person may see, whatever the roles', async () => {
    const first = { 'Amara Okoye': '/', 'Tomás Ibarra': '/', 'Ingrid Vale': '/people', 'Marta Solano': '/directory/publish' }
    for (const [name, path] of Object.entries(first)) {
      const link = demo.linkOf(name)
      const at = (to: string): string => new URL(to, link).href
      const { cookie, location } = await get(link)
      const home = await get(at(location), cookie)
      assert.equal(home.location, path)
      assert.equal((await get(at(path), cookie)).status, 200, name)
    }
    const { cookie } = await get(demo.linkOf('Ingrid Vale'))
    assert.equal((await get('/', cookie)).location, '/people')
  })

  it('is not needed to report a weakness (RFC 9116)', async () => {
    const { status, body } = await get('/.well-known/security.txt')
    assert.equal(status, 200)
    assert.match(body.toString(), /^Contact: mailto:cooperation@justice\.arlenia\.example\nExpires: \d{4}-/)
  })
})

describe('the demonstration', () => {
  it('shows what silence leads to: its officer, the head, the other contact, and the secretariat the bare fact', async () => {
    const cookies = new Map<string, string>()
    const pageOf = async (name: string, path: string): Promise<string> => {
      const link = demo.linkOf(name)
      const cookie = cookies.get(name) ?? (await get(link)).cookie
      cookies.set(name, cookie)
      return (await get(new URL(path, link).href, cookie)).body.toString()
    }
    const told = async (name: string, path: string, what: RegExp) => {
      for (let looks = 0; looks < 150; looks++) {
        const page = await pageOf(name, path)
        if (what.test(page)) return page
        await setTimeout(500)
      }
      return assert.fail(`${name} is not told: ${String(what)}`)
    }
    for (const name of ['Amara Okoye', 'Viktor Lindqvist']) await told(name, '/notices', /The other side is silent/)
    const reports = await told('Daniel Osei', '/unanswered', /Bresonia/)
    assert.doesNotMatch(reports, /Silver Heron|Hearing/)
    assert.match(await pageOf('Amara Okoye', '/deadlines?only=overdue'), /Central Authority of Bresonia/)
  })
})
