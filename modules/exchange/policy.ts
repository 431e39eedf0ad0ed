import type { Actor } from '@comity/accounts/contract'
import type { Db } from '@comity/database'

/** Which of these threads a person may read: need-to-know is of the module whose thread it is. */
export type Readable = (db: Db, actor: Actor, threads: readonly string[]) => Promise<ReadonlySet<string>>

/** A page that shows what a thread is about. */
export interface ThreadPage {
  readonly text: string
  readonly href: string
}

/** The page of the thread for one who may see it; null where there is none. */
export type ThreadPageOf = (db: Db, actor: Actor, thread: string) => Promise<ThreadPage | null>

/** What a person may do with the exchange. */
export type ExchangeAct = 'see-exchange' | 'see-dossier' | 'download-dossier' | 'manage-lines' | 'try-line' | 'carry'

/** The facts that the decision needs: the node's own authority, and the two of the dossier where there is one. */
export interface ExchangeThing {
  readonly ownAuthority: string
  readonly parties: readonly string[] | null
}

const allowed: Readonly<Record<ExchangeAct, readonly Actor['roles'][number][]>> = {
  // The state of the lines says who writes to whom, so it is not for everybody.
  'see-exchange': ['administrator', 'registrar', 'head'],
  'see-dossier': ['case-officer', 'head', 'registrar', 'auditor'],
  // An administrator runs the node and has no need to read cases.
  'download-dossier': ['case-officer', 'head', 'registrar', 'auditor'],
  'manage-lines': ['administrator'],
  // Whoever waits for something to leave may ask for another attempt.
  'try-line': ['administrator', 'registrar', 'head'],
  // What is carried is sealed: who packs it reads nothing of it.
  carry: ['administrator', 'registrar', 'head'],
}

/** Only persons of the node's own authority, in a role that allows it, and only dossiers of that authority. */
export function may(actor: Actor, act: ExchangeAct, thing: ExchangeThing): boolean {
  if (actor.kind !== 'person' || actor.authorityId !== thing.ownAuthority) return false
  if (thing.parties !== null && !thing.parties.includes(thing.ownAuthority)) return false
  return actor.roles.some((role) => allowed[act].includes(role))
}

/** Whether pages of other modules lead this person to dossiers of the node's own authority at all. */
export function opensDossiers(actor: Actor, ownAuthority: string): boolean {
  return may(actor, 'see-dossier', { ownAuthority, parties: null })
}
