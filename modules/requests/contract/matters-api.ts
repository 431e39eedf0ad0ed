import { z } from 'zod'
import { Attachment } from '@comity/exchange/contract'
import type { Api } from '@comity/http'
import { MAX_CHOSEN } from './lists.ts'
import {
  AssignMatter,
  Difference,
  Laggard,
  LinkMatter,
  MatterLink,
  NewExhibit,
  Reconcile,
  SaveExhibit,
  Survey,
  SurveyPage,
  Takeable,
} from './matters.ts'
import { MAX_EXHIBITS, Matter, Request } from './request.ts'

/** Why a matter is closed or opened again. */
export const MatterReasons = z.strictObject({ reasons: z.string().trim().min(3).max(2000) })
const OfId = z.strictObject({ id: z.uuid() })
const OfExhibit = z.strictObject({ id: z.uuid(), exhibitId: z.uuid() })
const Links = z.strictObject({ links: z.array(MatterLink) })
/** Names the file of an exhibit that is written. */
export const NewExhibitFileAddress = OfExhibit.extend({ name: Attachment.shape.name })

/** The JSON API of matters beyond what they say. Files are bytes: `PUT /api/matters/:id/exhibits/:exhibitId/file/:name`, `GET /api/matters/:id/files/:sha256`. */
export const mattersApi = {
  addExhibit: {
    method: 'POST',
    url: '/api/matters/:id/exhibits',
    params: OfId,
    body: NewExhibit,
    response: Matter,
    summary: 'Adds an exhibit to a matter, or takes a document of one of its requests over as one',
  },
  saveExhibit: {
    method: 'PUT',
    url: '/api/matters/:id/exhibits/:exhibitId',
    params: OfExhibit,
    body: SaveExhibit,
    response: Matter,
    summary: 'Replaces what is said of an exhibit',
  },
  removeExhibit: {
    method: 'DELETE',
    url: '/api/matters/:id/exhibits/:exhibitId',
    params: OfExhibit,
    response: Matter,
    summary: 'Takes an exhibit away; it can be brought back',
  },
  restoreExhibit: {
    method: 'POST',
    url: '/api/matters/:id/exhibits/:exhibitId/restore',
    params: OfExhibit,
    response: Matter,
    summary: 'Brings an exhibit back',
  },
  attachExhibit: {
    method: 'POST',
    url: '/api/matters/:id/exhibits/:exhibitId/attach',
    params: OfExhibit,
    body: z.strictObject({ requestId: z.uuid() }),
    response: Request,
    summary: 'Attaches the file of an exhibit to a draft of the matter',
  },
  takeableDocuments: {
    method: 'GET',
    url: '/api/matters/:id/takeable',
    params: OfId,
    response: z.strictObject({ documents: z.array(Takeable).max(MAX_EXHIBITS) }),
    summary: 'Lists what came with the requests of a matter and is no exhibit yet',
  },
  linksOfMatter: {
    method: 'GET',
    url: '/api/matters/:id/links',
    params: OfId,
    response: Links,
    summary: 'Lists the matters that a matter is linked to',
  },
  linkMatter: {
    method: 'POST',
    url: '/api/matters/:id/links',
    params: OfId,
    body: LinkMatter,
    response: Links,
    summary: 'Links a matter to another, with the reason',
  },
  unlinkMatter: {
    method: 'DELETE',
    url: '/api/matters/:id/links/:to',
    params: z.strictObject({ id: z.uuid(), to: z.uuid() }),
    response: Links,
    summary: 'Takes a link between two matters away',
  },
  assignMatter: {
    method: 'POST',
    url: '/api/matters/:id/assign',
    params: OfId,
    body: AssignMatter,
    response: Matter,
    summary: 'Says who has a matter and who sees it',
  },
  closeMatter: {
    method: 'POST',
    url: '/api/matters/:id/close',
    params: OfId,
    body: MatterReasons,
    response: Matter,
    summary: 'Closes a matter none of whose requests is open',
  },
  reopenMatter: {
    method: 'POST',
    url: '/api/matters/:id/reopen',
    params: OfId,
    body: MatterReasons,
    response: Matter,
    summary: 'Opens a closed matter again',
  },
  surveyMatter: {
    method: 'GET',
    url: '/api/matters/:id/survey',
    params: OfId,
    query: SurveyPage,
    response: Survey,
    summary: 'Shows what was sent where, what is owed by whom, and what came back',
  },
  laggardsOfMatter: {
    method: 'GET',
    url: '/api/matters/:id/drafts',
    params: OfId,
    response: z.strictObject({ drafts: z.array(Laggard).max(MAX_CHOSEN) }),
    summary: 'Lists the drafts of a matter, and how far each lags behind it',
  },
  differencesOfRequest: {
    method: 'GET',
    url: '/api/requests/:id/differences',
    params: OfId,
    response: z.strictObject({ differences: z.array(Difference) }),
    summary: 'Shows what a request and its matter say differently',
  },
  reconcile: {
    method: 'POST',
    url: '/api/requests/:id/reconcile',
    params: OfId,
    body: Reconcile,
    response: Request,
    summary: 'Takes differences over into a draft or into its matter, or keeps them',
  },
  placeRequest: {
    method: 'POST',
    url: '/api/requests/:id/matter',
    params: OfId,
    body: z.strictObject({ matterId: z.uuid().nullable() }),
    response: Request,
    summary: 'Puts a request into a matter, moves it, or takes it out',
  },
} as const satisfies Api
