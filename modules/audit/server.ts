import type { Db } from '@comity/database'
import type { ModuleParts } from '@comity/accounts/contract'
import type { AuditAct, AuditContext } from './contract.ts'

/** Adds one entry to the tamper-evident record, in the caller's transaction: exactly one per operation. */
export declare function record(ctx: AuditContext, entry: AuditAct): Promise<void>

/** What `verifyAudit` found: the number of the last good entry, and where the record first fails. */
export interface AuditVerdict {
  readonly sound: boolean
  readonly entries: number
  readonly sealed: number
  readonly firstFault: { readonly sequence: number; readonly reason: 'missing' | 'commitment' | 'chain' } | null
  /** Head of the chain, hexadecimal: print it, and compare it later. */
  readonly head: string
}

/** Recomputes the whole chain from the rows. */
export declare function verifyAudit(db: Db): Promise<AuditVerdict>

export declare function auditModule(): ModuleParts
