import type { Confirmation } from '../contract.ts'

const DAY_MS = 86_400_000
/** States confirm their entries once a year; they are reminded a month before. */
export const confirmationDays = { due: 335, late: 365 } as const

/** How long ago an entry was confirmed, and whether it is time to do so again. */
export function confirmationStanding(confirmedOn: string, at: Date): Pick<Confirmation, 'standing' | 'days'> {
  const days = Math.max(0, Math.floor((at.getTime() - Date.parse(`${confirmedOn}T00:00:00Z`)) / DAY_MS))
  if (days > confirmationDays.late) return { standing: 'late', days }
  return { standing: days >= confirmationDays.due ? 'due' : 'fresh', days }
}
