import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Node } from '@comity/accounts/contract'
import { createDatabaseIfMissing, migrate, openDatabase, startEmbeddedPostgres } from '@comity/database'
import { demoAuthorities } from '@comity/directory/server'
import { folderStore } from '@comity/files'
import { silentLog } from '@comity/log'
import { renderPage } from '@comity/ui'
import { realWorld } from '@comity/world'
import { needs } from '../../../modules/directory/finding/needs.ts'
import { coverageOf } from '../../../modules/directory/finding/operations/coverage.ts'
import { findAuthority } from '../../../modules/directory/finding/operations/find-authority.ts'
import { lookUp } from '../../../modules/directory/finding/operations/look-up.ts'
import { mapAnswer } from '../../../modules/directory/finding/pages/index.tsx'
import { referenceStates } from '../../../modules/directory/rules/reference.ts'
import { replaceRows } from '../../../modules/directory/rows-store.ts'
import { moduleMigrations } from '../../../modules/directory/sample-migrations.ts'
import { digits, median, percentile, type Measured } from '../figures.ts'
import { dieOf, type Die } from '../lists/asks.ts'
import type { BenchOptions } from '../options.ts'
import { largeDirectory, placeOf, size } from './large-directory.ts'

const GOAL_MS = 10
const reader = { kind: 'member' as const, authorityId: demoAuthorities.a }

interface Ask {
  readonly name: string
  readonly run: (node: Node, die: Die) => Promise<unknown>
}

/** Finding in a directory of nearly all States: words, answers, the map. */
export async function benchDirectory({ pairs }: Pick<BenchOptions, 'pairs'>): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-directory-'))
  // The database runs as another user where root starts it, who has to come through.
  chmodSync(folder, 0o711)
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), durable: false, log: silentLog })
  await createDatabaseIfMissing(server.host, 'comity')
  const db = await openDatabase({ host: server.host, database: 'comity' }, { log: silentLog })
  try {
    const world = realWorld()
    await migrate(db, moduleMigrations, { clock: world.clock, log: silentLog })
    const files = folderStore(world.disk, path.join(folder, 'files'))
    const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId: demoAuthorities.a, demo: false }
    const node: Node = { facts, db, world, log: silentLog, files, folder }
    await replaceRows(db, largeDirectory())
    const began = performance.now()
    await lookUp(node, reader, { query: 'warm', limit: 20 })
    const firstMs = performance.now() - began
    const rows = []
    for (const ask of asks) rows.push(await rowOf(node, ask, pairs))
    return {
      title: 'Finding in the directory',
      about: `${size.states} States, ${(size.states * size.authoritiesOfState).toLocaleString('en')} authorities, ${(size.states * size.authoritiesOfState * size.pointsOfAuthority).toLocaleString('en')} contact points in the node’s own PostgreSQL, one asker after the other, through the operations that page and API call. Words: taken from all names in six languages, whole or with one letter dropped or two swapped. The first question after a new version makes the index of words: ${digits(firstMs)} ms. The page of the map: ${await mapBytes(node)}. Goal: p95 ≤ ${GOAL_MS} ms for words. Medians of ${pairs} rounds of ${CALLS}.`,
      head: ['asked for', 'p50 ms', 'p95 ms', 'p99 ms'],
      rows,
      bound: 'CPU of the node: comparing the words that begin or sound alike, and filtering what the asker may not see.',
    }
  } finally {
    await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const CALLS = 400

async function rowOf(node: Node, { name, run }: Ask, pairs: number): Promise<string[]> {
  const rounds: number[][] = []
  for (let round = 0; round <= pairs; round++) {
    const die = dieOf(round + 1)
    const delays: number[] = []
    for (let call = 0; call < CALLS; call++) {
      const at = performance.now()
      await run(node, die)
      delays.push(performance.now() - at)
    }
    if (round > 0) rounds.push(delays)
  }
  const of = (share: number): string => digits(median(rounds.map((delays) => percentile(delays, share))), 2)
  return [name, of(50), of(95), of(99)]
}

async function mapBytes(node: Node): Promise<string> {
  const door = { lang: 'ru' as const, base: '/directory' as const, zone: undefined, csrf: '', drafts: null }
  const answer = await mapAnswer(node, { door, reader }, 'bank-records')
  const html = answer.kind === 'show' ? renderPage(answer.page.body) : ''
  return `${digits(Buffer.byteLength(html) / 1000, 1)} kB, ${digits(gzipSync(html).byteLength / 1000, 1)} kB as it travels`
}

const oneOf = <Item>(items: readonly Item[], die: Die): Item => {
  const item = items[Math.floor(die() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

/** A name as people type it: whole, one letter dropped, two swapped. */
function typed(name: string, die: Die): string {
  const at = 1 + Math.floor(die() * Math.max(1, name.length - 2))
  const way = die()
  if (way < 0.4) return name
  if (way < 0.7) return name.slice(0, at) + name.slice(at + 1)
  return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
}

const stateName = (die: Die): string => {
  const names = Object.values(oneOf(referenceStates.slice(0, size.states), die).names).filter((name) => name !== undefined)
  return oneOf(names, die)
}

const look = (words: (die: Die) => string) => (node: Node, die: Die) => lookUp(node, reader, { query: words(die), limit: 20 })

const asks: readonly Ask[] = [
  { name: 'words: a State', run: look((die) => typed(stateName(die), die)) },
  { name: 'words: kind and State', run: look((die) => `${typed('prosecutor', die)} ${typed(stateName(die), die)}`) },
  { name: 'words: a place', run: look((die) => typed(placeOf(Math.floor(die() * 4096)), die)) },
  { name: 'words: a desk of a State', run: look((die) => `desk ${typed(stateName(die), die)}`) },
  {
    name: 'who is competent',
    run: (node, die) =>
      findAuthority(node, reader, { need: oneOf(needs, die), state: oneOf(referenceStates.slice(0, size.states), die).code }),
  },
  { name: 'the map', run: (node, die) => coverageOf(node.db, reader, oneOf(needs, die)) },
]
