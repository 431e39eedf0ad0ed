import type { Db } from '@comity/database'
import type { CommittedPart } from './rules/read-parts.ts'
import type { DirectoryTables, PartRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** Parts that one statement keeps: their bytes travel as parameters. */
const AT_ONCE = 100

/** Keeps the bytes of parts; one that is there stays as it is. */
export async function keepParts(
  db: Db,
  parts: readonly { readonly part: CommittedPart; readonly bytes: Uint8Array }[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < parts.length; start += AT_ONCE)
    await tables(db)
      .insertInto('directory.part')
      .values(
        parts.slice(start, start + AT_ONCE).map(({ part, bytes }) => ({
          sha256: part.sha256,
          about: part.of,
          audience: part.audience,
          readers: [...part.readers],
          bytes,
          kept_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Says which parts an edition has; more of them may come later. */
export async function putInEdition(db: Db, contentsSha256: string, parts: readonly CommittedPart[]): Promise<void> {
  if (parts.length === 0) return
  await tables(db)
    .insertInto('directory.edition_part')
    .values(parts.map(({ sha256 }) => ({ contents_sha256: contentsSha256, sha256 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** An edition has all parts of another that are about none of these States, nor the register. */
export async function keepInEdition(
  db: Db,
  { from, to, changed }: { readonly from: string; readonly to: string; readonly changed: ReadonlySet<string> },
): Promise<void> {
  await tables(db)
    .insertInto('directory.edition_part')
    .columns(['contents_sha256', 'sha256'])
    .expression((eb) =>
      eb
        .selectFrom('directory.edition_part as e')
        .innerJoin('directory.part as p', 'p.sha256', 'e.sha256')
        .select([eb.val(to).as('contents_sha256'), 'e.sha256'])
        .where('e.contents_sha256', '=', from)
        .where('p.about', 'not in', ['register', ...changed]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The parts of an edition, or those of them about these, as far as this node holds them. */
export function partsOfEdition(db: Db, contentsSha256: string, about: readonly string[] | null = null): Promise<PartRow[]> {
  let query = tables(db)
    .selectFrom('directory.part as p')
    .innerJoin('directory.edition_part as e', 'e.sha256', 'p.sha256')
    .selectAll('p')
    .where('e.contents_sha256', '=', contentsSha256)
  if (about !== null) query = query.where('p.about', 'in', about)
  return query.orderBy('p.about').orderBy('p.sha256').execute()
}

/** Parts by their hashes, whichever editions or proposals they belong to; those that are not here are left out. */
export function partsByHash(db: Db, hashes: readonly string[]): Promise<PartRow[]> {
  if (hashes.length === 0) return Promise.resolve([])
  return tables(db).selectFrom('directory.part').selectAll().where('sha256', 'in', hashes).execute()
}

/** A part that some edition names; undefined for any other, though its bytes be here. */
export function servedPart(db: Db, sha256: string): Promise<PartRow | undefined> {
  return tables(db)
    .selectFrom('directory.part as p')
    .selectAll('p')
    .where('p.sha256', '=', sha256)
    .where((eb) =>
      eb.exists(eb.selectFrom('directory.edition_part as e').select('e.sha256').whereRef('e.sha256', '=', 'p.sha256')),
    )
    .executeTakeFirst()
}

/** How many parts of an edition are here. */
export async function partsHeld(db: Db, contentsSha256: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('directory.edition_part')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('contents_sha256', '=', contentsSha256)
    .executeTakeFirstOrThrow()
  return row.count
}
