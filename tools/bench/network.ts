import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { signIn, type Desk } from '../../testing/network/desk.ts'
import {
  foundNetwork,
  freePorts,
  nodeNames,
  officers,
  startProcess,
  until,
  type OwnProcess,
  type Place,
} from '../../testing/two-nodes.ts'

const nodeFile = fileURLToPath(new URL('bench-node.ts', import.meta.url))

/** Places of a founded network of which the benches start the nodes that they need. */
export interface BenchNetwork {
  readonly places: Readonly<Record<(typeof nodeNames)[number], Place>>
  start(name: (typeof nodeNames)[number]): Promise<OwnProcess>
  /** Waits until A has verified the directory. */
  ready(): Promise<Desk>
  /** Removes all folders, after the processes have been ended. */
  remove(): void
}

export async function benchNetwork(): Promise<BenchNetwork> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-bench-'))
  chmodSync(folder, 0o711) // the database's own user must pass
  const ports = await freePorts(nodeNames.length)
  const place = (name: (typeof nodeNames)[number]): Place => ({
    folder: path.join(folder, name),
    origin: `http://${name}.localhost:${ports[nodeNames.indexOf(name)] ?? 0}`,
  })
  const places = { hub: place('hub'), a: place('a'), b: place('b') }
  const password = randomBytes(18).toString('base64url')
  await foundNetwork(places, password)
  return {
    places,
    start: (name) =>
      startProcess(nodeFile, [places[name].folder], {
        COMITY_PORT: new URL(places[name].origin).port,
        COMITY_LOG_LEVEL: 'error',
      }),
    ready: async () => {
      await Promise.all([directoryAt(places.b, officers.yusuf, password), directoryAt(places.a, officers.viktor, password)])
      return signIn(places.a.origin, officers.amara, password)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function directoryAt({ origin }: Place, officer: Parameters<typeof signIn>[1], password: string): Promise<void> {
  const desk = await signIn(origin, officer, password)
  await until('the directory is fetched', async () => ((await desk.directory.status({})).standing === 'fresh' ? true : null))
}

const Answer = z.object({ answer: z.unknown().optional(), error: z.string().optional() })

/** Has a bench node do something and gives what came of it. */
export async function ordered<T>(node: OwnProcess, shape: z.ZodType<T>, task: object): Promise<T> {
  const { answer, error } = Answer.parse(await node.ask(task))
  if (error !== undefined) throw new Error(error)
  return shape.parse(answer)
}
