import type { Viewer } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { may } from '../policy.ts'
import { sayIn, type Say } from './texts.ts'

/** What every component of a page needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  readonly csrf: string
  /** May open matters and draft requests; others are not shown the buttons. */
  readonly writes: boolean
  /** Heads approve, send and decide; others see that it waits for them. */
  readonly heads: boolean
}

export function viewOf(call: { readonly lang: Lang; readonly viewer: Viewer }): View {
  const { actor, csrf } = call.viewer
  const writes = actor.authorityId !== null && may(actor, 'draft', { ownAuthority: actor.authorityId })
  return { lang: call.lang, say: sayIn(call.lang), csrf, writes, heads: actor.roles.includes('head') }
}
