import type { Db } from '@comity/database'
import { PassageTexts } from '../contract.ts'
import { tables } from '../tables.ts'

/** A translation as it stands: its texts, and of which authentic text each is the translation. */
export interface WorkingTranslation {
  readonly texts: PassageTexts
  readonly sources: PassageTexts
}

export async function workingTranslation(db: Db, requestId: string, language: string): Promise<WorkingTranslation | null> {
  const row = await tables(db)
    .selectFrom('requests.translation_draft')
    .select(['texts', 'sources'])
    .where('request_id', '=', requestId)
    .where('language', '=', language)
    .executeTakeFirst()
  return row ? { texts: PassageTexts.parse(row.texts), sources: PassageTexts.parse(row.sources) } : null
}

/** Languages into which a request is being translated. */
export async function languagesInWork(db: Db, requestId: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('requests.translation_draft')
    .select('language')
    .where('request_id', '=', requestId)
    .orderBy('language')
    .execute()
  return rows.map(({ language }) => language)
}

export async function putWorkingTranslation(
  db: Db,
  of: { readonly requestId: string; readonly language: string; readonly personId: string; readonly at: Date },
  { texts, sources }: WorkingTranslation,
): Promise<void> {
  const written = {
    texts: JSON.stringify(texts),
    sources: JSON.stringify(sources),
    changed_by: of.personId,
    changed_at: of.at,
  }
  await tables(db)
    .insertInto('requests.translation_draft')
    .values({ request_id: of.requestId, language: of.language, ...written })
    .onConflict((there) => there.columns(['request_id', 'language']).doUpdateSet(written))
    .execute()
}

/** Once a request has left or was given up, nothing of it is being translated. */
export async function forgetWorkingTranslations(db: Db, requestId: string): Promise<void> {
  await tables(db).deleteFrom('requests.translation_draft').where('request_id', '=', requestId).execute()
}

export async function forgetWorkingTranslation(db: Db, requestId: string, language: string): Promise<void> {
  await tables(db)
    .deleteFrom('requests.translation_draft')
    .where('request_id', '=', requestId)
    .where('language', '=', language)
    .execute()
}
