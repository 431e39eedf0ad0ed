import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { readNodeRecord } from '@comity/server-app/serve'
import { z } from 'zod'
import { signIn } from '../../../testing/network/desk.ts'
import { startProcess } from '../../../testing/two-nodes.ts'
import { dieOf } from '../lists/asks.ts'
import { largeFolder } from '../large-database.ts'
import { ordered } from '../network.ts'
import type { BenchOptions } from '../options.ts'
import type { Door } from './http-load.ts'

/** A large office's node in a process of its own, and somebody who is signed in to it. */
export interface LargeNode extends Door {
  readonly requests: number
  /** The address of one request or another by the API. */
  readonly oneOf: () => string
  stop(): Promise<void>
}

/** Starts the node of the folder of a large office, which is made when it is not there. Who asks is the head: sees everything. */
export async function startLargeNode({ folder, requests }: BenchOptions): Promise<LargeNode> {
  await largeFolder({ folder, requests })
  const { origin } = await readNodeRecord(folder)
  const node = await startProcess(fileURLToPath(new URL('../bench-node.ts', import.meta.url)), [folder], {
    COMITY_PORT: new URL(origin).port,
    COMITY_LOG_LEVEL: 'error',
  })
  const password = randomBytes(18).toString('base64url')
  const there = await ordered(node, z.number(), { do: 'person', login: BENCH, password })
  const desk = await signIn(origin, { login: BENCH, name: BENCH, roles: ['head'] }, password)
  const die = dieOf(7)
  return {
    origin,
    pid: node.pid,
    headers: { authorization: desk.authorization },
    requests: there,
    oneOf: () => `/api/requests/${requestId(1 + Math.floor(die() * there))}`,
    stop: () => node.stop(),
  }
}

const BENCH = 'bench'

/** The id of the n-th made-up request, as tools/seed makes it. */
function requestId(n: number): string {
  const hash = createHash('md5').update(`request${n}`).digest('hex')
  const id = `${hash.slice(0, 12)}4${hash.slice(13, 16)}8${hash.slice(17)}`
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
