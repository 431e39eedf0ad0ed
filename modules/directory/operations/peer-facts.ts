import type { Node } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Authority, AuthorityList, DirectorySearch, PeerFacts, State } from '../contract.ts'
import { authoritiesFound, authorityInForce, standing, statesInForce } from '../store.ts'

/**
 * What the directory in force says of an authority, read in the caller's transaction; null when it is not listed. Past
 * `usableUntil` nothing may be based on it. Where it is asked for every dossier, take {@link peerOf}.
 */
export function peerFacts(db: Db, authorityId: string): Promise<PeerFacts | null> {
  return authorityInForce(db, authorityId)
}

/** For how long another process's installation of a new directory may go unnoticed here. */
const LOOK_AGAIN_MS = 2_000

interface PeerBook {
  version: number | null
  usableUntil: Date | null
  lookedMs: number
  peers: Map<string, PeerFacts | null>
}

/** One book per running node, and gone with it: two nodes in one process share nothing. */
const books = new WeakMap<Node, PeerBook>()

/**
 * The same from memory, taken apart once per version of the directory. Inside a transaction give its `db`: a second connection
 * of the same pool may be waited for for ever, when all others do the same.
 *
 * @throws ComityError `directory-expired` when the grace has run out: no dossier is sent or accepted on its word
 */
export async function peerOf(node: Node, authorityId: string, db: Db = node.db): Promise<PeerFacts | null> {
  const book = await bookOf(node, db)
  if (book.usableUntil !== null && node.world.clock.now() > book.usableUntil)
    throw new ComityError('directory-expired', {
      values: { version: book.version ?? 0, usableUntil: book.usableUntil.toISOString() },
    })
  const known = book.peers.get(authorityId)
  if (known !== undefined) return known
  const facts = await authorityInForce(db, authorityId)
  // A stranger's made-up ids must not fill the memory.
  if (facts !== null && facts.directoryVersion === book.version) book.peers.set(authorityId, facts)
  return facts
}

async function bookOf(node: Node, db: Db): Promise<PeerBook> {
  const nowMs = node.world.clock.monotonicMs()
  const book = books.get(node)
  if (book !== undefined && nowMs - book.lookedMs < LOOK_AGAIN_MS) return book
  const { version, usable_until: usableUntil } = await standing(db)
  const unchanged = book !== undefined && book.version === version && book.usableUntil?.getTime() === usableUntil?.getTime()
  const next: PeerBook = { version, usableUntil, lookedMs: nowMs, peers: unchanged ? book.peers : new Map() }
  books.set(node, next)
  return next
}

/** Makes the next {@link peerOf} look at the database: called after an installation on this node. */
export function forgetPeers(node: Node): void {
  books.delete(node)
}

/** The entry of the authority that this node serves. @throws ComityError `authority-unknown` before it is admitted */
export async function ownAuthority(node: Node): Promise<Authority> {
  const facts = await authorityInForce(node.db, node.facts.authorityId)
  if (facts === null) throw new ComityError('authority-unknown', { values: { id: node.facts.authorityId } })
  return facts.authority
}

/** Authorities that answer a search, one page of them. */
export async function listAuthorities(
  db: Db,
  search: Partial<DirectorySearch> & Pick<DirectorySearch, 'limit'>,
): Promise<AuthorityList> {
  const found = await authoritiesFound(db, { ...search, limit: search.limit + 1 })
  const authorities = found.slice(0, search.limit)
  return { authorities, next: found.length > search.limit ? (authorities.at(-1)?.id ?? null) : null }
}

/** The member States in force, by code. */
export function listStates(db: Db): Promise<State[]> {
  return statesInForce(db)
}
