import type { DirectoryRole, Root } from '../contract.ts'
import { keyIdOf, signersOf } from '../rules/signed-file.ts'
import type { RootDraft } from './drafts.ts'
import { holderOf } from './root-changes.ts'

/** Who must sign a root: the holders of its own root keys, and of those of the root before it (protocol 07 §7). */
export interface RootStanding {
  readonly complete: boolean
  readonly needs: readonly {
    readonly by: 'old' | 'new'
    readonly threshold: number
    readonly signed: number
    readonly holders: readonly { readonly keyId: string; readonly holder: string; readonly signed: boolean }[]
  }[]
}

/** How far the signing of a root has come; `old` is the root before it, null for the first. */
export function rootStanding(draft: RootDraft, old: Root | null): RootStanding {
  const sides = [...(old === null ? [] : [{ by: 'old' as const, root: old }]), { by: 'new' as const, root: draft.signed }]
  const needs = sides.map(({ by, root }) => {
    const { keyIds, threshold } = root.roles.root
    const signers = signersOf(draft, root.keys, root.roles.root)
    const holders = keyIds.map((keyId) => ({ keyId, holder: holderOf(root, keyId), signed: signers.has(keyId) }))
    return { by, threshold, signed: signers.size, holders }
  })
  return { complete: needs.every(({ signed, threshold }) => signed >= threshold), needs }
}

/** Whether this public key may sign for the role, by the root or by the one before it. */
export function holdsRole(spki: Uint8Array, role: DirectoryRole, roots: readonly (Root | null)[]): boolean {
  const keyId = keyIdOf(spki)
  return roots.some((root) => root?.roles[role].keyIds.includes(keyId) ?? false)
}
