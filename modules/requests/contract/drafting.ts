import { z } from 'zod'
import type { Api } from '@comity/http'
import { Language, Line } from './plain.ts'
import { Request } from './request.ts'

/** One field or one item of a list that an edit changed; null where there was or is nothing. */
export const DraftChange = z
  .strictObject({
    /** As in the content: `facts`, `proceeding.nature`, `persons`. */
    path: z.string().max(100),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'DraftChange' })
export type DraftChange = z.output<typeof DraftChange>

/** What one person changed in one go: internal, never sent. */
export const DraftEdit = z
  .strictObject({
    /** The revision of the draft that it made. */
    revision: z.number().int().nonnegative(),
    beganAt: z.iso.datetime(),
    at: z.iso.datetime(),
    personName: z.string().max(200),
    changes: z.array(DraftChange),
  })
  .meta({ id: 'DraftEdit' })
export type DraftEdit = z.output<typeof DraftEdit>

/** Edits that one request keeps; bounds what a page and the table hold for a draft that a program saves all day. */
export const MAX_EDITS = 300
/** Bytes of all edits that one request keeps: some twenty rewritings of the longest text. */
export const MAX_EDIT_BYTES = 5_000_000

export const HistoryPage = z.strictObject({
  /** Edits before this revision. */
  before: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type HistoryPage = z.output<typeof HistoryPage>

/** Which change of which edit is brought back. */
export const RestoreEdit = z.strictObject({ revision: z.number().int().nonnegative(), change: z.number().int().min(0).max(2000) })
export type RestoreEdit = z.output<typeof RestoreEdit>

/** A person who has the draft open. */
export const OnDraft = z.strictObject({ personName: z.string().max(200), seenAt: z.iso.datetime() }).meta({ id: 'OnDraft' })
export type OnDraft = z.output<typeof OnDraft>

/** Texts by the path of their passage: `facts`, `measures.<id>.description`. */
export const PassageTexts = z
  .record(z.string().max(100), z.string().max(20_000))
  .refine((texts) => Object.keys(texts).length <= 3000)
export type PassageTexts = z.output<typeof PassageTexts>

/** One text to translate, with what is saved of its translation. */
export const TranslatedPassage = z
  .strictObject({
    path: z.string().max(100),
    name: z.string().max(60),
    part: z.string().max(40),
    item: z.number().int().nullable(),
    text: z.string(),
    translation: z.string(),
    /** The authentic text changed after it was translated. */
    changed: z.boolean(),
  })
  .meta({ id: 'TranslatedPassage' })
export type TranslatedPassage = z.output<typeof TranslatedPassage>

/** A translation while it is written. */
export const TranslationDraft = z
  .strictObject({ language: Language, passages: z.array(TranslatedPassage), missing: z.number().int().nonnegative() })
  .meta({ id: 'TranslationDraft' })
export type TranslationDraft = z.output<typeof TranslationDraft>

/** Saves some passages. `was` are the translations that the writer began with: who changed the same one meanwhile loses nothing. */
export const SaveTranslation = z.strictObject({ texts: PassageTexts, was: PassageTexts }).meta({ id: 'SaveTranslation' })
export type SaveTranslation = z.output<typeof SaveTranslation>

/** Certifies the saved texts and adds them to the approved request. */
export const CertifyTranslation = z
  .strictObject({
    translatedBy: Line,
    translatedOn: z.iso.date(),
    certifiedBy: Line.optional(),
    certification: z.string().max(2000).optional(),
    operative: z.boolean(),
  })
  .meta({ id: 'CertifyTranslation' })
export type CertifyTranslation = z.output<typeof CertifyTranslation>

declare module '@comity/errors' {
  interface ErrorRegistry {
    'edit-not-found': 404
    /** The authentic text changed under passages of the translation (`problems`), or nothing is translated. */
    'translation-behind': 409
  }
}

const OfId = z.strictObject({ id: z.uuid() })
const OfLanguage = OfId.extend({ language: Language })

/** The JSON API of drafting together: history, presence, translations being written. */
export const draftingApi = {
  draftHistory: {
    method: 'GET',
    url: '/api/requests/:id/history',
    params: OfId,
    query: HistoryPage,
    response: z.strictObject({ edits: z.array(DraftEdit), next: z.number().int().nullable() }),
    summary: 'Shows who changed what in the draft of a request, newest first; internal',
  },
  restoreEdit: {
    method: 'POST',
    url: '/api/requests/:id/history/restore',
    params: OfId,
    body: RestoreEdit,
    response: Request,
    summary: 'Brings back into the draft what one change replaced',
  },
  onDraft: {
    method: 'POST',
    url: '/api/requests/:id/presence',
    params: OfId,
    body: z.strictObject({}),
    response: z.strictObject({ others: z.array(OnDraft) }),
    summary: 'Says that the caller has the draft open, and shows who else has',
  },
  translationDraft: {
    method: 'GET',
    url: '/api/requests/:id/translations/:language',
    params: OfLanguage,
    response: TranslationDraft,
    summary: 'Shows a translation being written, passage by passage',
  },
  saveTranslation: {
    method: 'PUT',
    url: '/api/requests/:id/translations/:language',
    params: OfLanguage,
    body: SaveTranslation,
    response: TranslationDraft,
    summary: 'Saves passages of a translation being written',
  },
  certifyTranslation: {
    method: 'POST',
    url: '/api/requests/:id/translations/:language/certify',
    params: OfLanguage,
    body: CertifyTranslation,
    response: Request,
    summary: 'Certifies the saved translation and adds it to the approved request',
  },
} as const satisfies Api
