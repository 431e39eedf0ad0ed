import { readFileSync, readdirSync } from 'node:fs'

/** A node process and, apart from it, its PostgreSQL. */
export interface Share {
  readonly node: number
  readonly postgres: number
}

/** Clock ticks per second, as Linux reports CPU times on every architecture that Comity runs on. */
const TICKS = 100

/** CPU seconds used so far by a node and by the PostgreSQL below it (proc(5), `/proc/PID/stat`). */
export function cpuOf(pid: number): Share {
  return { node: cpuSeconds(pid, false), postgres: below(pid).reduce((sum, child) => sum + cpuSeconds(child, true), 0) }
}

/** Memory in MB that a node and its PostgreSQL take, shared pages counted once (Pss of `/proc/PID/smaps_rollup`). */
export function memoryOf(pid: number): Share {
  return { node: pssMb(pid), postgres: below(pid).reduce((sum, child) => sum + pssMb(child), 0) }
}

export function less(after: Share, before: Share): Share {
  return { node: after.node - before.node, postgres: after.postgres - before.postgres }
}

/** Fields of `/proc/PID/stat` after the name, which may hold spaces; null when the process is gone. */
function stat(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return null
  }
}

function cpuSeconds(pid: number, withEnded: boolean): number {
  const fields = stat(pid) ?? []
  const ticks = [11, 12, ...(withEnded ? [13, 14] : [])].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0)
  return ticks / TICKS
}

function below(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(stat(Number(name))?.[1] ?? 0) }))
  const found: number[] = []
  for (const next = [pid]; next.length > 0;) {
    const of = next.pop()
    const children = parents.filter(({ parent }) => parent === of).map((one) => one.pid)
    found.push(...children)
    next.push(...children)
  }
  return found
}

function pssMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
