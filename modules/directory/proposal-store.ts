import type { Db } from '@comity/database'
import type { Selectable } from 'kysely'
import { Proposal } from './contract.ts'
import type { DirectoryTables, ProposalRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

type NewProposal = Omit<
  Selectable<ProposalRow>,
  'names' | 'warnings' | 'differences' | 'state' | 'decided_by' | 'decided_by_name' | 'decided_at'
> & {
  names: string
  warnings: string
  differences?: string
}

export async function addProposal(db: Db, proposal: NewProposal): Promise<void> {
  await tables(db)
    .insertInto('directory.proposal')
    .values({ ...proposal, state: 'proposed' })
    .execute()
}

/** The proposal, held until the transaction ends. */
export function proposalForUpdate(db: Db, id: string): Promise<Selectable<ProposalRow> | undefined> {
  return tables(db).selectFrom('directory.proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The bytes of what is proposed. */
export async function proposedContents(db: Db, id: string): Promise<Uint8Array | null> {
  const row = await tables(db).selectFrom('directory.proposal').select('contents').where('id', '=', id).executeTakeFirst()
  return row?.contents ?? null
}

/** The proposed contents with more signatures. */
export async function keepSignatures(
  db: Db,
  id: string,
  signed: { readonly contents: Uint8Array; readonly signatures: number },
): Promise<void> {
  await tables(db).updateTable('directory.proposal').set(signed).where('id', '=', id).execute()
}

export async function decideProposal(
  db: Db,
  id: string,
  decision: { state: 'published' | 'rejected' | 'overtaken'; by: string; byName: string; at: Date },
): Promise<void> {
  await tables(db)
    .updateTable('directory.proposal')
    .set({ state: decision.state, decided_by: decision.by, decided_by_name: decision.byName, decided_at: decision.at })
    .where('id', '=', id)
    .execute()
}

/** Other proposals for a version that is now published: they can no longer be approved. Gives which they were. */
export async function overtakeProposals(db: Db, version: number, at: Date): Promise<string[]> {
  const rows = await tables(db)
    .updateTable('directory.proposal')
    .set({ state: 'overtaken', decided_at: at })
    .where('state', '=', 'proposed')
    .where('version', '<=', version)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function latestProposals(db: Db, limit: number): Promise<Proposal[]> {
  const rows = await tables(db)
    .selectFrom('directory.proposal')
    // Not the contents, which are megabytes each.
    .select(shown)
    .orderBy('proposed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(proposalOf)
}

const shown = [
  'id',
  'version',
  'authority_id',
  'names',
  'change',
  'fingerprint',
  'state',
  'proposed_by',
  'proposed_by_name',
  'proposed_at',
  'decided_by_name',
  'decided_at',
  'warnings',
  'reason',
  'signatures',
  'differences',
] as const

export function proposalOf(row: Pick<Selectable<ProposalRow>, (typeof shown)[number]>): Proposal {
  return Proposal.parse({
    id: row.id,
    version: row.version,
    authorityId: row.authority_id,
    names: row.names,
    change: row.change,
    fingerprint: row.fingerprint,
    state: row.state,
    proposedBy: row.proposed_by,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    warnings: row.warnings,
    reason: row.reason,
    signatures: row.signatures,
    differences: row.differences,
  })
}
