import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { tableLimits } from '@comity/documents'
import { ComityError } from '@comity/errors'
import { MAX_ASSET_ROWS, type AssetFilter, type AssetRow } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { listAssets } from './list-assets.ts'

/**
 * Everything that the list of assets shows this person under the filter, up to 50,000. One entry in the audit says who took how many.
 *
 * @throws ComityError `not-allowed`; `table-too-large` where more match.
 */
export async function exportAssets(
  ctx: Context,
  { filter, format }: { readonly filter: Omit<AssetFilter, 'after' | 'limit'>; readonly format: 'csv' | 'xlsx' },
): Promise<readonly AssetRow[]> {
  const office = officeFor(ctx.actor, 'read')
  const rows: AssetRow[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await listAssets(ctx.db, { actor: ctx.actor }, { ...filter, after, limit: MAX_ASSET_ROWS })
    rows.push(...page.rows)
    if (rows.length > tableLimits.rows)
      throw new ComityError('table-too-large', { values: { rows: tableLimits.rows, columns: tableLimits.columns } })
    after = page.next
  }
  const said = Object.entries(filter).filter(([, value]) => value !== undefined)
  await record(ctx, {
    act: 'assets.exported',
    subject: { kind: 'authority', id: office },
    details: { ...Object.fromEntries(said), format, rows: rows.length },
  })
  return rows
}
