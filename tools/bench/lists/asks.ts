import type { Db } from '@comity/database'
import { COUNTED_TO, RequestFilter } from '@comity/requests/contract'
import type { RequestFilter as Filter } from '@comity/requests/contract'
import { dashboard, deskOf, listMatters, listRequests } from '@comity/requests/server'
import { PAGE_ROWS } from '../../../modules/requests/pages/lists/list-query.ts'
import { sightFor } from '../../../modules/requests/policy.ts'
import { countedTo } from '../../../modules/requests/store-lists.ts'
import { listTriage } from '../../../modules/requests/work/list-triage.ts'
import { myWork } from '../../../modules/requests/work/my-work.ts'
import { words } from '../../seed/words.ts'
import type { Asker } from './readers.ts'

/** Something that an office asks its store, in the words of the program; what is chosen differs from time to time. */
export interface Ask {
  readonly name: string
  readonly weight: number
  readonly run: (db: Db, asker: Asker, die: Die) => Promise<unknown>
}

/** The next throw, from 0 to 1. */
export type Die = () => number

/** The same throws on every run. */
export function dieOf(seed: number): Die {
  let at = seed
  return () => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0
    return at / 2 ** 32
  }
}

const one = <Item>(items: readonly Item[], die: Die): Item => {
  const item = items[Math.floor(die() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

const directions = ['outgoing', 'incoming'] as const
const list =
  (choose: (die: Die) => Partial<Filter>) =>
  (db: Db, asker: Asker, die: Die): Promise<unknown> =>
    listRequests(db, asker, filterOf(die, choose))

function filterOf(die: Die, choose: (die: Die) => Partial<Filter>): Filter {
  return RequestFilter.parse({ direction: one(directions, die), ...choose(die), limit: PAGE_ROWS })
}

/** Counted as the tabs over a list are. */
const count =
  (choose: (die: Die) => Partial<Filter>) =>
  (db: Db, asker: Asker, die: Die): Promise<unknown> =>
    countedTo(db, sightFor(asker.actor), filterOf(die, choose), COUNTED_TO)

async function nextPage(db: Db, asker: Asker, die: Die): Promise<unknown> {
  const days = Math.floor(die() * 2000)
  const key = new Date(Date.now() - days * 86_400_000).toISOString()
  const after = Buffer.from(JSON.stringify([key, '7fffffff-ffff-4fff-8fff-ffffffffffff'])).toString('base64url')
  return listRequests(
    db,
    asker,
    filterOf(die, () => ({ after })),
  )
}

const today = () => new Date().toISOString().slice(0, 10)
const states = ['closed', 'acknowledged', 'decided', 'executing', 'clarification-asked', 'withdrawn'] as const
const counterparts = (die: Die) => `x${String.fromCharCode(98 + Math.floor(25 * die() ** 3))}.central-authority`
const measure = (die: Die) => one(['provide-records', 'take-statement', 'locate-person'] as const, die)

/** A name, a firm with its number, a reference, a place: what people type. */
function typed(die: Die): string {
  const of = one(words, die)
  const [given, family, firm, place] = [of.given, of.family, of.firms, of.places].map((text) => one(text.split('|'), die))
  const second = of.seconds.map((text) => one(text.split('|'), die)).join('')
  const number = Math.floor(die() * 4096)
  return one(
    [
      of.language === 'zh' ? `${family}${given}${second}` : `${given} ${family} ${second}`,
      `${firm} ${number}`,
      `/MLA/${Math.floor(die() * 1_000_000)}`,
      `${place}`,
    ],
    die,
  )
}

/** Everything that the lists, counts and searches of the program ask, as often as an office does. */
export const asks: readonly Ask[] = [
  { name: 'list', weight: 20, run: list(() => ({})) },
  { name: 'list, further page', weight: 8, run: nextPage },
  { name: 'list by state', weight: 8, run: list((die) => ({ state: one(states, die) })) },
  {
    name: 'list by counterpart',
    weight: 5,
    run: list((die) => ({ counterpart: RequestFilter.shape.counterpart.parse(counterparts(die)) })),
  },
  { name: 'open', weight: 6, run: list(() => ({ open: 'yes' })) },
  { name: 'mine', weight: 8, run: list(() => ({ open: 'yes', mine: 'yes' })) },
  { name: 'unassigned', weight: 4, run: list(() => ({ open: 'yes', assignee: 'nobody' })) },
  { name: 'overdue', weight: 5, run: list(() => ({ open: 'yes', dueBefore: today(), sort: 'due' })) },
  { name: 'longest unchanged', weight: 2, run: list(() => ({ open: 'yes', sort: 'unchanged' })) },
  { name: 'by reference', weight: 1, run: list(() => ({ sort: 'reference' })) },
  { name: 'by measure', weight: 2, run: list((die) => ({ measure: measure(die) })) },
  {
    name: 'combined',
    weight: 4,
    run: list((die) => ({
      open: 'yes',
      counterpart: RequestFilter.shape.counterpart.parse(counterparts(die)),
      measure: measure(die),
      sort: one(['changed', 'due'] as const, die),
    })),
  },
  { name: 'search', weight: 8, run: list((die) => ({ ...(die() < 0.3 ? { direction: undefined } : {}), text: typed(die) })) },
  { name: 'search, open', weight: 2, run: list((die) => ({ text: typed(die), open: 'yes' })) },
  { name: 'count: open', weight: 2, run: count(() => ({ open: 'yes' })) },
  { name: 'count: unassigned', weight: 2, run: count(() => ({ open: 'yes', assignee: 'nobody' })) },
  { name: 'count: mine', weight: 2, run: count(() => ({ open: 'yes', mine: 'yes' })) },
  { name: 'count: overdue', weight: 2, run: count(() => ({ open: 'yes', dueBefore: today() })) },
  { name: 'my work', weight: 4, run: (db, asker) => myWork(db, asker, { limit: 10 }, today()) },
  { name: 'triage', weight: 1, run: (db, asker) => listTriage(db, asker, { limit: 25 }) },
  { name: 'desk', weight: 1, run: (db, asker) => deskOf(db, asker, today()) },
  { name: 'counts of the first page', weight: 1, run: (db, asker) => dashboard(db, asker) },
  { name: 'matters', weight: 1, run: (db, asker) => listMatters(db, asker, { limit: PAGE_ROWS }) },
  {
    name: 'matters, searched',
    weight: 1,
    run: (db, asker, die) => listMatters(db, asker, { limit: PAGE_ROWS, text: typed(die) }),
  },
]
