import { directoryRoles, type DirectoryRole, type Root } from '../contract.ts'

/** One difference between two roots, for words: see ceremony/messages. */
export type RootChange =
  | { readonly change: 'first'; readonly network: string }
  | {
      readonly change: 'key-added' | 'key-removed'
      readonly role: DirectoryRole
      readonly keyId: string
      readonly holder: string
    }
  | {
      readonly change: 'threshold'
      readonly role: DirectoryRole
      readonly needed: number
      readonly count: number
      readonly before: number
    }
  | { readonly change: 'expires'; readonly expires: string }

/** What a root says differently from the one before, so that a holder knows what they sign; all of it where it is the first. */
export function rootChanges(old: Root | null, next: Root): RootChange[] {
  const first: RootChange[] = old === null ? [{ change: 'first', network: next.network }] : []
  return [
    ...first,
    ...directoryRoles.flatMap((role) => changesOfRole(old, next, role)),
    { change: 'expires', expires: next.expires },
  ]
}

function changesOfRole(old: Root | null, next: Root, role: DirectoryRole): RootChange[] {
  const before = old?.roles[role] ?? { keyIds: [], threshold: 0 }
  const after = next.roles[role]
  const added = after.keyIds.filter((keyId) => !before.keyIds.includes(keyId))
  const removed = before.keyIds.filter((keyId) => !after.keyIds.includes(keyId))
  const counts = before.threshold !== after.threshold || before.keyIds.length !== after.keyIds.length
  return [
    ...added.map((keyId) => ({ change: 'key-added' as const, role, keyId, holder: holderOf(next, keyId) })),
    ...removed.map((keyId) => ({ change: 'key-removed' as const, role, keyId, holder: holderOf(old, keyId) })),
    ...(counts
      ? [
          {
            change: 'threshold' as const,
            role,
            needed: after.threshold,
            count: after.keyIds.length,
            before: before.threshold,
          },
        ]
      : []),
  ]
}

/** The name that the key's card carries; empty where it has none. */
export function holderOf(root: Root | null, keyId: string): string {
  return root?.keys[keyId]?.holder ?? ''
}
