import type { Context, Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { MAX_FAVOURITES, type Favourite } from '../contract.ts'
import { contactsNow } from '../rules/contacts.ts'
import { foundAuthority } from '../rules/found-authority.ts'
import { knownTo } from '../rules/known.ts'
import type { Reader } from '../rules/visible.ts'
import { addFavourite, authoritiesById, favouritesOf, removeFavourite } from '../store-finding.ts'
import { allStates } from './find-authority.ts'
import { hiddenFrom } from './only-pinned.ts'
import { readerOf } from './reader-of.ts'

/** The authorities that a person keeps at hand, with whom to call now; one that the directory no longer lists is left out. */
export async function listFavourites(node: Node, person: string, reader: Reader): Promise<Favourite[]> {
  const at = node.world.clock.now()
  const held = await authoritiesById(node.db, await favouritesOf(node.db, person))
  const names = held.length === 0 ? new Map() : new Map((await allStates(node.db)).map((one) => [one.code, one.names]))
  return held.map((one) => {
    const known = knownTo(reader, one)
    const { state } = one.authority
    return {
      authority: foundAuthority(known, at),
      stateNames: names.get(state) ?? { en: state },
      contacts: contactsNow(known, { form: null, at }),
    }
  })
}

/**
 * Keeps an authority at hand for the person who acts. It is nobody's business and changes nothing for others: not recorded.
 *
 * @throws ComityError `authority-unknown`; `not-allowed` past the most that a person may keep
 */
export async function keepFavourite({ node, db, actor, now }: Context, id: string): Promise<void> {
  const isHidden = (await hiddenFrom(db, readerOf(node, actor))).has(id)
  if (isHidden || (await authoritiesById(db, [id])).length === 0) throw new ComityError('authority-unknown', { values: { id } })
  const kept = await favouritesOf(db, actor.id)
  if (kept.length >= MAX_FAVOURITES && !kept.includes(id)) throw new ComityError('not-allowed')
  await addFavourite(db, { person: actor.id, authority_id: id, kept_at: now })
}

/** Keeps it no longer; nothing happens where it was not kept. */
export async function dropFavourite({ db, actor }: Context, id: string): Promise<void> {
  await removeFavourite(db, { person: actor.id, authority_id: id })
}
