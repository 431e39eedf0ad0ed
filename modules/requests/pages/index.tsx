import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { addExports } from '../export/export-routes.ts'
import { addArrivalPage } from '../off-network/arrival-page.tsx'
import { addLetterPages } from '../off-network/letters/letters-page.tsx'
import { addRegisterPage } from '../off-network/register-page.tsx'
import { addDesk } from './desk.tsx'
import { addAttachments } from './draft/attachments.tsx'
import { addCheck } from './draft/check.tsx'
import { addCounterpart } from './draft/counterpart.tsx'
import { addOverview } from './draft/overview.tsx'
import { addSections } from './draft/sections.tsx'
import { addHistory } from './draft/history.tsx'
import { addPrintPage } from './draft/print-page.tsx'
import { addTranslationPage } from './draft/translation-page.tsx'
import { addTranslationPart } from './draft/translation-part.tsx'
import { addTranslations } from './draft/translations.tsx'
import { addImportPages } from './import/import-pages.tsx'
import { addItemPages } from './items/add-item-pages.tsx'
import { draftOwner, matterOwner } from './items/owners.ts'
import { addBulkPages } from './work/bulk-pages.tsx'
import { addFilterPages } from './work/filter-pages.tsx'
import { addMyWork } from './work/my-work-page.tsx'
import { addTriage } from './work/triage-page.tsx'
import { addSearchPage } from './search/search-page.tsx'
import { addRequestLists } from './lists/request-lists.tsx'
import { addMatterList } from './matters/matter-list.tsx'
import { addMatterForms } from './matters/matter-pages.tsx'
import { addMatterExports } from '../matters/matter-exports.ts'
import { addDifferencePages } from './matters/difference-pages.tsx'
import { addExhibitPages } from './matters/exhibit-pages.tsx'
import { addLifePages } from './matters/life-pages.tsx'
import { addLinkPages } from './matters/link-pages.tsx'
import { addMatterView } from './matters/matter-view.tsx'
import { addPlacePage } from './matters/place-page.tsx'
import { addNewRequest } from './new-request.tsx'
import { addRequestPage, type RequestPanel } from './request/request-page.tsx'
import { addUndo } from './request/undo.tsx'
import { addAssign } from './steps/assign.tsx'
import { addReview } from './steps/review.tsx'
import { addSend } from './steps/send.tsx'
import { addSendResult } from './steps/send-result.tsx'
import { addActPages } from './steps/act-pages.tsx'
import type { Ledger } from './steps/assets.tsx'
import { addSteps } from './steps/steps.tsx'
import { addAnew } from './threads/anew.tsx'
import { addSupplement } from './threads/supplements.tsx'

export { authorityName } from './authorities.ts'
export { actName, dossierKindName, requestWord } from './texts.ts'
export type { RequestPanel } from './request/request-page.tsx'
export type { Ledger } from './steps/assets.tsx'

/** What modules above give to these pages: what they show on the page of a request, and the assets that its forms let choose from. */
export interface MorePages {
  readonly panels?: readonly RequestPanel[]
  readonly ledger?: Ledger
}

/** Adds every page of matters and requests, and the desk at `/`. All are server-rendered and work without JavaScript. */
export function registerPages(app: App, node: Node, { panels = [], ledger }: MorePages = {}): void {
  addMyWork(app, node)
  addDesk(app, node)
  addMatterList(app, node)
  addMatterForms(app, node)
  addMatterView(app, node)
  addExhibitPages(app, node)
  addLinkPages(app, node)
  addLifePages(app, node)
  addDifferencePages(app, node)
  addPlacePage(app, node)
  addMatterExports(app, node)
  addItemPages(app, node, matterOwner)
  addSearchPage(app, node)
  addRequestLists(app, node)
  addTriage(app, node)
  addBulkPages(app, node)
  addFilterPages(app, node)
  addExports(app, node)
  addImportPages(app, node)
  addNewRequest(app, node)
  addRegisterPage(app, node)
  addArrivalPage(app, node)
  addLetterPages(app, node)
  addUndo(app, node)
  addOverview(app, node)
  addCounterpart(app, node)
  addSections(app, node)
  addItemPages(app, node, draftOwner)
  addAttachments(app, node)
  addCheck(app, node)
  addTranslations(app, node)
  addTranslationPage(app, node)
  addTranslationPart(app, node)
  addHistory(app, node)
  addPrintPage(app, node)
  addRequestPage(app, node, panels)
  addSupplement(app, node)
  addAnew(app, node)
  addReview(app, node)
  addSend(app, node)
  addAssign(app, node)
  addSteps(app, node)
  addActPages(app, node, ledger)
  addSendResult(app, node)
}
