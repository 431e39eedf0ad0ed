import type { Viewer } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { sayIn, type Say } from './texts.ts'

/** What every component of a page needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  readonly csrf: string
}

export function viewOf(call: { readonly lang: Lang; readonly viewer: Viewer }): View {
  return { lang: call.lang, say: sayIn(call.lang), csrf: call.viewer.csrf }
}
