import assert from 'node:assert/strict'
import path from 'node:path'
import type { Actor, Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { dossierFile } from '@comity/exchange/server'
import type { Attachment } from '@comity/exchange/contract'
import { FILE_MODE, FOLDER_MODE, isPlainFolder, troubleIn } from '@comity/files'
import type { Request, TimelineEntry } from '@comity/requests/contract'
import { getRequest, readFile, timelineOf } from '@comity/requests/server'
import { documentName } from '../rules/folder-names.ts'
import { dueRequests, markDue, notDueAnyMore, noteWritten, writtenFiles } from '../store/folder-store.ts'
import { INDEX } from './rooms.ts'
import type { BridgeRooms } from './rooms.ts'
import { withdraw } from './withdraw.ts'

/** Requests written in one look, so that what comes in is looked at between them. */
const WRITTEN_AT_ONCE = 50

/**
 * Writes what is new of each request that has stepped: its documents and dossiers once, its index anew, that last. What the account sees no longer is
 * taken back. Gives how many requests.
 *
 * What the disk refuses is thrown, and stays due; a request that cannot be read for another reason goes to the end of the queue.
 */
export async function writeOut(node: Node, actor: Actor, rooms: BridgeRooms): Promise<number> {
  if (!(actor.acts ?? []).includes('read')) return 0
  const due = await dueRequests(node.db, node.facts.authorityId, WRITTEN_AT_ONCE)
  let written = 0
  for (const { request_id: requestId, steps } of due) {
    try {
      if (await writeRequest(node, actor, { requestId, rooms })) written += 1
      else await withdraw(node, actor, { requestId, rooms })
      await notDueAnyMore(node.db, requestId, steps)
    } catch (error) {
      if (troubleIn(error) !== null) throw error
      node.log.error({ error, requestId }, 'a request could not be written to the shared folder')
      await markDue(node.db, { requestId, authorityId: node.facts.authorityId, at: node.world.clock.now() })
    }
  }
  return written
}

interface Place {
  readonly requestId: string
  readonly rooms: BridgeRooms
}

/** @returns false where the account does not see the request. */
async function writeRequest(node: Node, actor: Actor, { requestId, rooms }: Place): Promise<boolean> {
  const today = node.world.clock.now().toISOString().slice(0, 10)
  const request = await getRequest(node.db, { actor }, requestId, today).catch(nothingIfUnseen)
  if (request === null) return false
  const timeline = await timelineOf(node.db, { actor }, requestId)
  const folder = path.join(rooms.out, requestId)
  await node.world.disk.makeFolder(folder, FOLDER_MODE)
  assert(await isPlainFolder(node.world.disk, folder), `${folder} is a link, not a folder`)
  const written = await writtenFiles(node.db, requestId)
  const once = async (name: string, bytes: () => Promise<Uint8Array | null>): Promise<void> => {
    const content = written.has(name) ? null : await bytes()
    if (content === null) return
    await node.world.disk.writeDurably(path.join(folder, name), content, FILE_MODE)
    await noteWritten(node.db, { requestId, name, at: node.world.clock.now() })
  }
  const files = documentsOf(request, timeline)
  for (const { sha256, file } of files) {
    await once(file, async () => (await readFile(node, { actor }, { requestId, sha256 })).bytes)
  }
  for (const dossierId of dossiersOf(timeline)) {
    await once(dossierName(dossierId), () => dossierFile(node.db, dossierId, 'container'))
  }
  const { nextSteps: _, ...shown } = request
  const entries = timeline.map((entry) => ({
    ...entry,
    dossier: entry.dossierId === null ? null : dossierName(entry.dossierId),
  }))
  const index = { request: shown, timeline: entries, documents: files }
  const bytes = new TextEncoder().encode(`${JSON.stringify(index, null, 2)}\n`)
  await node.world.disk.writeDurably(path.join(folder, INDEX), bytes, FILE_MODE)
  return true
}

type Listed = Attachment & { readonly file: string }

/** Every file that came or went, once. */
function documentsOf(request: Request, timeline: readonly TimelineEntry[]): Listed[] {
  const all = [...request.attachments, ...timeline.flatMap(({ attachments }) => attachments)]
  const named = all.map((one) => ({ ...one, file: documentName(one) }))
  return [...new Map(named.map((one) => [one.file, one])).values()]
}

function dossiersOf(timeline: readonly TimelineEntry[]): string[] {
  return [...new Set(timeline.flatMap(({ dossierId }) => dossierId ?? []))]
}

const dossierName = (dossierId: string): string => `dossier-${dossierId}.asice`

function nothingIfUnseen(error: unknown): null {
  if (error instanceof ComityError && error.code === 'request-not-found') return null
  throw error
}
