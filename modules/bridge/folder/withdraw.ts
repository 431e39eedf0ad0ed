import path from 'node:path'
import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { isPlainFolder } from '@comity/files'
import { forgetWritten, writtenFiles } from '../store/folder-store.ts'
import { INDEX } from './rooms.ts'
import type { BridgeRooms } from './rooms.ts'

/**
 * Takes back what was written of a request that the folder's account sees no longer, as another unit has it now: its index, and of its documents and
 * dossiers what the other program has not taken away. What that program laid there itself stays. Should the account see the request
 * again, all of it is written anew.
 */
export async function withdraw(
  node: Node,
  actor: Actor,
  { requestId, rooms }: { readonly requestId: string; readonly rooms: BridgeRooms },
): Promise<void> {
  const { disk } = node.world
  const folder = path.join(rooms.out, requestId)
  if (!(await isPlainFolder(disk, folder))) return
  const lying = new Set(await disk.list(folder))
  const ours = [...(await writtenFiles(node.db, requestId)), INDEX].filter((name) => lying.has(name))
  if (ours.length === 0) return
  for (const name of ours) await disk.remove(path.join(folder, name))
  if ((await disk.list(folder)).length === 0) await disk.remove(folder)
  await inContext(node, actor, async (ctx) => {
    await forgetWritten(ctx.db, requestId)
    await record(ctx, {
      act: 'folder.withdrawn',
      subject: { kind: 'request', id: requestId },
      details: { files: ours.length },
    })
  })
}
