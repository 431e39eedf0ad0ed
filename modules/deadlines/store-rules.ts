import type { Db } from '@comity/database'
import { DeadlineRule } from './contract.ts'
import type { RuleInForce } from './contract.ts'
import { shippedRule, shippedRules } from './rules/catalogue.ts'
import type { VersionedRule } from './rules/plan-clocks.ts'
import { tables } from './tables.ts'
import type { RuleRow } from './tables.ts'

/** The rules of an office as they hold against one counterpart: its own row goes before the row for all, that before what comes with Comity. */
export async function rulesAgainst(db: Db, authorityId: string, counterpart: string | null): Promise<VersionedRule[]> {
  const rows = await newestRows(db, authorityId)
  const held = rows.filter((row) => row.counterpart === '' || row.counterpart === counterpart)
  const best = new Map<string, VersionedRule>(shippedRules.map((rule) => [rule.id, { rule, version: 0 }]))
  for (const row of held.toSorted((a, b) => a.counterpart.localeCompare(b.counterpart)))
    best.set(row.rule_id, { rule: DeadlineRule.parse(row.rule), version: row.version })
  return [...best.values()]
}

/** Every rule in force: those for all counterparts, then those for one. */
export async function rulesInForce(db: Db, authorityId: string): Promise<RuleInForce[]> {
  const changed = (await newestRows(db, authorityId)).map(inForce)
  const general = changed.filter(({ counterpart }) => counterpart === null)
  const shipped = shippedRules.map((rule) => general.find((one) => one.rule.id === rule.id) ?? asShipped(rule))
  // A row that came with an earlier version, and that nothing starts any more, has no title of its own.
  const alive = ({ rule }: RuleInForce) => shippedRule(rule.id) !== null || rule.title !== null
  const own = general.filter((one) => shippedRule(one.rule.id) === null && alive(one))
  return [...shipped, ...own, ...changed.filter((one) => one.counterpart !== null && alive(one))]
}

/** Every version of one rule, newest first; the row as it comes with Comity last. */
export async function versionsOf(db: Db, authorityId: string, ruleId: string): Promise<RuleInForce[]> {
  const rows = await tables(db)
    .selectFrom('deadlines.rule')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('rule_id', '=', ruleId)
    .orderBy('changed_at', 'desc')
    .orderBy('version', 'desc')
    .limit(499)
    .execute()
  const shipped = shippedRule(ruleId)
  return [...rows.map(inForce), ...(shipped === null ? [] : [asShipped(shipped)])]
}

/** The rule as it holds for all counterparts or for one, which nobody else changes until this transaction ends. */
export async function ruleForUpdate(
  db: Db,
  of: { readonly authorityId: string; readonly ruleId: string; readonly counterpart: string },
): Promise<VersionedRule | null> {
  const rows = await tables(db)
    .selectFrom('deadlines.rule')
    .selectAll()
    .where('authority_id', '=', of.authorityId)
    .where('rule_id', '=', of.ruleId)
    .where('counterpart', 'in', [of.counterpart, ''])
    .orderBy('counterpart', 'desc')
    .orderBy('version', 'desc')
    .forUpdate()
    .execute()
  const [best] = rows
  const rule = best === undefined ? shippedRule(of.ruleId) : DeadlineRule.parse(best.rule)
  if (rule === null) return null
  return { rule, version: rows.find(({ counterpart }) => counterpart === of.counterpart)?.version ?? 0 }
}

export async function insertRule(db: Db, row: Omit<RuleRow, 'rule'> & { readonly rule: DeadlineRule }): Promise<void> {
  await tables(db)
    .insertInto('deadlines.rule')
    .values({ ...row, rule: JSON.stringify(row.rule) })
    .execute()
}

function newestRows(db: Db, authorityId: string) {
  return tables(db)
    .selectFrom('deadlines.rule')
    .selectAll()
    .distinctOn(['rule_id', 'counterpart'])
    .where('authority_id', '=', authorityId)
    .orderBy('rule_id')
    .orderBy('counterpart')
    .orderBy('version', 'desc')
    .execute()
}

function inForce(row: Omit<RuleRow, 'rule'> & { readonly rule: unknown }): RuleInForce {
  return {
    rule: DeadlineRule.parse(row.rule),
    version: row.version,
    counterpart: row.counterpart === '' ? null : row.counterpart,
    shipped: shippedRule(row.rule_id) !== null,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_name,
    reason: row.reason,
  }
}

function asShipped(rule: DeadlineRule): RuleInForce {
  return { rule, version: 0, counterpart: null, shipped: true, changedAt: null, changedBy: null, reason: null }
}
