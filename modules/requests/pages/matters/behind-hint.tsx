import type { Node, Viewer } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { InsetText } from '@comity/ui'
import type { VNode } from 'preact'
import type { Matter, Request } from '../../contract.ts'
import { differencesOfRequest, unsentStates } from '../../matters/reconcile.ts'
import { sayOfMatters } from '../../matters/texts.ts'
import { getMatter } from '../../server.ts'

interface Call {
  readonly viewer: Viewer
  readonly lang: Lang
}

/** Tells on the page of a request that has not left that its matter was changed since; null where nothing was, or the reader may not see the matter. */
export async function behindHint(node: Node, { viewer, lang }: Call, request: Request): Promise<VNode | null> {
  if (!unsentStates.some((state) => state === request.state) || (await matterSeen(node, viewer, request.matterId)) === null)
    return null
  const differences = await differencesOfRequest(node.db, viewer, request.id)
  const count = differences.filter(({ changedIn }) => changedIn !== 'request').length
  if (count === 0) return null
  return (
    <InsetText tone="warning">
      <a href={`/requests/${request.id}/differences`}>{sayOfMatters(lang)('diff.hint', { count })}</a>
    </InsetText>
  )
}

/** The matter of a request; null where it has none, or the reader of the request may not see its matter. */
export async function matterSeen(node: Node, viewer: Viewer, matterId: string | null): Promise<Matter | null> {
  if (matterId === null) return null
  try {
    return await getMatter(node.db, viewer, matterId)
  } catch (error) {
    if (error instanceof ComityError && error.code === 'matter-not-found') return null
    throw error
  }
}
