import { inTransaction, type Db } from '@comity/database'
import { CHAIN_START, nextLink } from '../rules/commitment.ts'
import { insertLinks, lastLink, lockChain, waitingEntries } from '../store.ts'

/** Links taken in one transaction: bounds its length after a long stop. */
const BATCH = 1000

/**
 * Chains the entries that have no link yet, oldest first. An act that commits later than a younger one simply comes after it.
 *
 * @returns How many were linked.
 */
export async function linkEntries(db: Db): Promise<number> {
  let linked = 0
  for (;;) {
    const count = await inTransaction(db, linkBatch)
    linked += count
    if (count < BATCH) return linked
  }
}

async function linkBatch(db: Db): Promise<number> {
  await lockChain(db)
  const entries = await waitingEntries(db, BATCH)
  if (entries.length === 0) return 0
  const last = await lastLink(db)
  let { position, chain }: { position: number; chain: Uint8Array } = last ?? { position: 0, chain: CHAIN_START }
  const links = entries.map(({ sequence, commitment }) => {
    position += 1
    chain = nextLink(chain, commitment)
    return { position, entry: sequence, chain: Buffer.from(chain) }
  })
  await insertLinks(db, links)
  return links.length
}
