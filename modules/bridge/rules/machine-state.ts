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
