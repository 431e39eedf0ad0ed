import type { Actor, AuthorityId, Role } from '@comity/accounts/contract'

/** What a person may want to do with the directory. */
export const directoryActs = [
  'read',
  'export',
  'propose',
  'approve',
  'reject',
  'see-proposals',
  'import',
  'publish-root',
  'revoke',
  'pin',
  'see-pins',
  'suggest',
  'see-suggestions',
  'correct',
] as const
/** One of {@link directoryActs}. */
export type DirectoryAct = (typeof directoryActs)[number]

/** The facts that decide. */
export interface DirectoryFacts {
  /** The secretariat, on the node that publishes the directory; null on every other node. */
  readonly publisher: AuthorityId | null
  /** Who proposed what is to be decided; null where nothing is proposed. */
  readonly proposedBy: string | null
  /** The authority of this node, where the act is about its own trust and not about publishing. */
  readonly own?: AuthorityId
}

const whoMay: Readonly<Record<DirectoryAct, 'anybody' | readonly Role[]>> = {
  read: 'anybody',
  export: 'anybody',
  'see-proposals': ['head', 'registrar', 'auditor', 'administrator'],
  propose: ['head', 'registrar'],
  approve: ['head', 'registrar'],
  reject: ['head', 'registrar'],
  // The signatures of the holders decide: whoever brings them only carries.
  'publish-root': ['head', 'registrar', 'administrator'],
  import: ['registrar', 'administrator'],
  revoke: ['head', 'registrar', 'administrator'],
  pin: ['head', 'registrar'],
  'see-pins': ['head', 'registrar', 'auditor', 'administrator'],
  suggest: ['head', 'registrar'],
  'see-suggestions': ['head', 'registrar', 'auditor', 'administrator'],
  correct: ['originator', 'case-officer', 'head', 'registrar'],
}

/** Acts about this node's own authority: guests of another do not do them. */
const ownActs: ReadonlySet<DirectoryAct> = new Set(['revoke', 'pin', 'see-pins', 'suggest', 'see-suggestions', 'correct'])

/** Whether the actor may. Who proposed never approves: two persons sign the contents (protocol 07 §3). */
export function may(actor: Actor, act: DirectoryAct, facts: DirectoryFacts): boolean {
  if (actor.kind !== 'person') return false
  const allowed = whoMay[act]
  if (allowed === 'anybody') return true
  if (!allowed.some((role) => actor.roles.includes(role))) return false
  if (act === 'import') return facts.publisher === null
  if (ownActs.has(act)) return facts.own !== undefined && actor.authorityId === facts.own
  if (facts.publisher === null || actor.authorityId !== facts.publisher) return false
  return act !== 'approve' || (facts.proposedBy !== null && facts.proposedBy !== actor.id)
}
