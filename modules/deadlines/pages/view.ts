import type { Actor, Node, Viewer } from '@comity/accounts/contract'
import { peerFacts } from '@comity/directory/server'
import type { Lang } from '@comity/i18n'
import { may, type Act } from '../policy.ts'
import type { Calendars } from '../rules/calendar.ts'
import { sayIn, type Say } from '../texts.ts'

/** What every component of a page needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  readonly csrf: string
  readonly actor: Actor
  readonly may: (act: Act) => boolean
  /** Names of authorities by id; an id that is not there stands for itself. */
  readonly names: ReadonlyMap<string, string>
}

/** A page's surroundings: the node and its calendars. */
export interface Place {
  readonly node: Node
  readonly calendars: Calendars
}

/** The view with the names of these authorities in the reader's language. */
export async function viewOf(
  node: Node,
  call: { readonly lang: Lang; readonly viewer: Viewer },
  authorities: readonly (string | null)[] = [],
): Promise<View> {
  const { actor, csrf } = call.viewer
  const names = new Map<string, string>()
  for (const id of new Set(authorities)) {
    const facts = id === null ? null : await peerFacts(node.db, id)
    if (facts !== null) names.set(facts.authority.id, facts.authority.names[call.lang] ?? facts.authority.names.en)
  }
  return { lang: call.lang, say: sayIn(call.lang), csrf, actor, may: (act) => may(actor, act), names }
}

/** Who asks, when, and by which calendars: what every reading operation takes. */
export function readingOf({ node, calendars }: Place, viewer: Pick<Viewer, 'actor'>) {
  return { db: node.db, actor: viewer.actor, now: node.world.clock.now(), calendars }
}

export function deadlinesCrumb(say: Say): { readonly text: string; readonly href: string } {
  return { text: say('title'), href: '/deadlines' }
}
