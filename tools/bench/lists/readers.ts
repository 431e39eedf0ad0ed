import { actorFor, personByLogin } from '@comity/accounts/server'
import type { Db } from '@comity/database'
import type { Reader } from '../../../modules/requests/policy.ts'
import { lookers } from '../../seed/large-office.ts'

/** Who asks: how often among all who ask, and as whom. */
export interface Asker extends Reader {
  readonly name: string
  readonly weight: number
}

/** The readers of the bench: most who ask are officers of one unit or of several, few see all or next to nothing. */
export async function askersOf(db: Db): Promise<readonly Asker[]> {
  const of = async (name: string, login: string, weight: number): Promise<Asker> => {
    const person = await personByLogin(db, login)
    if (person === null) throw new Error(`the large node has no ${login}`)
    return { name, weight, actor: await actorFor(db, person, new Date()) }
  }
  return Promise.all([
    of('head: sees all', lookers.head.login, 2),
    of('officer of nine units', lookers.coordinator.login, 2),
    of('officer of one unit', lookers.officer.login, 4),
    of('officer who sees few', lookers.rare.login, 1),
    of('guest', lookers.guest.login, 1),
  ])
}
