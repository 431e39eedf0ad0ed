import type { Node, Viewer } from '@comity/accounts/contract'
import { z } from 'zod'
import type { Matter } from '../../contract.ts'
import { may } from '../../policy.ts'
import { getMatter } from '../../server.ts'
import { viewOf, type View } from '../view.ts'
import { sayOfMatters } from '../../matters/texts.ts'

export const OfMatter = z.strictObject({ id: z.uuid() })

/** Words of the pages of matters in the reader's language. */
export type SayOfMatters = ReturnType<typeof sayOfMatters>

/** A matter, who reads it and what they may do to it. */
export interface MatterScene {
  readonly view: View
  readonly t: SayOfMatters
  readonly matter: Matter
  /** Writes in it: it is open, and the reader's to write in. */
  readonly writes: boolean
  readonly assigns: boolean
  readonly closes: boolean
}

type Call = { readonly viewer: Viewer; readonly params: { readonly id: string } } & Parameters<typeof viewOf>[0]

/** @throws ComityError `matter-not-found`, `not-allowed`. */
export async function matterScene(node: Node, call: Call): Promise<MatterScene> {
  const matter = await getMatter(node.db, call.viewer, call.params.id)
  const { actor } = call.viewer
  return {
    view: viewOf(call),
    t: sayOfMatters(call.lang),
    matter,
    writes: matter.closedAt === null && may(actor, 'save-matter', matter),
    assigns: may(actor, 'assign-matter', matter),
    closes: may(actor, 'close-matter', matter),
  }
}
