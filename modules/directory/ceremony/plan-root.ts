import { ComityError } from '@comity/errors'
import { directoryRoles, type DirectoryRole, type KeyCard, type Root } from '../contract.ts'
import { instantText } from '../rules/sign-file.ts'
import { mustBeSignable, mustNotLockOut } from './lock-out.ts'

/** A key card as read: with the id that it has wherever a signature cites it. */
export interface OfferedKey extends KeyCard {
  readonly keyId: string
}

/** What the next root shall say differently. */
export interface RootPlan {
  readonly add: readonly { readonly role: DirectoryRole; readonly key: OfferedKey }[]
  /** Beginnings of key ids, as long as they name one key. */
  readonly remove: readonly string[]
  /** The key with this beginning gives way to another in the same role. */
  readonly replace: readonly { readonly old: string; readonly key: OfferedKey }[]
  readonly thresholds: Readonly<Partial<Record<DirectoryRole, number>>>
  /** For how long the next root serves. */
  readonly days: number
}

const DAY_MS = 86_400_000
/** What a first root asks for unless its plan says otherwise: nobody alone, and one online key. */
const firstThresholds = { root: 2, contents: 2, freshness: 1 } as const

/**
 * The root that follows `from`, or the first of a network, unsigned.
 *
 * @throws ComityError `root-plan-invalid` where the plan contradicts itself, `root-would-lock-out` where nobody could ever change it again
 */
export function planRoot(from: Root | { readonly network: string }, plan: RootPlan, at: Date): Root {
  const old = 'roles' in from ? from : null
  const members = membersOf(old)
  const keys = new Map(Object.entries(old?.keys ?? {}))
  const put = (role: DirectoryRole, key: OfferedKey): void => {
    if (directoryRoles.some((one) => members[one].includes(key.keyId))) throw invalid('key-twice')
    members[role].push(key.keyId)
    keys.set(key.keyId, { publicKey: key.publicKey, holder: key.holder })
  }
  for (const { old: start, key } of plan.replace) put(takeOut(members, start), key)
  for (const start of plan.remove) takeOut(members, start)
  for (const { role, key } of plan.add) put(role, key)
  const used = new Set(directoryRoles.flatMap((role) => members[role]))
  const next: Root = {
    role: 'root',
    network: from.network,
    version: (old?.version ?? 0) + 1,
    issuedAt: instantText(at),
    expires: instantText(new Date(at.getTime() + plan.days * DAY_MS)),
    keys: Object.fromEntries([...keys].filter(([keyId]) => used.has(keyId))),
    roles: {
      root: { keyIds: members.root, threshold: thresholdOf(old, plan, 'root') },
      contents: { keyIds: members.contents, threshold: thresholdOf(old, plan, 'contents') },
      freshness: { keyIds: members.freshness, threshold: thresholdOf(old, plan, 'freshness') },
    },
  }
  mustNotLockOut(next, at)
  if (old !== null) mustBeSignable(old, next)
  return next
}

function membersOf(old: Root | null): Record<DirectoryRole, string[]> {
  const idsOf = (role: DirectoryRole): string[] => [...(old?.roles[role].keyIds ?? [])]
  return { root: idsOf('root'), contents: idsOf('contents'), freshness: idsOf('freshness') }
}

function thresholdOf(old: Root | null, plan: RootPlan, role: DirectoryRole): number {
  return plan.thresholds[role] ?? old?.roles[role].threshold ?? firstThresholds[role]
}

/** Takes the one key that begins so out of its role, and says which role it was. */
function takeOut(members: Record<DirectoryRole, string[]>, start: string): DirectoryRole {
  const found = directoryRoles.flatMap((role) =>
    members[role].filter((keyId) => keyId.startsWith(start.toLowerCase())).map((keyId) => ({ role, keyId })),
  )
  const [one, another] = found
  if (start === '' || one === undefined) throw invalid('key-unknown')
  if (another !== undefined) throw invalid('key-ambiguous')
  members[one.role] = members[one.role].filter((keyId) => keyId !== one.keyId)
  return one.role
}

function invalid(reason: string): ComityError {
  return new ComityError('root-plan-invalid', { values: { reason } })
}
