import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { inTransaction } from '@comity/database'

/** Words that stand in fewer entries than that are led to at once. */
const COMMON_FREQUENCY = 0.0005

/** Brings the common stems, and the marks of who may see, to what the database's statistics say: only how a search is made depends on them, not what it finds. */
export async function refreshCommon(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`delete from requests.search_common`.execute(tx)
    await sql`
      insert into requests.search_common (stem, frequency)
      select stem, max(frequency) from pg_stats,
        unnest(most_common_elems::text::text[], (most_common_elem_freqs::text::real[])[:array_length(most_common_elems::text::text[], 1)]) as known (stem, frequency)
      where schemaname = 'requests' and tablename = 'search_entry' and attname = 'vector' and frequency > ${COMMON_FREQUENCY}
        and (stem not like '~%' or stem similar to '~(unit|person|authority|all):%')
      group by stem
      on conflict do nothing`.execute(tx)
  })
}
