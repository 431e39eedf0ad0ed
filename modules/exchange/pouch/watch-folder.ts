import path from 'node:path'
import type { Node } from '@comity/accounts/contract'
import { systemActor } from '@comity/accounts/server'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { FILE_MODE, openRooms, troubleIn, type Rooms } from '@comity/files'
import { MAX_POUCH_BYTES } from './contract.ts'
import { takeFile, type TakeOptions } from './take-file.ts'

const rooms = ['in', 'done', 'refused'] as const
type PouchRooms = Rooms<(typeof rooms)[number]>

/** Looks in which a file is not changed before it is believed to be whole; and before one that cannot be read is given up. */
const STILL = 1
const PATIENCE = 12
/** Refusals that are no fault of the file: it is tried again. */
const passing: readonly string[] = [
  'unavailable',
  'directory-expired',
  'own-key-revoked',
  'disk-full',
  'database-unreachable',
  'internal',
]

/** What was seen of a file in the looks before. */
type Seen = Map<string, { readonly print: string; readonly looks: number }>

/**
 * A folder whose room `in/` is taken in as if a person had uploaded what lies there: a stick, a drop of another program. What was taken goes to `done/`
 * with what came of it as JSON, what was not to `refused/` with the reason.
 */
export function pouchFolder(node: Node, folder: string, options: TakeOptions): { look(): Promise<number> } {
  const seen: Seen = new Map()
  return {
    async look() {
      try {
        const opened = await openRooms(node.world.disk, folder, rooms)
        return await lookInto(node, { rooms: opened, seen, options })
      } catch (error) {
        if (troubleIn(error) === null) throw error
        node.log.error({ error, folder }, 'the folder of pouches cannot be used; it is tried again')
        return 0
      }
    },
  }
}

interface Looking {
  readonly rooms: PouchRooms
  readonly seen: Seen
  readonly options: TakeOptions
}

async function lookInto(node: Node, looking: Looking): Promise<number> {
  const names = (await node.world.disk.list(looking.rooms.in)).filter((name) => !name.startsWith('.'))
  for (const name of looking.seen.keys()) if (!names.includes(name)) looking.seen.delete(name)
  let settled = 0
  for (const name of names) if (await settle(node, looking, name)) settled += 1
  return settled
}

/** @returns whether the file left `in/`. */
async function settle(
  node: Node,
  { rooms: { in: from, done, refused }, seen, options }: Looking,
  name: string,
): Promise<boolean> {
  const { disk } = node.world
  const file = path.join(from, name)
  const facts = await disk.facts(file)
  const print = JSON.stringify(facts)
  const before = seen.get(name)
  const looks = before?.print === print ? before.looks + 1 : 0
  seen.set(name, { print, looks })
  if (facts === null || looks < STILL) return false
  try {
    const bytes = await disk.readPlain(file, MAX_POUCH_BYTES, path.dirname(from))
    const taken = await takeFile(node, systemActor(node.facts.authorityId), bytes, options)
    return await lay(node, { file, to: done, name, ending: 'answer.json', text: JSON.stringify(taken, null, 2) })
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    // What is no fault of the file, or what a slow copier may still put right.
    if (passing.includes(reason) || looks < PATIENCE) return false
    return lay(node, { file, to: refused, name, ending: 'error.txt', text: reason })
  }
}

function reasonOf(error: unknown): string | null {
  if (error instanceof ComityError) return error.code
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ELOOP', 'EISDIR', 'EINVAL', 'ENXIO', 'EACCES', 'EPERM'].includes(code) ? 'not-readable' : null
}

/** What came of it first: what lies in a room always has its word beside it. Nothing that lies there is written over. */
async function lay(
  { world: { disk } }: Node,
  laid: { readonly file: string; readonly to: string; readonly name: string; readonly ending: string; readonly text: string },
): Promise<boolean> {
  const { file, to, name, ending, text } = laid
  const short = name.length > 150 ? `${name.slice(0, 100)}-${sha256Hex(new TextEncoder().encode(name)).slice(0, 16)}` : name
  let as = short
  for (let number = 2; await disk.exists(path.join(to, as)); number += 1) as = `${number}-${short}`
  await disk.writeDurably(path.join(to, `${as}.${ending}`), new TextEncoder().encode(`${text}\n`), FILE_MODE)
  await disk.move(file, path.join(to, as))
  return true
}
