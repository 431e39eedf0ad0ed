import type { Node } from '@comity/accounts/contract'
import { parseCrl } from '@comity/crypto'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Authority, AuthorityList, DirectorySearch, PeerFacts, State } from '../contract.ts'
import { ownLists } from '../revocation-store.ts'
import { authoritiesFound, authorityInForce, standing, statesInForce } from '../store.ts'

/**
 * What the directory in force says of an authority, read in the caller's transaction; null when it is not listed. Past
 * `usableUntil` nothing may be based on it. Where it is asked for every dossier, take {@link peerOf}.
 */
export function peerFacts(db: Db, authorityId: string): Promise<PeerFacts | null> {
  return authorityInForce(db, authorityId)
}

/** For how long what another process of this node installed or revoked may go unnoticed here: a revocation works within a second. */
const LOOK_AGAIN_MS = 500

interface PeerBook {
  /** Serial numbers that the node's own authority revoked; read when it is first asked. */
  ownRevoked: ReadonlyMap<string, Date> | null
  revision: number
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
  const { book, facts } = await inBook(node, authorityId, db)
  const now = node.world.clock.now()
  // A key that two persons here compared outlives every directory.
  const usableUntil = facts?.usableUntil ?? book.usableUntil
  if (facts?.pinned !== true && usableUntil !== null && now > usableUntil)
    throw new ComityError('directory-expired', {
      values: { version: book.version ?? 0, usableUntil: usableUntil.toISOString() },
    })
  return facts
}

/** The same for showing: what was said last, also past the grace. Null where nothing names it. */
export async function authorityOf(node: Node, authorityId: string): Promise<Authority | null> {
  const { facts } = await inBook(node, authorityId, node.db)
  return facts?.authority ?? null
}

async function inBook(node: Node, authorityId: string, db: Db): Promise<{ book: PeerBook; facts: PeerFacts | null }> {
  const book = await bookOf(node, db)
  const known = book.peers.get(authorityId)
  const facts = known === undefined ? await authorityInForce(db, authorityId) : known
  // A stranger's made-up ids must not fill the memory.
  if (known === undefined && facts?.revision === book.revision) book.peers.set(authorityId, facts)
  return { book, facts }
}

async function bookOf(node: Node, db: Db): Promise<PeerBook> {
  const nowMs = node.world.clock.monotonicMs()
  const book = books.get(node)
  if (book !== undefined && nowMs - book.lookedMs < LOOK_AGAIN_MS) return book
  const { revision, version, usable_until: usableUntil } = await standing(db)
  const unchanged = book !== undefined && book.revision === revision && book.usableUntil?.getTime() === usableUntil?.getTime()
  const next: PeerBook = {
    ownRevoked: unchanged ? book.ownRevoked : null,
    revision,
    version,
    usableUntil,
    lookedMs: nowMs,
    peers: unchanged ? book.peers : new Map(),
  }
  books.set(node, next)
  return next
}

/** What the node's own authority revoked, by serial number: with such a key nothing is signed any more. */
export async function ownRevocations(node: Node, db: Db = node.db): Promise<ReadonlyMap<string, Date>> {
  const book = await bookOf(node, db)
  if (book.ownRevoked !== null) return book.ownRevoked
  const lists = await ownLists(db, node.facts.authorityId)
  const revoked = new Map(lists.flatMap((list) => [...parseCrl(list).revoked]))
  book.ownRevoked = revoked
  return revoked
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
