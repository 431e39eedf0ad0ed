import type { Db } from '@comity/database'
import type { CoverageList } from '../contract.ts'
import { meanings, type Need } from '../needs.ts'
import { authoritiesByState, designatedByTerritory } from '../store-finding.ts'
import type { Reader } from '../rules/visible.ts'
import { allStates } from './find-authority.ts'
import { hiddenFrom } from './only-pinned.ts'

/** For every State and territory, whether somebody is designated for a need: all of it is public. */
export async function coverageOf(db: Db, reader: Reader, need: Need): Promise<CoverageList> {
  const but = [...(await hiddenFrom(db, reader))]
  const [states, designated, authorities] = await Promise.all([
    allStates(db),
    designatedByTerritory(db, { ...meanings[need], but }),
    authoritiesByState(db, but),
  ])
  return {
    need,
    states: states.map(({ code, names, facts, listed }) => ({
      state: code,
      names,
      unGroup: facts?.unGroup ?? null,
      listed,
      designated: designated.get(code) ?? 0,
      authorities: authorities.get(code) ?? 0,
    })),
  }
}
