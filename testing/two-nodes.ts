import type { DemoNode } from '@comity/directory/server'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { signIn, type Desk } from './network/desk.ts'
import { foundNetwork, nodeNames, type Place } from './network/found.ts'
import { freePorts, startProcess, type OwnProcess } from './network/own-process.ts'
import { moreOfficers, officers, type Further, type Officer, type TestNode } from './network/people.ts'
import { until } from './network/until.ts'

export type { Desk, OwnFile } from './network/desk.ts'
export { moreOfficers, officers, tribunal, type Officer, type TestNode } from './network/people.ts'
export { freePorts, startProcess, type OwnProcess } from './network/own-process.ts'
export { foundNetwork, nodeNames, type Place } from './network/found.ts'
export { until } from './network/until.ts'

/** One node of a running network: a process with its own data folder, database and port. */
export interface NetworkNode extends Place {
  readonly name: TestNode
  readonly pid: number
  signIn(officer: Officer): Promise<Desk>
}

/** A secretariat and two central authorities, as three processes that know each other through a signed directory only. */
export interface Network extends Readonly<Record<DemoNode, NetworkNode>> {
  /** The further authority, where the network has one. */
  readonly c: NetworkNode | null
  readonly folder: string
  /** Of every officer. */
  readonly password: string
  /** Moves the clocks of all nodes ahead of the real one by so much. Sessions may end by it. */
  moveAhead(aheadMs: number): Promise<void>
  /** Ends the processes; removes their folders unless `keep`. */
  stop(): Promise<void>
}

interface NetworkOptions {
  /** Leaves the data folders behind. */
  readonly keep?: boolean
  /** With a further authority on a node of its own. */
  readonly further?: Further
}

/** Starts the network; resolves when all but the secretariat have fetched and verified the directory. */
export async function startNetwork({ keep = false, further }: NetworkOptions = {}): Promise<Network> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-net-'))
  await chmod(folder, 0o711) // the database's own user must pass
  const names: readonly TestNode[] = further !== undefined ? [...nodeNames, 'c'] : nodeNames
  const ports = await freePorts(names.length)
  const place = (name: TestNode): Place => ({
    folder: path.join(folder, name),
    origin: `http://${name}.localhost:${ports[names.indexOf(name)] ?? 0}`,
  })
  const places = { hub: place('hub'), a: place('a'), b: place('b'), ...(further === undefined ? {} : { c: place('c') }) }
  const password = randomBytes(18).toString('base64url')
  await foundNetwork(places, password, further)
  const started = await Promise.allSettled(names.map((name) => startNode(place(name))))
  const processes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop()))
    if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const node = (name: TestNode): NetworkNode => ({
    name,
    ...place(name),
    pid: processes[names.indexOf(name)]?.pid ?? 0,
    signIn: (officer) => signIn(place(name).origin, officer, password),
  })
  const moveAhead = async (aheadMs: number): Promise<void> => {
    await Promise.all(processes.map((one) => one.ask({ aheadMs })))
  }
  const network = {
    hub: node('hub'),
    a: node('a'),
    b: node('b'),
    c: further === undefined ? null : node('c'),
    folder,
    password,
    moveAhead,
    stop,
  }
  await directoriesFetched(network, names.length).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return network
}

const nodeProcess = fileURLToPath(new URL('network/node-process.ts', import.meta.url))

/** Starts, or starts again, the node of a folder. */
export function startNode({ folder, origin }: Place): Promise<OwnProcess> {
  return startProcess(nodeProcess, [folder], {
    COMITY_PORT: new URL(origin).port,
    COMITY_LOG_LEVEL: process.env['COMITY_STORY_LOG'] ?? 'error',
  })
}

async function directoriesFetched({ a, b, c }: Pick<Network, 'a' | 'b' | 'c'>, members: number): Promise<void> {
  const asked = [a.signIn(officers.viktor), b.signIn(officers.yusuf), ...(c === null ? [] : [c.signIn(moreOfficers.tia)])]
  for (const desk of await Promise.all(asked)) {
    await until('the directory is fetched', async () => {
      const { standing, authorities } = await desk.directory.status({})
      return standing === 'fresh' && authorities === members ? true : null
    })
  }
}
