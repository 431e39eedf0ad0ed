import type { Node } from '@comity/accounts/contract'
import { listAuthorities } from '@comity/directory/server'
import type { Lang } from '@comity/i18n'
import { Bdi, Code } from '@comity/ui'

/** What a kind of dossier is called: the module that takes the kind knows, this one does not. */
export type KindName = (lang: Lang, kind: string) => string

/** The words of one page: kinds of dossiers, and names of authorities by id. */
export interface Words {
  readonly lang: Lang
  kind(kind: string): string
  authority(id: string): string
}

/** Peers whose names a page can show; beyond that their ids stand. */
const NAMED = 200

export async function wordsOf(node: Node, lang: Lang, kindName: KindName): Promise<Words> {
  const { authorities } = await listAuthorities(node.db, { limit: NAMED })
  const names = new Map<string, string>(authorities.map((one) => [one.id, one.names[lang] ?? one.names.en]))
  return { lang, kind: (kind) => kindName(lang, kind), authority: (id) => names.get(id) ?? id }
}

/** An authority by name, leading to its entry in the directory; by its id while the directory does not know it. */
export function Authority({ words, id }: { readonly words: Words; readonly id: string }) {
  const name = words.authority(id)
  if (name === id) return <Code>{id}</Code>
  return (
    <a href={`/directory/${id}`}>
      <Bdi>{name}</Bdi>
    </a>
  )
}
