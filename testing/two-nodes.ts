import type { DemoNode } from '@comity/directory/server'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { signIn, type Desk } from './network/desk.ts'
import { foundNetwork, nodeNames, type Place } from './network/found.ts'
import { freePorts, startProcess, type OwnProcess } from './network/own-process.ts'
import { officers, type Officer } from './network/people.ts'
import { until } from './network/until.ts'

export type { Desk, OwnFile } from './network/desk.ts'
export { officers, type Officer } from './network/people.ts'
export { freePorts, startProcess, type OwnProcess } from './network/own-process.ts'
export { foundNetwork, nodeNames, type Place } from './network/found.ts'
export { until } from './network/until.ts'

/** One node of a running network: a process with its own data folder, database and port. */
export interface NetworkNode extends Place {
  readonly name: DemoNode
  readonly pid: number
  signIn(officer: Officer): Promise<Desk>
}

/** A secretariat and two central authorities, as three processes that know each other through a signed directory only. */
export interface Network extends Readonly<Record<DemoNode, NetworkNode>> {
  readonly folder: string
  /** Of every officer. */
  readonly password: string
  /** Ends the processes; removes their folders unless `keep`. */
  stop(): Promise<void>
}

/** Starts the network; resolves when both authorities have fetched and verified the directory. `keep` leaves the data folders behind. */
export async function startNetwork({ keep = false }: { readonly keep?: boolean } = {}): Promise<Network> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-net-'))
  await chmod(folder, 0o711) // the database's own user must pass
  const ports = await freePorts(nodeNames.length)
  const place = (name: DemoNode): Place => ({
    folder: path.join(folder, name),
    origin: `http://${name}.localhost:${ports[nodeNames.indexOf(name)] ?? 0}`,
  })
  const places = { hub: place('hub'), a: place('a'), b: place('b') }
  const password = randomBytes(18).toString('base64url')
  await foundNetwork(places, password)
  const started = await Promise.allSettled(nodeNames.map((name) => startNode(places[name])))
  const processes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop()))
    if (!keep) await rm(folder, { recursive: true, force: true })
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const node = (name: DemoNode): NetworkNode => ({
    name,
    ...places[name],
    pid: processes[nodeNames.indexOf(name)]?.pid ?? 0,
    signIn: (officer) => signIn(places[name].origin, officer, password),
  })
  const network = { hub: node('hub'), a: node('a'), b: node('b'), folder, password, stop }
  await directoriesFetched(network).catch(async (error: unknown) => {
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

async function directoriesFetched({ a, b }: Pick<Network, 'a' | 'b'>): Promise<void> {
  const desks = await Promise.all([a.signIn(officers.viktor), b.signIn(officers.yusuf)])
  for (const desk of desks) {
    await until('the directory is fetched', async () => {
      const { standing, authorities } = await desk.directory.status({})
      return standing === 'fresh' && authorities === nodeNames.length ? true : null
    })
  }
}
