import type { Node } from '@comity/accounts/contract'
import { openRooms, troubleIn } from '@comity/files'
import { folderActor } from '../key-holder.ts'
import { noteTrouble } from '../store/folder-store.ts'
import { bridgeRooms } from './rooms.ts'
import { takeIn } from './take-in.ts'
import type { Advice, Seen } from './take-in.ts'
import { writeOut } from './write-out.ts'

/** The shared folder of one node, looked at again and again. */
export interface FolderWork {
  /** One look: writes what is due, takes what came. Gives how many requests and submissions. */
  look(): Promise<number>
}

/** `advice` says a refusal in words. */
export function folderWork(node: Node, folder: string, advice: Advice): FolderWork {
  const seen: Seen = new Map()
  return {
    async look() {
      const actor = await folderActor(node)
      if (actor === null) return 0
      try {
        const rooms = await openRooms(node.world.disk, folder, bridgeRooms)
        const written = await writeOut(node, actor, rooms)
        const taken = await takeIn(node, actor, { rooms, seen, advice })
        await noteTrouble(node.db, node.facts.authorityId, null)
        return written + taken
      } catch (error) {
        const problem = troubleIn(error)
        if (problem === null) throw error
        node.log.error({ error, folder, problem }, 'the shared folder cannot be used; it is tried again')
        await noteTrouble(node.db, node.facts.authorityId, { problem, at: node.world.clock.now() })
        return 0
      }
    },
  }
}
