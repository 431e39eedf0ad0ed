import type { FoundAuthority } from '../contract.ts'
import type { KnownAuthority } from './known.ts'

/** An entry of the directory stays trusted for a year after its authority confirmed it; then it is shown as late. */
const CONFIRMED_FOR_DAYS = 365
const DAY_MS = 86_400_000

/** An authority as answers name it. */
export function foundAuthority({ authority, onNetwork }: KnownAuthority, at: Date): FoundAuthority {
  const { id, state, kind, names, confirmedOn } = authority
  return {
    id,
    state,
    kind,
    names,
    onNetwork,
    hostedBy: 'hostedBy' in authority ? authority.hostedBy : null,
    confirmedOn,
    late: at.getTime() - Date.parse(confirmedOn) > CONFIRMED_FOR_DAYS * DAY_MS,
  }
}
