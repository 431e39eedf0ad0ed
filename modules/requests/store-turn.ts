import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** What the state alone does not tell of whose turn it is, in the words of rules/desk.ts and but for who wrote in it; empty where the state tells. */
export function turnOn(today: string): RawBuilder<string> {
  return sql<string>`case
    when direction = 'incoming' and state = 'clarification-asked'
      then case when answer_by >= ${today}::date then '' when returns_to in ('with-executing-authority', 'executing', 'executed') then 'execute' else 'decide' end
    else requests.decided_as(direction, state, decided) end`
}

/** Where a request stands, in the words of rules/desk.ts, but for who wrote in it. */
export function situationOn(today: string): RawBuilder<string> {
  return sql<string>`rtrim(direction || ' ' || state || ' ' || ${turnOn(today)})`
}

/** The parts of a situation. */
export interface Situation {
  readonly direction: string
  readonly state: string
  readonly turn: string
}

export function partsOf(situation: string): Situation {
  const [direction = '', state = '', turn = ''] = situation.split(' ')
  return { direction, state, turn }
}
