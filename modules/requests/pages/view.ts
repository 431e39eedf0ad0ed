import type { Viewer } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { may } from '../policy.ts'
import { sayIn, type Say } from './texts.ts'

/** What every component of a page needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  /** The IANA zone in which the reader reads times; days of the calendar have none. */
  readonly zone: string
  readonly csrf: string
  /** May open matters and draft requests; others are not shown the buttons. */
  readonly writes: boolean
  /** May say that what arrived was opened. */
  readonly opens: boolean
  /** May register what came or went outside the network. */
  readonly registers: boolean
}

export function viewOf(call: { readonly lang: Lang; readonly viewer: Viewer }): View {
  const { actor, csrf } = call.viewer
  const allowed = (act: 'draft' | 'open' | 'register') =>
    actor.authorityId !== null && may(actor, act, { ownAuthority: actor.authorityId })
  return {
    lang: call.lang,
    say: sayIn(call.lang),
    zone: call.viewer.timeZone ?? 'UTC',
    csrf,
    writes: allowed('draft'),
    opens: allowed('open'),
    registers: allowed('register'),
  }
}
