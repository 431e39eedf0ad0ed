import { setTimeout as sleep } from 'node:timers/promises'
import { startNode, type OwnProcess } from '../../testing/two-nodes.ts'
import { digits, median, type Measured } from './figures.ts'
import { benchNetwork } from './network.ts'
import { memoryOf } from './processes.ts'

const IDLE_MS = 10_000

interface Start {
  readonly seconds: number
  readonly node: OwnProcess
}

/** First start of a node (database made), later starts, and what it takes while it idles. */
export async function benchStart(pairs: number): Promise<Measured> {
  const firsts: number[] = []
  const agains: number[] = []
  const memory: { node: number; postgres: number }[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const network = await benchNetwork()
    const place = network.places.hub
    const first = await untilFirstPage(place)
    firsts.push(first.seconds)
    await first.node.stop()
    const again = await untilFirstPage(place)
    agains.push(again.seconds)
    await sleep(IDLE_MS)
    memory.push(memoryOf(again.node.pid))
    await again.node.stop()
    network.remove()
  }
  const node = median(memory.map((one) => one.node))
  const postgres = median(memory.map((one) => one.postgres))
  return {
    title: 'Start and idle memory of one node',
    about: `One \`comity node serve\` process with its embedded PostgreSQL. First start: installed packages, empty database folder; the cluster is made and all migrations run. Until the sign-in page has been received. Memory ${IDLE_MS / 1000} s after the restart, as proportional set size (Pss). Medians of ${pairs}.`,
    head: ['', 'figure', 'bound of the road'],
    rows: [
      ['first start, s', digits(median(firsts), 2), '10'],
      ['restart, s', digits(median(agains), 2), '2'],
      ['idle memory, MB', `${digits(node + postgres)} (node ${digits(node)}, PostgreSQL ${digits(postgres)})`, '250'],
    ],
    bound:
      'first start: initdb and its sync to disk; restart: loading and stripping the TypeScript sources; memory: code and heap of Node.',
  }
}

async function untilFirstPage(place: Parameters<typeof startNode>[0]): Promise<Start> {
  const began = performance.now()
  const node = await startNode(place)
  const answer = await fetch(`http://127.0.0.1:${new URL(place.origin).port}/sign-in`, {
    headers: { host: new URL(place.origin).host },
  })
  await answer.text()
  if (!answer.ok) throw new Error(`the first page was answered with ${answer.status}`)
  return { seconds: (performance.now() - began) / 1000, node }
}
