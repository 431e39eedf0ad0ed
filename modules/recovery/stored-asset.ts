import { z } from 'zod'
import {
  AssetRow,
  Claim,
  Column,
  Disputed,
  Entry,
  EntryDetails,
  columns,
  type Asset,
  type AssetAct,
  type AssetRequest,
  type NextStep,
} from './contract.ts'
import { freezeOf } from './rules/freeze-of.ts'
import { type Movement, occupied, standingOf, type Standing, sumOf } from './rules/ledger.ts'
import { amountOf, amountText } from './rules/money.ts'
import { frozenColumns, heldColumns, transitions } from './rules/transitions.ts'
import type { AssetRecord, AssetRequestRecord } from './store/asset-store.ts'
import type { DisputedRecord } from './store/claim-store.ts'
import type { EntryRecord } from './store/entry-store.ts'
import type { ClaimTable } from './tables.ts'

/** An entry as it was stored; its parts are checked by the contract. */
export function entryOf(row: EntryRecord): Entry {
  return Entry.parse({
    id: row.id,
    sequence: row.sequence,
    act: row.act,
    from: row.from_column,
    to: row.to_column,
    amount: plain(row.amount),
    currency: row.currency,
    original: row.original,
    rate: row.rate,
    on: row.happened_on,
    valuation: row.valuation,
    legalBasis: row.legal_basis,
    details: EntryDetails.parse(row.details),
    side: row.side,
    state: row.state,
    requestId: row.request_id,
    requestReference: row.request_reference,
    dossierId: row.dossier_id,
    note: row.note,
    document: row.document,
    reverses: row.reverses,
    actorName: row.actor_name,
    at: row.at.toISOString(),
  })
}

/** `100.0000` of the database as `100.00`. */
function plain(amount: string | null): string | null {
  return amount === null ? null : amountText(amountOf(amount))
}

export function movementOf(entry: Pick<Entry, 'id' | 'from' | 'to' | 'amount' | 'reverses'>): Movement {
  const { id, from, to, reverses } = entry
  return { id, from, to, amount: entry.amount === null ? null : amountOf(entry.amount), reverses }
}

/** What of an asset's row follows from its ledger. */
export function derivedOf(entries: readonly Entry[]) {
  const standing = standingOf(entries.map(movementOf))
  const freeze = freezeOf(entries, isFrozen(standing))
  return {
    columns: occupied(standing),
    balances: JSON.stringify(Object.fromEntries([...standing.balances].map(([column, amount]) => [column, amountText(amount)]))),
    value: standing.balances.size === 0 ? null : amountText(sumOf(standing)),
    frozen_since: freeze?.since ?? null,
    frozen_until: freeze?.until ?? null,
    ends_on: freeze?.until ?? NO_END,
    last_sequence: entries.at(-1)?.sequence ?? 0,
  }
}

/** Sorts what has no end behind everything that has one. */
export const NO_END = '9999-12-31'

function isFrozen(standing: Standing): boolean {
  return occupied(standing).some((column) => frozenColumns.includes(column))
}

const Balances = z.partialRecord(Column, z.string())

/** The parts in the order of the table, which JSON does not keep. */
function balancesOf(stored: unknown): AssetRow['balances'] {
  const balances = Balances.parse(stored)
  return columns.flatMap((column) => (balances[column] === undefined ? [] : [{ column, amount: balances[column] }]))
}

export function toRow(row: AssetRecord): AssetRow {
  return AssetRow.parse({
    id: row.id,
    kind: row.kind,
    description: row.description,
    location: row.location,
    account: row.account,
    state: row.state,
    currency: row.currency,
    value: plain(row.value),
    columns: row.columns,
    balances: balancesOf(row.balances),
    frozenSince: row.frozen_since,
    frozenUntil: row.frozen_until,
    matterId: row.matter_id,
    disputed: row.disputed,
    changedAt: row.changed_at.toISOString(),
  })
}

/** Everything that belongs to an asset, as it was read. */
export interface AssetFile {
  readonly row: AssetRecord
  readonly entries: readonly EntryRecord[]
  readonly requests: readonly AssetRequestRecord[]
  readonly claims: readonly ClaimTable[]
  readonly disputes: readonly DisputedRecord[]
}

/** The asset as this person sees it, with the acts among `allowed` that are possible today. */
export function present(file: AssetFile, allowed: readonly AssetAct[], today: string): Asset {
  const entries = file.entries.map(entryOf)
  const standing = standingOf(entries.map(movementOf))
  const freeze = freezeOf(entries, isFrozen(standing))
  const expenses = standing.balances.get('expense') ?? 0n
  return {
    ...toRow(file.row),
    freeze,
    held: amountText(sumOf(standing, heldColumns)),
    expenses: amountText(expenses),
    requests: file.requests.map(toRequest),
    entries,
    claims: file.claims.map(toClaim),
    disputes: file.disputes.map(toDisputed),
    next: nextSteps(standing, allowed, freeze?.until ?? null, today),
    createdAt: file.row.created_at.toISOString(),
  }
}

function nextSteps(standing: Standing, allowed: readonly AssetAct[], until: string | null, today: string): NextStep[] {
  const there = occupied(standing)
  return transitions.flatMap(({ act, from, article }) => {
    if (!allowed.includes(act) || act === 'identify') return []
    if (act === 'lapse' && (until === null || until > today)) return []
    const possible = there.filter((column) => from.includes(column))
    return possible.length === 0 ? [] : [{ act, from: possible, article }]
  })
}

function toRequest(row: AssetRequestRecord): AssetRequest {
  return { requestId: row.request_id, direction: row.direction, reference: row.reference, counterpart: row.counterpart }
}

function toClaim(row: ClaimTable): Claim {
  return Claim.parse({
    id: row.id,
    claimant: row.claimant,
    article: row.article,
    grounds: row.grounds,
    amount: plain(row.amount),
    raisedOn: row.raised_on,
    state: row.state,
    decidedOn: row.decided_on,
    reasons: row.reasons,
  })
}

function toDisputed(row: DisputedRecord): Disputed {
  return Disputed.parse({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    reason: row.reason,
    told: row.told,
    counterpart: row.counterpart,
    requestId: row.request_id,
    requestReference: row.request_reference,
    dossierId: row.dossier_id,
    settledAt: row.settled_at?.toISOString() ?? null,
    settlement: row.settlement,
  })
}
