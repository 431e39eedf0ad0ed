import { setImmediate as breathe } from 'node:timers/promises'
import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { csvLines, tableLimits } from '@comity/documents'
import { ComityError } from '@comity/errors'
import type { RequestFilter } from '../contract.ts'
import { sightFor } from '../policy.ts'
import { requestRows } from '../store-lists.ts'
import { cellsOf, exportColumns, headingOf, type RowWords } from './present-row.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What is exported: the filter of a list without its paging. */
export type ExportFilter = Omit<RequestFilter, 'after' | 'limit'>

/** A list read for an export, in its order. */
export interface ExportedList {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Read at a time: the node does other work between two pages. */
const PAGE_ROWS = 1_000

/**
 * Reads everything that a list shows this person under the filter, up to 50,000 requests. One entry in the audit says who took how many.
 *
 * @throws ComityError `not-allowed`; `table-too-large` where more match.
 */
export async function exportRequests(
  ctx: Context,
  { filter, format, words }: { readonly filter: ExportFilter; readonly format: ExportFormat; readonly words: RowWords },
): Promise<ExportedList> {
  const sight = sightFor(ctx.actor)
  const rows: string[][] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await requestRows(ctx.db, sight, { ...filter, after, limit: PAGE_ROWS })
    rows.push(...page.rows.map((row) => cellsOf(row, words)))
    if (rows.length > tableLimits.rows)
      throw new ComityError('table-too-large', { values: { rows: tableLimits.rows, columns: exportColumns.length } })
    after = page.next
  }
  const said = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.length : value] as const],
  )
  await record(ctx, {
    act: 'requests.exported',
    subject: { kind: 'authority', id: ctx.actor.authorityId ?? ctx.node.facts.authorityId },
    details: { ...Object.fromEntries(said), format, rows: rows.length },
  })
  return { header: headingOf(words.lang), rows }
}

/** The list as CSV in UTF-8, made piece by piece so that nobody waits for it. */
export async function csvOf({ header, rows }: ExportedList): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = [`\uFEFF${csvLines([header])}`]
  for (let from = 0; from < rows.length; from += PAGE_ROWS) {
    pieces.push(csvLines(rows.slice(from, from + PAGE_ROWS)))
    await breathe()
  }
  return new TextEncoder().encode(pieces.join(''))
}
