import type { Breadcrumb } from '@comity/http'
import type { Request } from '../../contract.ts'
import type { Say } from '../texts.ts'

/** The way to a request: its list, then itself. */
export function requestCrumbs(say: Say, request: Request): Breadcrumb[] {
  return [
    { text: say(`nav.${request.direction}`), href: `/requests/${request.direction}` },
    { text: request.ownReference, href: `/requests/${request.id}` },
  ]
}

/** The way to a page of a draft. */
export function draftCrumbs(say: Say, draft: Request): Breadcrumb[] {
  return [...requestCrumbs(say, draft), { text: say('edit.title'), href: `/requests/${draft.id}/edit` }]
}
