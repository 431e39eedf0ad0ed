import type { Node } from '@comity/accounts/contract'
import type { Authority, Designation, Form, Names } from '@comity/directory/contract'
import { authorityOf, listAuthorities, peerFacts } from '@comity/directory/server'
import { isLang, type Lang } from '@comity/i18n'

/** The most authorities that a choice offers; beyond that the directory's own search leads to a request. */
const offered = 200

export function nameIn(lang: Lang, names: Names): string {
  return names[lang] ?? names.en
}

/** Names of authorities by id, for lists. */
export async function authorityNames(node: Node, lang: Lang): Promise<ReadonlyMap<string, string>> {
  const { authorities } = await listAuthorities(node.db, { limit: offered })
  return new Map(authorities.map((one) => [one.id, nameIn(lang, one.names)]))
}

/** The name of one authority, or its id while the directory does not know it. */
export async function authorityName(node: Node, lang: Lang, id: string): Promise<string> {
  const authority = await authorityOf(node, id)
  return authority === null ? id : nameIn(lang, authority.names)
}

/** What a sender must see of an authority before sending: what it accepts and who can read (architecture §2, node). */
export interface Addressee {
  readonly id: string
  readonly name: string
  readonly designation: Designation | null
  readonly nodeOrigin: string
  /** Name of the authority that runs its node; null when it is its own. */
  readonly host: string | null
}

export async function addresseeOf(node: Node, lang: Lang, id: string, form: Form): Promise<Addressee | null> {
  const facts = await peerFacts(node.db, id)
  if (facts === null) return null
  const authority: Authority = facts.authority
  return {
    id,
    name: nameIn(lang, authority.names),
    designation: authority.designations.find((one) => one.form === form) ?? null,
    nodeOrigin: authority.nodeOrigin,
    host: authority.hostedBy === authority.id ? null : await authorityName(node, lang, authority.hostedBy),
  }
}

/** The authorities to which a request of this form can go. */
export async function addresseesFor(node: Node, lang: Lang, form: Form): Promise<Addressee[]> {
  const { authorities } = await listAuthorities(node.db, { form, limit: offered })
  const others = authorities.filter((one) => one.id !== node.facts.authorityId)
  const found = await Promise.all(others.map((one) => addresseeOf(node, lang, one.id, form)))
  return found.filter((one) => one !== null)
}

/** The language to begin a request in: the writer's own where the addressee accepts it, else the first that it accepts; none where it names none. */
export function languageFor(lang: Lang, { designation }: Addressee): Lang | undefined {
  const accepted = (designation?.languages ?? []).filter(isLang)
  return accepted.includes(lang) ? lang : accepted[0]
}
