import type { Actor, Viewer } from '@comity/accounts/contract'
import type { Node } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { may, type Act } from '../policy.ts'
import { sayIn, type Say } from './texts.ts'

/** What every component of a page needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  readonly csrf: string
  readonly actor: Actor
  readonly may: (act: Act) => boolean
}

export function viewOf(call: { readonly lang: Lang; readonly viewer: Viewer }): View {
  const { actor, csrf } = call.viewer
  const allowed = (act: Act): boolean => actor.authorityId !== null && may(actor, act, actor.authorityId)
  return { lang: call.lang, say: sayIn(call.lang), csrf, actor, may: allowed }
}

/** The day on this node (UTC), as steps are dated with. */
export function dayOf(node: Pick<Node, 'world'>): string {
  return node.world.clock.now().toISOString().slice(0, 10)
}

/** The crumb that every page of an asset begins with. */
export function assetsCrumb(say: Say): { readonly text: string; readonly href: string } {
  return { text: say('title'), href: '/assets' }
}

export function crumbsOf(say: Say, asset: { readonly id: string; readonly description: string }) {
  return [assetsCrumb(say), { text: asset.description, href: `/assets/${asset.id}` }]
}
