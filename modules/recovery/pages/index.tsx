import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { addAssetPage } from './asset/asset-page.tsx'
import { addAssetList } from './lists/asset-list.tsx'
import { addTotals } from './lists/totals.tsx'
import { addNewAsset } from './new-asset.tsx'
import { addRates } from './rates.tsx'
import { addSmallForms } from './small-forms.tsx'
import { addDistributePage } from './steps/distribute-page.tsx'
import { addStepPages } from './steps/step-page.tsx'

export { AssetPanel, assetChoices, assetPanel } from './asset-panel.tsx'
export { assetActName, assetColumnName } from './texts.ts'
export type { PanelPlace } from './asset-panel.tsx'

/** Adds every page of the asset ledger. All are server-rendered and work without JavaScript. */
export function registerPages(app: App, node: Node): void {
  addAssetList(app, node)
  addTotals(app, node)
  addRates(app, node)
  addNewAsset(app, node)
  addAssetPage(app, node)
  addStepPages(app, node)
  addDistributePage(app, node)
  addSmallForms(app, node)
}
