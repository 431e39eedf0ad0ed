import type { Viewer } from '@comity/http'
import type { AuthorityId, Node } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { AuthorityEntry, Confirmation, EntryDetail, EntryVersion, Part, Register, StateDetail } from '../contract.ts'
import { confirmationsOf, editions, entryRow, registerInForce, stateRows, partsAbout, type EntryRow } from '../content-store.ts'
import type { Reader } from '../rules/may-read.ts'
import { visibleEntry } from '../rules/visible-entry.ts'
import { confirmationStanding } from '../rules/confirmation.ts'
import { differences } from '../rules/differences.ts'
import { entryFrom, mayKeep } from '../rules/entry.ts'
import { everyState, referenceFacts } from '../rules/reference.ts'
import { standing, statesInForce } from '../store.ts'
import { contentsIn } from './contents-in.ts'

/** Who asks, and on which node. */
export interface Asking {
  readonly viewer: Pick<Viewer, 'actor'> | null
  readonly publisher: AuthorityId | null
}

/** All that a viewer may read of an authority. @throws ComityError `authority-unknown` */
export async function entryDetail(node: Node, id: string, asking: Asking): Promise<EntryDetail> {
  const row = await entryRow(node.db, id)
  if (row === null) throw new ComityError('authority-unknown', { values: { id } })
  const { version } = await standing(node.db)
  return {
    entry: visibleEntry(entryFrom(row.authority, row.details), readerOn(node, asking)),
    confirmedOn: row.authority.confirmedOn,
    onNetwork: row.onNetwork,
    source: 'source' in row.authority ? (row.authority.source ?? null) : null,
    directoryVersion: version ?? 0,
    mayKeep: await keeps(node, row),
    networks: (await registerInForce(node.db)).networks,
  }
}

/** As whom somebody reads an entry on this node. */
function readerOn(node: Pick<Node, 'facts'>, { viewer, publisher }: Asking): Reader {
  const authority = viewer?.actor.authorityId ?? null
  return { authority, isMember: authority === node.facts.authorityId, publisher }
}

async function keeps(node: Node, { authority, onNetwork }: EntryRow): Promise<boolean> {
  const own = await entryRow(node.db, node.facts.authorityId)
  if (own === null || !own.onNetwork) return false
  return mayKeep(own.authority, authority.id, new Set(onNetwork ? [authority.id] : []))
}

/** The entry of an authority with everything that this node holds of it: for whoever keeps it. @throws ComityError `authority-unknown` */
export async function wholeEntry(db: Db, id: string): Promise<AuthorityEntry> {
  const row = await entryRow(db, id)
  if (row === null) throw new ComityError('authority-unknown', { values: { id } })
  return entryFrom(row.authority, row.details)
}

/** A State with what is known of it; of one that the directory does not list, what the reference table says. @throws ComityError `not-found` */
export async function stateDetail(db: Db, code: string): Promise<StateDetail> {
  const listed = await statesInForce(db)
  const state = everyState(listed).find((one) => one.code === code)
  if (state === undefined) throw new ComityError('not-found')
  const { facts, authorities } = await stateRows(db, code)
  return {
    ...state,
    facts: facts ?? referenceFacts(code),
    inDirectory: listed.some((one) => one.code === code),
    authorities,
  }
}

/** Networks and instruments of the directory in force. */
export function register(db: Db): Promise<Register> {
  return registerInForce(db)
}

/** When each entry was confirmed last, the oldest first. */
export async function confirmations(
  node: Node,
  {
    standing: wanted,
    state,
  }: { readonly standing?: Confirmation['standing'] | undefined; readonly state?: string | undefined } = {},
): Promise<Confirmation[]> {
  const at = node.world.clock.now()
  const rows = await confirmationsOf(node.db)
  return rows
    .map((row) => ({ ...row, ...confirmationStanding(row.confirmedOn, at) }))
    .filter((row) => (wanted === undefined || row.standing === wanted) && (state === undefined || row.state === state))
}

/** What every version changed in an entry, newest first, as its viewer may read it now. */
export async function entryHistory(node: Node, id: string, asking: Asking): Promise<EntryVersion[]> {
  const reader = readerOn(node, asking)
  const code = id.slice(0, 2).toUpperCase()
  const versions: EntryVersion[] = []
  let before: AuthorityEntry | null = null
  for (const edition of await editions(node.db)) {
    const contents = contentsIn(edition.contents)
    const parts = await partsAbout(node.db, edition.contents_sha256, code)
    const found = [...contents.authorities, ...parts.flatMap(listedIn)].find((one) => one.id === id)
    const after: AuthorityEntry | null =
      found === undefined ? null : visibleEntry(entryFrom(found, parts.flatMap(detailsIn)), reader)
    const changed = differences(before, after)
    if (changed.length > 0)
      versions.unshift({
        version: edition.version,
        publishedAt: edition.installed_at.toISOString(),
        confirmedOn: found?.confirmedOn ?? null,
        differences: changed,
      })
    before = after
  }
  return versions.slice(0, 200)
}

function listedIn(part: Part) {
  return part.part === 'public' ? part.listed : []
}

function detailsIn(part: Part) {
  return part.part === 'register' ? [] : part.details
}
