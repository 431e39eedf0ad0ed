import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { ContactLine, TextFile } from '../contract.ts'
import { linkedDataOf } from '../rules/linked-data.ts'
import { knownTo, type KnownAuthority } from '../rules/known.ts'
import { vCardsOf } from '../rules/v-card.ts'
import { anybody, type Reader } from '../rules/visible.ts'
import { standing } from '../../store.ts'
import { hiddenFrom } from './only-pinned.ts'
import { authoritiesAfter, authoritiesById, authoritiesFor } from '../store-finding.ts'

/** An authority as its reader may see it. @throws ComityError `authority-unknown` */
export async function authoritySeen(node: Node, reader: Reader, id: string): Promise<KnownAuthority> {
  const [held] = await authoritiesById(node.db, [id])
  if (held === undefined || (await hiddenFrom(node.db, reader)).has(id))
    throw new ComityError('authority-unknown', { values: { id } })
  return knownTo(reader, held)
}

/** An authority and the contact points that the reader may see, as vCard. @throws ComityError `authority-unknown` */
export async function cardOf(node: Node, reader: Reader, id: string): Promise<TextFile> {
  const known = await authoritySeen(node, reader, id)
  return { name: `${id}.vcf`, mediaType: 'text/vcard; charset=utf-8', text: vCardsOf(known) }
}

/** What is public of an authority as JSON-LD, whoever asks. @throws ComityError `authority-unknown` */
export async function linkedDataFile(node: Node, id: string): Promise<TextFile> {
  const known = await authoritySeen(node, anybody, id)
  const text = JSON.stringify(linkedDataOf([known], node.facts.origin), null, 2)
  return { name: `${id}.jsonld`, mediaType: 'application/ld+json', text }
}

/** How many authorities are read at once for the whole. */
const AT_ONCE = 500

interface Whole {
  readonly revision: number
  readonly text: string
}

// One per running node, made anew when what is believed changes: strangers may ask for it, and making it reads all of the directory.
const wholes = new WeakMap<Node, Promise<Whole>>()

/** What is public of all authorities, as JSON-LD. */
export async function linkedDataOfAll(node: Node): Promise<string> {
  const { revision } = await standing(node.db)
  const known = await wholes.get(node)?.catch(() => undefined)
  if (known?.revision === revision) return known.text
  const made = makeWhole(node).then((text) => ({ revision, text }))
  wholes.set(node, made)
  return (await made).text
}

async function makeWhole(node: Node): Promise<string> {
  const hidden = await hiddenFrom(node.db, anybody)
  const all: KnownAuthority[] = []
  for (let after = ''; ;) {
    const some = await authoritiesAfter(node.db, after, AT_ONCE)
    all.push(...some.filter(({ authority }) => !hidden.has(authority.id)).map((one) => knownTo(anybody, one)))
    const last = some.at(-1)
    if (last === undefined || some.length < AT_ONCE) break
    after = last.authority.id
  }
  return JSON.stringify(linkedDataOf(all, node.facts.origin))
}

/** The contact points of a State that the reader may see. */
export async function contactLines(node: Node, reader: Reader, state: string): Promise<ContactLine[]> {
  const [held, hidden] = await Promise.all([authoritiesFor(node.db, [state]), hiddenFrom(node.db, reader)])
  return held
    .filter(({ authority }) => authority.state === state && !hidden.has(authority.id))
    .map((one) => knownTo(reader, one))
    .flatMap(({ authority, points }) =>
      points.map((point) => ({ authority: authority.id, authorityNames: authority.names, state, point })),
    )
}
