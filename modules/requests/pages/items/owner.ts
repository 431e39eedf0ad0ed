import type { Node, Viewer } from '@comity/accounts/contract'
import type { Breadcrumb } from '@comity/http'
import type { DraftContent, OnDraft } from '../../contract.ts'
import type { ListSection } from '../form/sections.ts'
import type { Say } from '../texts.ts'

/** The lists of a draft or of a matter. */
export type Lists = Pick<DraftContent, ListSection>

/** What holds lists of persons, property, offences or measures, as the pages of their items need it. */
export interface Owner {
  readonly lists: Lists
  /** Where the lists are edited: `/requests/…/edit`. */
  readonly editUrl: string
  /** Where the way goes on after one of the lists. */
  after(section: ListSection): string
  readonly current: string
  /** Who else has it open. */
  readonly others: readonly OnDraft[]
  readonly breadcrumbs: (say: Say) => readonly Breadcrumb[]
  /** @throws ComityError `request-changed-meanwhile`. */
  save(lists: Lists): Promise<void>
}

/** A kind of owner: its address and how one is loaded for a viewer. */
export interface OwnerKind {
  /** Begins every page: `/requests/:id/edit`. */
  readonly url: string
  readonly sections: readonly ListSection[]
  load(node: Node, viewer: Viewer, id: string): Promise<Owner>
}
