import { z } from 'zod'
import type { Db } from '@comity/database'
import type { Api, Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import type { World } from '@comity/world'

/** What the audit trail needs to know of a call: who acts, when, in which transaction. */
export interface AuditContext {
  readonly db: Db
  readonly now: Date
  readonly world: World
  readonly actor: {
    readonly id: string
    readonly name: string
    readonly authorityId: string | null
    /** Persons whose place the actor holds: every entry says so. */
    readonly deputyFor?: readonly string[]
  }
}

/** One entry before it is recorded: `act` is `<module>.<past participle>`, as `request.sent`. */
export interface AuditAct {
  readonly act: string
  /** What it was done to: a kind and an id, as `request` and its uuid. */
  readonly subject: { readonly kind: string; readonly id: string }
  /** The readable part: small, erasable, never secrets. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** What of an entry says whose business it is. */
export type EntryPlace = Pick<AuditEntry, 'sequence' | 'actorId' | 'subjectKind' | 'subjectId' | 'details'>

/** How far a reader of the trail was appointed to look, where that is not the whole node. */
export interface TrailBounds {
  /** Only acts that people of this authority did; null: of whoever acts here. */
  readonly authorityId: string | null
  /** The numbers of those entries that are within the bounds. */
  within(db: Db, entries: readonly EntryPlace[]): Promise<ReadonlySet<number>>
}

/** What the modules above give to the trail, which knows acts and no cases: who may look how far, and what things are called. */
export interface TrailReading {
  /** Null for who reads the whole trail. */
  boundsOf(actor: Viewer['actor']): TrailBounds | null
  /** What an act is called; its own code where nobody has a word for it. */
  actName(lang: Lang, act: string): string
  /** What a thing that acts are done to is called. */
  kindName(lang: Lang, kind: string): string
  /** What a fact beside an act is called, and what it says. */
  inWords(
    lang: Lang,
    entry: Pick<AuditEntry, 'act'>,
    detail: readonly [key: string, value: string | number | boolean],
  ): DetailInWords
  /** Names of those among these identifiers that are people or units; others are left out. */
  namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** A fact beside an act as readers see it. */
export interface DetailInWords {
  readonly label: string
  readonly value: string
}

/** One recorded entry as auditors read it. */
export const AuditEntry = z
  .strictObject({
    sequence: z.number().int().positive(),
    at: z.iso.datetime(),
    actorId: z.string().max(200),
    actorName: z.string().max(200),
    authorityId: z.string().max(80).nullable(),
    act: z.string().max(80),
    subjectKind: z.string().max(40),
    subjectId: z.string().max(200),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.output<typeof AuditEntry>

export const AuditSearch = z.strictObject({
  act: z.string().max(80).optional(),
  actor: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const AuditPage = z
  .strictObject({
    entries: z.array(AuditEntry).max(200),
    /** Give it as `before` for the next page. */
    next: z.number().int().positive().nullable(),
  })
  .meta({ id: 'AuditPage' })

export const AuditVerdict = z
  .strictObject({
    sound: z.boolean(),
    linked: z.number().int(),
    erased: z.number().int(),
    waiting: z.number().int(),
    fault: z
      .strictObject({ sequence: z.number().int(), kind: z.enum(['entry-altered', 'chain-broken', 'position-missing']) })
      .nullable(),
    head: z.string().max(64),
  })
  .meta({ id: 'AuditVerdict' })

export const auditApi = {
  auditTrail: {
    method: 'GET',
    url: '/api/audit',
    query: AuditSearch,
    response: AuditPage,
    summary: 'The audit trail, newest first',
  },
  verifyAuditTrail: {
    method: 'GET',
    url: '/api/audit/verdict',
    response: AuditVerdict,
    summary: 'Re-computes the chain of the whole trail',
  },
} as const satisfies Api
