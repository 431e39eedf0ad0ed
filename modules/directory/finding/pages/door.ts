import type { Lang } from '@comity/i18n'
import { hrefOf } from '../../pages/words.ts'
import type { FindQuery } from '../contract.ts'

/** Through which door somebody looks: signed in, or the public one. What the public door cannot do is null. */
export interface Door {
  readonly lang: Lang
  readonly base: '/directory' | '/open/directory'
  readonly zone: string | undefined
  /** The session's token; null at the public door. */
  readonly csrf: string | null
  /** Who may begin a request, and from which draft they come. */
  readonly drafts: { readonly own: string; readonly asks: boolean; readonly request: string | undefined } | null
}

/** The address of an answer. */
export function findHref({ base, drafts }: Pick<Door, 'base' | 'drafts'>, asked: Partial<FindQuery>): string {
  return hrefOf(`${base}/find`, { ...asked, request: drafts?.request })
}

/** Where a request to an authority begins, or where it is chosen for the draft that the asker comes from; null where neither may be. */
export function writeHref({ drafts }: Pick<Door, 'drafts'>, to: { readonly id: string; readonly takes: boolean }): string | null {
  if (drafts === null || !drafts.asks || !to.takes || to.id === drafts.own) return null
  if (drafts.request !== undefined) return hrefOf(`/requests/${drafts.request}/edit/counterpart`, { counterpart: to.id })
  return hrefOf('/requests/new', { counterpart: to.id })
}
