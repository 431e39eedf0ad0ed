import path from 'node:path'
import type { Actor, Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { FILE_MODE, isPlainFolder, troubleIn } from '@comity/files'
import type { Lang } from '@comity/i18n'
import type { Request } from '@comity/requests/contract'
import { attachFile, draftRequest, getRequest, registerRequest } from '@comity/requests/server'
import type { Submission } from '../contract.ts'
import { laidDownName, submissionsAmong } from '../rules/folder-names.ts'
import type { Laid } from '../rules/folder-names.ts'
import { noteTaken, takenAs } from '../store/folder-store.ts'
import { bridgeText } from '../texts.ts'
import { Fault } from './fault.ts'
import type { FaultCode } from './fault.ts'
import { rootOf } from './rooms.ts'
import type { BridgeRooms } from './rooms.ts'
import { readAttachments, readSubmission } from './read-submission.ts'
import type { ReadAttachment } from './read-submission.ts'

/** Says a refusal in words, as the composed node knows them all. */
export type Advice = (error: ComityError, lang: Lang) => string

/** What was seen of a submission in the look before, and for how many looks it has been the same. */
export type Seen = Map<string, { readonly print: string; readonly looks: number }>

/** Submissions taken in one look. */
const TAKEN_AT_ONCE = 200
/** Files beside a submission that are watched for change: more than may be named, so that a folder of millions costs nothing. */
const LOOKED_AT = 1_000
/** Looks in which nothing changes before a file that is not whole is given up: its writer may only be slow. */
const PATIENCE = 12
/** Refusals that are no fault of the sender: it is tried again. */
const passing: readonly string[] = ['unavailable', 'internal', 'disk-full', 'file-damaged', 'database-unreachable']

/** Takes what lies in `in/` and has stood still since the look before; gives how many were taken or refused. */
export async function takeIn(
  node: Node,
  actor: Actor,
  folder: { rooms: BridgeRooms; seen: Seen; advice: Advice },
): Promise<number> {
  const { rooms, seen } = folder
  const all = submissionsAmong(await node.world.disk.list(rooms.in)).slice(0, TAKEN_AT_ONCE)
  for (const file of seen.keys()) if (!all.some((laid) => laid.file === file)) seen.delete(file)
  let settled = 0
  for (const laid of all) {
    const print = await fingerprint(node, rooms, laid)
    const before = seen.get(laid.file)
    const looks = before?.print === print ? before.looks + 1 : 0
    seen.set(laid.file, { print, looks })
    if (looks > 0 && (await settle(node, actor, { ...folder, ...laid, looks }))) settled += 1
  }
  return settled
}

interface Lying extends Laid {
  readonly rooms: BridgeRooms
  readonly advice: Advice
  readonly looks: number
}

/** What a slow writer or copier will still put right. */
const unfinished: readonly FaultCode[] = ['not-json', 'file-missing', 'file-altered', 'not-readable']

/** @returns false where it has to wait. */
async function settle(node: Node, actor: Actor, lying: Lying): Promise<boolean> {
  if ((await node.world.disk.facts(path.join(lying.rooms.in, lying.file))) === null) return nameless(node, lying)
  try {
    await take(node, actor, lying)
    return true
  } catch (error) {
    if (error instanceof Fault) {
      if (unfinished.includes(error.fault) && lying.looks < PATIENCE) return false
      const sentence = bridgeText(error.language)(`fault.${error.fault}`, error.values)
      await refuse(node, lying, [sentence, ...error.lines.map((line) => `  ${line}`)].join('\n'))
      return true
    }
    if (error instanceof Refused) {
      await refuse(node, lying, lying.advice(error.refusal, error.language))
      return true
    }
    if (troubleIn(error) !== null) throw error
    node.log.error({ error, name: lying.file }, 'a submission in the shared folder could not be taken')
    return false
  }
}

/** Its name is listed and leads to nothing: it was taken away just now, or its bytes are no text. */
async function nameless({ world: { disk } }: Node, { rooms, file, looks }: Lying): Promise<boolean> {
  if (!file.includes('\u{fffd}') || looks > 1) return false
  const text = new TextEncoder().encode(`${bridgeText('en')('fault.name-unreadable')}\n`)
  await disk.writeDurably(path.join(rooms.refused, 'name-unreadable.error.txt'), text, FILE_MODE)
  return false
}

class Refused extends Error {
  readonly refusal: ComityError
  readonly language: Lang
  constructor(refusal: ComityError, language: Lang) {
    super(refusal.code)
    this.refusal = refusal
    this.language = language
  }
}

async function take(node: Node, actor: Actor, lying: Lying): Promise<void> {
  const { disk } = node.world
  const { rooms, name, file } = lying
  const { submission, digest } = await readSubmission(disk, path.join(rooms.in, file), rootOf(rooms))
  const { language } = submission
  const before = await takenAs(node.db, node.facts.authorityId, submission.id)
  if (before && !before.digest.equals(digest)) throw new Fault('id-used', { values: { id: submission.id }, language })
  // The power failed between the taking and the moving.
  const requestId = before?.request_id ?? (await open(node, actor, { rooms, name, submission, digest }))
  const request = await getRequest(node.db, { actor }, requestId).catch(() => null)
  const answer = { id: submission.id, requestId, reference: request?.ownReference ?? null }
  const as = await freeName(node, lying, rooms.done)
  await disk.writeDurably(
    path.join(rooms.done, `${as}.answer.json`),
    new TextEncoder().encode(`${JSON.stringify(answer, null, 2)}\n`),
    FILE_MODE,
  )
  await moveBoth(node, lying, path.join(rooms.done, as))
}

async function open(
  node: Node,
  actor: Actor,
  { rooms, name, submission, digest }: { rooms: BridgeRooms; name: string; submission: Submission; digest: Buffer },
): Promise<string> {
  const files = await readAttachments(node.world.disk, { folder: path.join(rooms.in, name), within: rootOf(rooms) }, submission)
  try {
    return await inContext(node, actor, async (ctx) => {
      const request = await opened(ctx, submission, files)
      const { id: requestId } = request
      await noteTaken(ctx.db, {
        authorityId: node.facts.authorityId,
        submission: submission.id,
        digest,
        requestId,
        at: ctx.now,
      })
      await record(ctx, {
        act: 'folder.taken',
        subject: { kind: 'request', id: requestId },
        details: { submission: submission.id },
      })
      return requestId
    })
  } catch (error) {
    if (error instanceof ComityError && !passing.includes(error.code)) throw new Refused(error, submission.language)
    throw error
  }
}

async function opened(ctx: Context, submission: Submission, files: readonly ReadAttachment[]): Promise<Request> {
  if (submission.act === 'register') return registerRequest(ctx, { ...submission.request, scans: files })
  let request = await draftRequest(ctx, submission.request)
  for (const file of files) request = await attachFile(ctx, { ...file, requestId: request.id })
  return request
}

async function refuse(node: Node, lying: Lying, text: string): Promise<void> {
  const { refused } = lying.rooms
  const as = await freeName(node, lying, refused)
  // The reason first: what lies in `refused/` always has one.
  await node.world.disk.writeDurably(path.join(refused, `${as}.error.txt`), new TextEncoder().encode(`${text}\n`), FILE_MODE)
  await moveBoth(node, lying, path.join(refused, as))
}

/** The name under which it is laid down: nothing that lies there already is lost. */
async function freeName({ world: { disk } }: Node, { rooms, name }: Lying, room: string): Promise<string> {
  const hasFolder = await disk.exists(path.join(rooms.in, name))
  const plain = laidDownName(name)
  for (let number = 1; ; number += 1) {
    const as = number === 1 ? plain : `${plain}~${number}`
    // A folder without its JSON file is our own work, cut off in the middle.
    const folderTaken = hasFolder && (await disk.exists(path.join(room, as)))
    if (!folderTaken && !(await disk.exists(path.join(room, `${as}.json`)))) return as
  }
}

/** The folder of its files first: as long as the JSON file is there, it is seen to. What has the name and is a link goes too, unfollowed. */
async function moveBoth({ world: { disk } }: Node, { rooms, name, file }: Lying, to: string): Promise<void> {
  const from = path.join(rooms.in, name)
  // A plain file of that name belongs to another submission.
  if (['folder', 'other'].includes((await disk.facts(from))?.kind ?? '')) await disk.move(from, to)
  await disk.move(path.join(rooms.in, file), `${to}.json`)
}

async function fingerprint({ world: { disk } }: Node, rooms: BridgeRooms, { name, file }: Laid): Promise<string> {
  const folder = path.join(rooms.in, name)
  const inside = (await isPlainFolder(disk, folder)) ? (await disk.list(folder)).slice(0, LOOKED_AT) : []
  const places = [path.join(rooms.in, file), folder, ...inside.map((each) => path.join(folder, each))]
  const facts = await Promise.all(places.map(async (place) => ({ place, ...(await disk.facts(place)) })))
  return JSON.stringify(facts)
}
