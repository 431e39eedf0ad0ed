import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDirectoryRoots, demoAuthorityEntry, demoStates, demoSubject, demoAuthorities, firstEdition, makeNodeKeys, pinRoot } from '@comity/directory/server'
import { realWorld } from '@comity/world'
import type { BenchOrder, BenchPlan, BenchResult } from './exchange-node.ts'

/** Two bench nodes that know each other. */
export interface ExchangePair {
  run(order: BenchOrder): Promise<BenchResult>
  /** CPU seconds used so far by each process. */
  cpu(): Readonly<Record<'node A' | 'node B' | 'postgres A' | 'postgres B', number>>
  stop(): Promise<void>
}

export async function startPair(window: number): Promise<ExchangePair> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-bench-'))
  chmodSync(folder, 0o711)
  const world = realWorld()
  const now = world.clock.now()
  const ports = { a: 18_431, b: 18_432 }
  const entries = []
  for (const name of ['a', 'b'] as const) {
    mkdirSync(path.join(folder, name), { mode: 0o711 })
    const keys = await makeNodeKeys(world, path.join(folder, name), { authorityId: demoAuthorities[name], ...demoSubject(name), notBefore: new Date(now.getTime() - 60_000) })
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin: `http://${name}.localhost:${ports[name]}`, confirmedOn: now.toISOString().slice(0, 10) }))
  }
  const root = await createDirectoryRoots(world, path.join(folder, 'hub'), 'Bench')
  const files = await firstEdition(world, path.join(folder, 'hub'), { states: demoStates, authorities: entries })
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const directory = { root: text(root), contents: text(files.contents), freshness: text(files.freshness) }
  const started = await Promise.all(
    (['a', 'b'] as const).map(async (name) => {
      await pinRoot(world, path.join(folder, name), root)
      return startNode({ name, port: ports[name], folder: path.join(folder, name), window, directory })
    }),
  )
  const [a, b] = started
  if (a === undefined || b === undefined) throw new Error('two nodes')
  return {
    run: async (order) => {
      a.child.send(order)
      const [result] = await once(a.child, 'message')
      return result
    },
    cpu: () => ({ 'node A': cpuOf(a.child.pid ?? 0), 'node B': cpuOf(b.child.pid ?? 0), 'postgres A': familyCpu(a.postgres), 'postgres B': familyCpu(b.postgres) }),
    async stop() {
      for (const { child } of started) {
        child.send('stop')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startNode(plan: BenchPlan): Promise<{ child: ChildProcess; postgres: number }> {
  const child = fork(fileURLToPath(new URL('exchange-node.ts', import.meta.url)), [], { execArgv: [...process.execArgv, ...(process.env['BENCH_EXEC_ARGV']?.split(' ') ?? [])] })
  child.send(plan)
  const [{ postgres }] = await once(child, 'message')
  return { child, postgres }
}

/** User and system seconds of a process from /proc/PID/stat (proc(5): fields 14 and 15, in ticks of 10 ms; 16, 17: of ended children). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / 100
}

function familyCpu(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      return Number(parent) === pid ? [Number(name)] : []
    } catch {
      return []
    }
  })
  return [pid, ...children].reduce((sum, each) => {
    try {
      return sum + cpuOf(each)
    } catch {
      return sum
    }
  }, 0)
}
