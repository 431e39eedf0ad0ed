import type { MachineState } from '../contract.ts'

/** Where a machine account stands at an instant. */
export function machineState(
  machine: { readonly revoked_at: Date | null; readonly confirmed_at: Date | null; readonly expires_at: Date },
  now: Date,
): MachineState {
  if (machine.revoked_at !== null) return 'revoked'
  if (machine.expires_at <= now) return 'expired'
  return machine.confirmed_at === null ? 'waiting' : 'active'
}

/**
 * Whether a head should look again at a key that works: whoever let it work is no head today of what it sees. Keys outlive those who vouched for them, and
 * some were let work by an administrator before it took a head.
 */
export function isToReview(
  machine: Parameters<typeof machineState>[0] & { readonly confirmed_by: string | null; readonly unit_id: string | null },
  { heads, now }: { readonly heads: readonly { readonly id: string; readonly units: readonly string[] }[]; readonly now: Date },
): boolean {
  if (machineState(machine, now) !== 'active') return false
  const { confirmed_by: by, unit_id: unit } = machine
  return !heads.some(({ id, units }) => id === by && (unit === null || units.length === 0 || units.includes(unit)))
}
