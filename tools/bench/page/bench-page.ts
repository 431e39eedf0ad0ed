import { fileURLToPath } from 'node:url'
import { freePorts, startProcess } from '../../../testing/two-nodes.ts'
import { digits, median, type Measured } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import { answerOf, load, rowOf, type Load } from './http-load.ts'
import { startLargeNode } from './large-node.ts'

const CONNECTIONS = 8
const GOAL_PER_SECOND = 1500

/** A request by the API and as a page, out of a million, beside a bare Fastify route that answers with as many bytes. */
export async function benchPage(options: BenchOptions): Promise<Measured> {
  const { pairs } = options
  const node = await startLargeNode(options)
  const [port = 0] = await freePorts(1)
  const bytes = await answerOf(node, node.oneOf())
  const bare = await startProcess(
    fileURLToPath(new URL('bare-server.ts', import.meta.url)),
    [String(port), bytes.toString('base64')],
    {},
  )
  try {
    const forMs = pairs === 1 ? 1500 : 4000
    const asked = {
      'a request by the API': { door: node, next: node.oneOf },
      'its timeline by the API': { door: node, next: () => `${node.oneOf()}/timeline` },
      'a list of 25 by the API': { door: node, next: () => '/api/requests?direction=incoming&limit=25' },
      'the page of a request': { door: node, next: () => node.oneOf().replace('/api', '') },
      'the page of a list': { door: node, next: () => '/requests/incoming' },
      'bare Fastify': { door: { origin: `http://127.0.0.1:${port}`, pid: bare.pid, headers: {} }, next: () => '/' },
    }
    const names = Object.keys(asked)
    const loads = new Map<string, Load[]>(names.map((name) => [name, []]))
    for (let pair = 0; pair <= pairs; pair++)
      for (const [name, { door, next }] of Object.entries(asked)) {
        const measured = await load(door, { connections: CONNECTIONS, forMs, next })
        if (pair > 0) loads.get(name)?.push(measured) // the first warms up
      }
    const rate = (name: string): number => median((loads.get(name) ?? []).map(({ perSecond }) => perSecond))
    return {
      title: 'A request by the API and as a page',
      about: `From a node with ${node.requests.toLocaleString('en')} requests, another one at each call (about ${bytes.length} bytes by the API), over ${CONNECTIONS} kept-alive connections, signed in; beside a bare Fastify route in a process of its own that sends as many bytes from memory. Goal for a request by the API: ${GOAL_PER_SECOND.toLocaleString('en')}/s. Runs alternate; medians; the API’s ratio to the bare route is ${digits(rate('a request by the API') / rate('bare Fastify'), 2)}.`,
      head: ['', 'requests /s', 'p50 ms', 'p99 ms', 'CPU ms: node', 'PG'],
      rows: names.map((name) => rowOf(name, loads.get(name) ?? [])),
      bound:
        'CPU of the one node process: by the API one indexed read (who asks is remembered for half a second at most), then parsing and checking the answer against its schema; as a page also the timeline, the panels and the rendering. CPU is of one call; the load’s own is not in it.',
    }
  } finally {
    await Promise.all([node.stop(), bare.stop()])
  }
}
