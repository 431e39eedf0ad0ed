import type { Actor } from '@comity/accounts/contract'
import type { Exhibit, Matter, Request } from '../contract.ts'
import { SearchFilter } from '../contract.ts'
import * as history from '../drafting/history.ts'
import * as presence from '../drafting/presence.ts'
import * as translate from '../drafting/translate.ts'
import { exportRequests } from '../export/export-requests.ts'
import * as exhibitFiles from '../matters/exhibit-files.ts'
import * as exhibits from '../matters/exhibits.ts'
import * as links from '../matters/links.ts'
import * as life from '../matters/matter-life.ts'
import * as place from '../matters/place-request.ts'
import * as reconciling from '../matters/reconcile.ts'
import * as survey from '../matters/survey.ts'
import * as door from '../operations.ts'
import { searchAll } from '../search/search-all.ts'
import type { Office } from '../testing-office.ts'

export type Attempt = (actor: Actor) => Promise<unknown>
export type Attempts = Readonly<Record<string, Attempt>>

/** What the attempts aim at: all of one office. */
export interface Targets {
  readonly office: Office
  readonly matter: Matter
  readonly other: Matter
  readonly exhibit: Exhibit
  readonly draft: Request
}

/** Operations that the rooms beside `operations/` have; the wall wants an attempt for each. */
export const namesOfRooms = Object.entries({
  ...history,
  ...translate,
  ...exhibitFiles,
  ...exhibits,
  ...links,
  ...life,
  ...place,
  ...reconciling,
  ...survey,
  onDraft: presence.onDraft,
  searchAll,
  exportRequests,
}).flatMap(([name, exported]) => (typeof exported === 'function' ? [name] : []))

/** Every operation of search, drafting and matters that reads. */
export function readsOfRooms({ office, matter, exhibit, draft }: Targets): Attempts {
  const { node } = office
  const { db } = node
  const names = { lang: 'en' as const, names: new Map(), staff: new Map(), origin: node.facts.origin }
  return {
    recordOf: (actor) => door.recordOf(db, { actor }, draft.id, '2026-03-02'),
    searchAll: (actor) => searchAll(db, { actor }, SearchFilter.parse({ text: 'secret' })),
    exportRequests: (actor) => office.as(actor, (ctx) => exportRequests(ctx, { filter: {}, format: 'csv', words: names })),
    draftHistory: (actor) => history.draftHistory(db, { actor }, draft.id, { limit: 20 }),
    translationsInWork: (actor) => translate.translationsInWork(db, { actor }, draft.id),
    readExhibitFile: (actor) =>
      exhibitFiles.readExhibitFile(node, { actor }, { matterId: matter.id, sha256: exhibit.file?.sha256 ?? '' }),
    takeableDocuments: (actor) => exhibitFiles.takeableDocuments(db, { actor }, matter.id),
    linksOfMatter: (actor) => links.linksOfMatter(db, { actor }, matter.id),
    surveyMatter: (actor) => survey.surveyMatter(db, { actor }, matter.id),
    wholeSurvey: (actor) => survey.wholeSurvey(db, { actor }, matter.id),
    laggardsOfMatter: (actor) => reconciling.laggardsOfMatter(db, { actor }, matter.id),
    differencesOfRequest: (actor) => reconciling.differencesOfRequest(db, { actor }, draft.id),
  }
}

/** Every operation of drafting and letters that changes, or that only who may change is shown. */
export function changesOfDrafting({ office, draft }: Targets): Attempts {
  const requestId = draft.id
  const of = { requestId, language: 'ar' }
  const on = '2026-03-02'
  return {
    checkGates: (actor) =>
      office.as(actor, (ctx) => door.checkGates(ctx, { requestId, act: 'withdraw', input: { reasons: 'no reason' } })),
    undoLast: (actor) => office.as(actor, (ctx) => door.undoLast(ctx, { requestId })),
    noteSending: (actor) => office.as(actor, (ctx) => door.noteSending(ctx, { requestId, sequence: 1, on, channel: 'post' })),
    noteDelivery: (actor) => office.as(actor, (ctx) => door.noteDelivery(ctx, { requestId, sequence: 1, on })),
    restoreEdit: (actor) => office.as(actor, (ctx) => history.restoreEdit(ctx, { requestId, revision: 1, change: 0 })),
    onDraft: (actor) => presence.onDraft(office.node, { actor }, requestId),
    translationDraft: (actor) => translate.translationDraft(office.node.db, { actor }, of),
    saveTranslation: (actor) =>
      office.as(actor, (ctx) => translate.saveTranslation(ctx, { ...of, texts: { subject: 'x' }, was: {} })),
    certifyTranslation: (actor) =>
      office.as(actor, (ctx) =>
        translate.certifyTranslation(ctx, { ...of, translatedBy: 'x', translatedOn: on, operative: false }),
      ),
  }
}

/** Every operation that changes a matter, or what a request has of it. */
export function changesOfMatters({ office, matter, other, exhibit, draft }: Targets): Attempts {
  const matterId = matter.id
  const of = { matterId, exhibitId: exhibit.id }
  const said = { kind: 'other' as const, description: 'Taken' }
  const bytes = new TextEncoder().encode('%PDF-1.7')
  const reasons = 'no reason'
  return {
    addExhibit: (actor) => office.as(actor, (ctx) => exhibits.addExhibit(ctx, { matterId, ...said })),
    saveExhibit: (actor) => office.as(actor, (ctx) => exhibits.saveExhibit(ctx, { ...of, ...said, label: 'X', revision: 0 })),
    fileExhibit: (actor) =>
      office.as(actor, (ctx) =>
        exhibits.fileExhibit(ctx, { ...of, file: { name: 'x.pdf', mediaType: 'application/pdf', bytes } }),
      ),
    removeExhibit: (actor) => office.as(actor, (ctx) => exhibits.removeExhibit(ctx, of)),
    restoreExhibit: (actor) => office.as(actor, (ctx) => exhibits.restoreExhibit(ctx, of)),
    attachExhibit: (actor) => office.as(actor, (ctx) => exhibitFiles.attachExhibit(ctx, { ...of, requestId: draft.id })),
    linkMatter: (actor) => office.as(actor, (ctx) => links.linkMatter(ctx, { matterId, to: other.id, reason: reasons })),
    unlinkMatter: (actor) => office.as(actor, (ctx) => links.unlinkMatter(ctx, { matterId, to: other.id })),
    assignMatter: (actor) => office.as(actor, (ctx) => life.assignMatter(ctx, { matterId, assignee: null })),
    closeMatter: (actor) => office.as(actor, (ctx) => life.closeMatter(ctx, { matterId, reasons })),
    reopenMatter: (actor) => office.as(actor, (ctx) => life.reopenMatter(ctx, { matterId, reasons })),
    placeRequest: (actor) => office.as(actor, (ctx) => place.placeRequest(ctx, { requestId: draft.id, matterId: other.id })),
    reconcile: (actor) =>
      office.as(actor, (ctx) => reconciling.reconcile(ctx, { requestId: draft.id, everything: 'to-request' })),
  }
}
