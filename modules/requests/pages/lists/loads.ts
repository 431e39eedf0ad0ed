import type { Db } from '@comity/database'
import type { Option } from '@comity/ui'
import { WORK_COUNTED_TO } from '../../contract.ts'
import type { Sight } from '../../rules/sight.ts'
import { openLoads } from '../../store-desk.ts'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'

/** Officers to choose from, each with how many open requests they have, of those that the reader may see. */
export async function withLoads(db: Db, { lang, say }: View, sight: Sight, officers: readonly Option[]): Promise<Option[]> {
  const loads = await openLoads(
    db,
    sight,
    officers.map(({ value }) => value),
  )
  return officers.map(({ value, label: name }) => {
    const count = loads.get(value) ?? 0
    const label =
      count > WORK_COUNTED_TO
        ? sayOfWork(lang)('assign.loadMore', { name, count: WORK_COUNTED_TO })
        : say('assign.load', { name, count })
    return { value, label }
  })
}
