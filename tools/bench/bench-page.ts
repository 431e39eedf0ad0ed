import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { freePorts, startProcess } from '../../testing/two-nodes.ts'
import { digits, median, percentile, type Measured } from './figures.ts'
import { benchNetwork, ordered } from './network.ts'

const SEEDED = 20_000
const CONNECTIONS = 8

interface Load {
  readonly perSecond: number
  readonly delaysMs: readonly number[]
}

/** `GET /api/requests/:id` of a node with many requests, beside a bare Fastify route that answers with the same bytes. */
export async function benchPage(pairs: number): Promise<Measured> {
  const network = await benchNetwork()
  const hub = await network.start('hub')
  const [node, peer] = await Promise.all([network.start('a'), network.start('b')])
  const [port = 0] = await freePorts(1)
  try {
    const desk = await network.ready()
    const id = await ordered(node, z.string(), { do: 'seed', count: SEEDED })
    const address = `${network.places.a.origin}/api/requests/${id}`
    const bytes = await desk.download(`/api/requests/${id}`)
    const bare = await startProcess(
      fileURLToPath(new URL('bare-server.ts', import.meta.url)),
      [String(port), Buffer.from(bytes).toString('base64')],
      {},
    )
    const count = pairs === 1 ? 1000 : 5000
    const rounds = []
    for (let pair = 0; pair <= pairs; pair++) {
      const ours = await load(address, desk.authorization, count)
      const theirs = await load(`http://127.0.0.1:${port}/`, desk.authorization, count)
      if (pair > 0) rounds.push({ ours, theirs })
    }
    await bare.stop()
    const row = (name: string, loads: readonly Load[]): string[] => {
      const delays = loads.flatMap(({ delaysMs }) => delaysMs)
      return [
        name,
        digits(median(loads.map(({ perSecond }) => perSecond))),
        digits(percentile(delays, 50), 2),
        digits(percentile(delays, 99), 2),
      ]
    }
    return {
      title: 'A request by the API',
      about: `GET /api/requests/:id (${bytes.length} bytes) from a node with ${SEEDED.toLocaleString('en')} requests, over ${CONNECTIONS} kept-alive connections, signed in by token; beside a bare Fastify route in a process of its own that sends the same bytes from memory. Runs alternate; the ratio of the medians is ${digits(median(rounds.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond)), 2)}.`,
      head: ['', 'requests /s', 'p50 ms', 'p99 ms'],
      rows: [
        row(
          'Comity',
          rounds.map(({ ours }) => ours),
        ),
        row(
          'bare Fastify',
          rounds.map(({ theirs }) => theirs),
        ),
      ],
      bound:
        'CPU of the one node process: two indexed reads (session, request), then parsing and checking the answer against its schema on the way out.',
    }
  } finally {
    await Promise.all([node.stop(), peer.stop(), hub.stop()])
    network.remove()
  }
}

async function load(address: string, authorization: string, count: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const url = new URL(address)
  const delaysMs: number[] = []
  let left = count
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left > 0) {
        left -= 1
        const at = performance.now()
        await get(agent, url, authorization)
        delaysMs.push(performance.now() - at)
      }
    }),
  )
  const perSecond = count / ((performance.now() - began) / 1000)
  agent.destroy()
  return { perSecond, delaysMs }
}

function get(agent: Agent, url: URL, authorization: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const asked = request(
    {
      agent,
      host: '127.0.0.1',
      port: url.port,
      path: url.pathname,
      headers: { host: url.host, authorization, accept: 'application/json' },
    },
    (answer) => {
      answer.resume()
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`))))
    },
  )
  asked.on('error', reject)
  asked.end()
  return promise
}
