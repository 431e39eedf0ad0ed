import type { AuthorityId, Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { ImportReport, InstrumentStatus } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { differences, toldOneByOne } from '../rules/differences.ts'
import { emptyListing, type WholeDirectory } from '../rules/entry.ts'
import { everyState } from '../rules/reference.ts'
import { readStatusTable, type StatusRow } from '../rules/status-table.ts'
import { standingForUpdate } from '../store.ts'
import { proposeContents } from './propose-contents.ts'
import { nextEdition, wholeInForce } from './whole-directory.ts'

/**
 * Imports where States stand under instruments. A dry run only reports. Otherwise, where every row holds, what changes becomes a proposal
 * of the next directory, which a second person publishes; a State that the directory did not list is listed with it.
 *
 * @throws ComityError `not-allowed`, `import-invalid` with line and column of all that does not hold
 */
export async function importStatus(
  ctx: Context,
  publisher: AuthorityId | null,
  { table, dryRun, reason }: { readonly table: string; readonly dryRun: boolean; readonly reason?: string | undefined },
): Promise<ImportReport> {
  mustMay(ctx.actor, 'propose', { publisher, proposedBy: null })
  await standingForUpdate(ctx.db)
  const { whole, contents, before } = await wholeInForce(ctx.db)
  const states = everyState(whole.states)
  const { rows, problems } = readStatusTable(table, {
    register: whole.register,
    states,
    today: ctx.now.toISOString().slice(0, 10),
  })
  const next = withStatuses(whole, rows)
  const changed = statusDifferences(whole, next)
  const report = { rows: rows.length, changed: changed.length, problems: [...problems], proposal: null }
  if (dryRun) return report
  if (problems.length > 0)
    throw new ComityError('import-invalid', {
      problems: problems.map(({ line, column, problem }) => ({ path: `${line}`, message: `${column}: ${problem}` })),
    })
  const [first] = rows
  if (first === undefined || changed.length === 0) return report
  const proposal = await proposeContents(ctx, {
    ...nextEdition(ctx, next, { contents, before }),
    change: 'content',
    about: first.state,
    names: states.find(({ code }) => code === first.state)?.names ?? { en: first.state },
    fingerprint: '',
    differences: toldOneByOne(changed),
    warnings: [],
    reason: reason ?? null,
  })
  return { ...report, proposal }
}

function withStatuses(whole: WholeDirectory, rows: readonly StatusRow[]): WholeDirectory {
  const known = everyState(whole.states)
  const listings = new Map(whole.listings)
  const codes = new Set(whole.states.map(({ code }) => code))
  for (const { state, status } of rows) {
    const listing = listings.get(state) ?? emptyListing(state)
    listings.set(state, { ...listing, facts: { ...listing.facts, instruments: withStatus(listing.facts.instruments, status) } })
    codes.add(state)
  }
  return { ...whole, listings, states: known.filter(({ code }) => codes.has(code)) }
}

function withStatus(all: readonly InstrumentStatus[], status: InstrumentStatus): InstrumentStatus[] {
  const others = all.filter(({ instrument }) => instrument !== status.instrument)
  return [...others, status].sort((a, b) => (a.instrument < b.instrument ? -1 : 1))
}

function statusDifferences(before: WholeDirectory, after: WholeDirectory) {
  return after.states.flatMap(({ code }) =>
    differences(before.listings.get(code)?.facts.instruments ?? [], after.listings.get(code)?.facts.instruments ?? []).map(
      (one) => ({
        ...one,
        path: `${code}: ${one.path}`.slice(0, 300),
      }),
    ),
  )
}
