import type { Actor, Node } from '@comity/accounts/contract'
import { folderProblems } from '../contract.ts'
import type { FolderState } from '../contract.ts'
import { folderActor } from '../key-holder.ts'
import { officeFor } from '../policy.ts'
import { countDue, troubleOf } from '../store/folder-store.ts'

/** How the shared folder of this node stands. @throws ComityError `not-allowed`. */
export async function folderState(node: Node, actor: Actor, path: string | null): Promise<FolderState> {
  const authorityId = officeFor(actor, 'see')
  const holder = await folderActor(node)
  const trouble = await troubleOf(node.db, authorityId)
  return {
    path,
    machineName: holder?.name ?? null,
    waiting: await countDue(node.db, authorityId),
    problem: trouble === undefined ? null : (folderProblems.find((each) => each === trouble.problem) ?? 'other'),
    problemSince: trouble?.at.toISOString() ?? null,
  }
}
