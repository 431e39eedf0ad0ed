import type { Actor, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { DeadlineRule, RuleChange, RuleInForce } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { shippedRule } from '../rules/catalogue.ts'
import { insertRule, ruleForUpdate, rulesInForce, versionsOf } from '../store-rules.ts'

/** The rules in force in the viewer's office. @throws ComityError `not-allowed`. */
export function listRules(db: Db, actor: Actor): Promise<RuleInForce[]> {
  return rulesInForce(db, officeFor(actor, 'read'))
}

/** Every version of one rule, newest first. @throws ComityError `deadline-rule-not-found`, `not-allowed`. */
export async function ruleHistory(db: Db, actor: Actor, id: string): Promise<RuleInForce[]> {
  const versions = await versionsOf(db, officeFor(actor, 'read'), id)
  if (versions.length === 0) throw new ComityError('deadline-rule-not-found')
  return versions
}

/**
 * Changes a rule for all counterparts or for one. Clocks that run keep the rule with which they started.
 *
 * @throws ComityError `deadline-rule-not-found`; `not-allowed`; `bad-input` where nothing would start the clock's count.
 */
export async function changeRule(ctx: Context, { id, ...change }: RuleChange & { readonly id: string }): Promise<RuleInForce> {
  const authorityId = officeFor(ctx.actor, 'change-rule')
  const counterpart = change.counterpart ?? ''
  const before = await ruleForUpdate(ctx.db, { authorityId, ruleId: id, counterpart })
  if (before === null) throw new ComityError('deadline-rule-not-found')
  const { counterpart: _, reason, ...given } = change
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return save(ctx, { rule: { ...before.rule, ...named }, version: before.version + 1, counterpart, reason })
}

/**
 * Adds a rule of the office's own.
 *
 * @throws ComityError `conflict` where that id is taken; `not-allowed`; `bad-input`.
 */
export async function addRule(
  ctx: Context,
  input: { readonly rule: DeadlineRule; readonly counterpart: string | null; readonly reason: string },
): Promise<RuleInForce> {
  const authorityId = officeFor(ctx.actor, 'change-rule')
  const counterpart = input.counterpart ?? ''
  if ((await ruleForUpdate(ctx.db, { authorityId, ruleId: input.rule.id, counterpart })) !== null)
    throw new ComityError('conflict', { problems: [{ path: 'rule.id', message: 'taken' }] })
  if (input.rule.title === null) throw new ComityError('bad-input', { problems: [{ path: 'rule.title', message: 'needed' }] })
  return save(ctx, { rule: input.rule, version: 1, counterpart, reason: input.reason })
}

interface NewVersion {
  readonly rule: DeadlineRule
  readonly version: number
  readonly counterpart: string
  readonly reason: string
}

async function save(ctx: Context, { rule, version, counterpart, reason }: NewVersion): Promise<RuleInForce> {
  const authorityId = officeFor(ctx.actor, 'change-rule')
  if (rule.length === null && !rule.takesGivenDate)
    throw new ComityError('bad-input', { problems: [{ path: 'length', message: 'needed' }] })
  await insertRule(ctx.db, {
    authority_id: authorityId,
    rule_id: rule.id,
    counterpart,
    version,
    rule,
    reason,
    changed_at: ctx.now,
    changed_by: ctx.actor.id,
    changed_by_name: ctx.actor.name,
  })
  await record(ctx, {
    act: 'deadline-rule.changed',
    subject: { kind: 'deadline-rule', id: rule.id },
    details: { version, counterpart: counterpart === '' ? null : counterpart },
  })
  return {
    rule,
    version,
    counterpart: counterpart === '' ? null : counterpart,
    shipped: shippedRule(rule.id) !== null,
    changedAt: ctx.now.toISOString(),
    changedBy: ctx.actor.name,
    reason,
  }
}
