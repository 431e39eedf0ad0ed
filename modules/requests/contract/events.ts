import type { AuthorityId } from '@comity/accounts/contract'
import type { Attachment } from '@comity/exchange/contract'
import type { Request } from './request.ts'

/** A step of a request, told in the transaction that makes it: an own act, or what arrived from the other side. */
export interface RequestStepped {
  /** The request after the step, without what depends on who looks. */
  readonly request: Omit<Request, 'nextSteps'>
  /** Who may see it: see `sightOf`. */
  readonly access: readonly string[]
  /** The own act, the kind of the dossier that arrived, or what a receipt says of one of our own (`delivered`, `opened` …). */
  readonly act: string
  readonly side: 'ours' | 'theirs'
  /** The dossier's kind; null for what never leaves the house. */
  readonly kind: string | null
  readonly body: unknown
  readonly attachments: readonly Attachment[]
  readonly dossierId: string | null
  /** The day on which it happened outside the network, where that was before it was registered here. */
  readonly on?: string
  readonly by: { readonly id: string; readonly name: string; readonly authorityId: AuthorityId | null }
}

declare module '@comity/accounts/contract' {
  interface EventRegistry {
    'request-stepped': RequestStepped
    /** Requests of an import that was taken back: they leave the register as if they had not been there, in this transaction. */
    'requests-removed': { readonly requestIds: readonly string[] }
  }
}
