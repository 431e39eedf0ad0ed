import type { Node, Viewer } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, EmptyState } from '@comity/ui'
import type { VNode } from 'preact'
import type { AssetRow } from '../contract.ts'
import { may } from '../policy.ts'
import { listAssets } from '../server.ts'
import { AssetTable } from './lists/asset-table.tsx'
import { viewOf, type View } from './view.ts'

/** Most assets that a panel shows; the list has them all. */
const shown = 20

/** Of whose page the panel is part: a request's or a matter's. */
export type PanelPlace = { readonly requestId: string } | { readonly matterId: string }

/** The assets of a request or matter, for its page; null for whom assets are nothing. */
export async function assetPanel(
  node: Node,
  call: { readonly lang: Lang; readonly viewer: Viewer },
  place: PanelPlace,
): Promise<VNode | null> {
  const view = viewOf(call)
  if (!view.may('read')) return null
  const { rows } = await listAssets(node.db, call.viewer, { ...place, limit: shown })
  return <AssetPanel view={view} rows={rows} place={place} />
}

/** Assets with the way to open another from the same place. */
export function AssetPanel({
  view,
  rows,
  place,
}: {
  readonly view: View
  readonly rows: readonly AssetRow[]
  readonly place: PanelPlace
}) {
  const { say } = view
  const query = new URLSearchParams({ ...place }).toString()
  return (
    <section aria-labelledby="assets">
      <h2 id="assets">{say('title')}</h2>
      <AssetTable view={view} rows={rows} more={{ empty: <EmptyState title={say('panel.empty')} /> }} />
      <ButtonRow>
        {view.may('open') && (
          <Button kind="secondary" href={`/assets/new?${query}`}>
            {say('new')}
          </Button>
        )}
        <Button kind="link" href={`/assets/totals?${query}`}>
          {say('totals')}
        </Button>
      </ButtonRow>
    </section>
  )
}

/** Most assets that one agreement on return names. */
const choosable = 50

/** The assets of a request to choose from in its forms; none for whom assets are nothing. */
export async function assetChoices(
  node: Node,
  viewer: Viewer,
  { id: requestId }: { readonly id: string },
): Promise<{ value: string; label: string }[]> {
  const { authorityId } = viewer.actor
  if (authorityId === null || !may(viewer.actor, 'read', authorityId)) return []
  const { rows } = await listAssets(node.db, viewer, { requestId, limit: choosable })
  return rows.map(({ id, description, value, currency }) => ({
    value: id,
    label: value === null ? description : `${description} (${value} ${currency})`,
  }))
}
