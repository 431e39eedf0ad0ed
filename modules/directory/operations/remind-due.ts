import { AuthorityId, type Node } from '@comity/accounts/contract'
import { announce, inContext, systemActor } from '@comity/accounts/server'
import { confirmationsOf, entryRow } from '../content-store.ts'
import type { Confirmation } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { confirmationStanding, reminderDue } from '../rules/confirmation.ts'
import { mayKeep } from '../rules/entry.ts'

declare module '@comity/accounts/contract' {
  interface EventRegistry {
    /** An entry that this node's people keep is to be confirmed; told again and again until it is. */
    'entry-due': Pick<Confirmation, 'authorityId' | 'names' | 'confirmedOn' | 'standing' | 'days'> & {
      /** Whose people are to be told: the node's own authority. */
      readonly keeper: AuthorityId
      /** Which reminder it is, by its day after the last confirmation: each is told once. */
      readonly reminder: number
    }
  }
}

/**
 * Announces every entry whose yearly confirmation is due or late and that this node's people keep: their own; a central authority's also those of its
 * State without a node; on the publisher's node also those that nobody else could confirm. It needs no centre: each node knows what it keeps.
 *
 * @returns how many
 */
export async function remindDue(node: Node, options: Pick<DirectoryOptions, 'hubOrigin'>): Promise<number> {
  const now = node.world.clock.now()
  const due = await dueHere(node, options)
  const keeper = AuthorityId.parse(node.facts.authorityId)
  for (const { authorityId, names, confirmedOn } of due) {
    const reminder = reminderDue(confirmedOn, now)
    if (reminder === null) continue
    const told = { authorityId, names, confirmedOn, ...confirmationStanding(confirmedOn, now), keeper, reminder }
    await inContext(node, systemActor(node.facts.authorityId), (ctx) => announce(ctx, 'entry-due', told))
  }
  return due.length
}

type Kept = Omit<Confirmation, 'standing' | 'days'>

async function dueHere(node: Node, options: Pick<DirectoryOptions, 'hubOrigin'>): Promise<Kept[]> {
  const now = node.world.clock.now()
  const all = await confirmationsOf(node.db)
  const own = await entryRow(node.db, node.facts.authorityId)
  const withNode = new Set<string>(all.filter(({ onNetwork }) => onNetwork).map(({ authorityId }) => authorityId))
  const publishes = publisherOf(node, options) === node.facts.authorityId
  const centralOf = publishes ? await centralWithNode(node, all) : []
  const isKept = ({ authorityId }: Kept): boolean => {
    if (authorityId === node.facts.authorityId) return true
    if (own !== null && own.onNetwork && mayKeep(own.authority, authorityId, withNode)) return true
    return publishes && !withNode.has(authorityId) && !centralOf.some((central) => mayKeep(central, authorityId, withNode))
  }
  return all.filter((one) => reminderDue(one.confirmedOn, now) !== null && isKept(one))
}

/** Central authorities that speak for the others of their State themselves. */
async function centralWithNode(node: Node, all: readonly Kept[]) {
  const rows = await Promise.all(
    all.filter(({ onNetwork }) => onNetwork).map(({ authorityId }) => entryRow(node.db, authorityId)),
  )
  return rows.flatMap((row) => (row === null ? [] : [row.authority]))
}
