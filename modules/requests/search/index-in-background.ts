import type { Node } from '@comity/accounts/contract'
import { inTransaction } from '@comity/database'
import { textOf } from '@comity/documents'
import { fileEntries } from './rules/things.ts'
import { writeEntries } from './store-entries.ts'
import { refreshCommon } from './store-frequent.ts'
import { indexMatters, indexRequests } from './store-rebuild.ts'
import * as store from './store-todo.ts'
import type { HeldFile, Todo } from './store-todo.ts'

/** Things of one round: an upgrade of a large register is many rounds, each of which is kept. */
const ROUND = 50

/** A file whose reading was begun so often and never ended has ended the process. */
const MAX_TRIES = 3

/** How long after the last change a file may wait to be looked at. */
const LOOK_EVERY_MS = 2_000

/**
 * One round of what waits to be made findable: the text of files, and what is older than the index. What a file is never stops anything: it is noted as
 * without text. True where more may wait.
 */
export async function indexWaiting(node: Node, signal?: AbortSignal): Promise<boolean> {
  const todos = await store.nextTodos(node.db, ROUND)
  for (const todo of todos) {
    if (signal?.aborted === true) return false
    try {
      await indexOne(node, todo)
    } catch (error) {
      node.log.error({ error, thing: todo.thing, id: todo.thing_id }, 'it could not be made findable, and is tried again later')
      await store.postponeTodo(node.db, todo)
      return false
    }
  }
  return todos.length === ROUND
}

async function indexOne(node: Node, todo: Todo): Promise<void> {
  for (const file of await store.filesOf(node.db, todo)) await readOnce(node, file)
  // In one short transaction: reading a file may take half a minute, and nobody waits for that.
  await inTransaction(node.db, async (tx) => {
    if (await store.holdThing(tx, todo)) {
      if (!todo.files_only && todo.thing === 'request') await indexRequests(tx, [todo.thing_id])
      if (!todo.files_only && todo.thing === 'matter') await indexMatters(tx, [todo.thing_id])
      const files = await store.filesOf(tx, todo)
      const hashes = files.map(({ sha256 }) => sha256)
      const texts = await store.knownTexts(tx, hashes)
      await store.forgetFiles(tx, todo.thing_id, hashes)
      for (const { sha256, name, at, internal } of files) {
        const { thing, thing_id: thingId } = todo
        await writeEntries(tx, fileEntries({ thing, thingId, sha256, name, at, internal, text: texts.get(sha256) ?? '' }))
      }
    }
    await store.endTodos(tx, [todo])
  })
}

/** Reads the text of a file unless that was done for another who has it. */
async function readOnce(node: Node, { sha256, media_type: mediaType }: HeldFile): Promise<void> {
  const known = await store.knownTexts(node.db, [sha256])
  if (known.has(sha256)) return
  const tries = await store.beginReading(node.db, sha256)
  const read = tries > MAX_TRIES ? { text: '', problem: 'given up' } : await textOfStored(node, sha256, mediaType)
  if (read.problem !== null)
    node.log.info({ file: sha256, problem: read.problem }, 'a file is found by its name only, or in part')
  await store.keepText(node.db, { sha256, text: read.text.replaceAll('\0', ' '), problem: read.problem })
}

async function textOfStored(node: Node, sha256: string, mediaType: string) {
  try {
    return await textOf(await node.files.get(sha256), mediaType)
  } catch (error) {
    // Missing or damaged on the disk: whoever opens it is told so; the search goes on.
    return { text: '', problem: error instanceof Error ? error.message.slice(0, 200) : 'unreadable' }
  }
}

/** How often the node learns anew which words are common. */
const LEARN_EVERY_MS = 600_000

/** Makes findable what waits, until the signal. */
export async function indexUntil(node: Node, signal: AbortSignal): Promise<void> {
  let learnedAtMs = -LEARN_EVERY_MS
  while (!signal.aborted) {
    const nowMs = node.world.clock.monotonicMs()
    if (nowMs - learnedAtMs >= LEARN_EVERY_MS) {
      learnedAtMs = nowMs
      await refreshCommon(node.db).catch((error: unknown) => node.log.error({ error }, 'common words could not be learned'))
    }
    const more = await indexWaiting(node, signal).catch((error: unknown) => {
      node.log.error({ error }, 'the search could not be brought up to date')
      return false
    })
    if (!more) await node.world.timers.sleep(LOOK_EVERY_MS, signal)
  }
}
