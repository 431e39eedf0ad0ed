import type { Confirmation } from '../contract.ts'

const DAY_MS = 86_400_000
/** States confirm their entries once a year; they are reminded a month before. */
export const confirmationDays = { due: 335, late: 365 } as const
/** Days after the last confirmation on which whoever keeps the entry is reminded; beyond the last one every week. */
export const reminderDays = [335, 351, 362, 366] as const
const WEEK_DAYS = 7

/** The reminder that is due of an entry, by the day after its last confirmation on which it came to be due; null before the first. */
export function reminderDue(confirmedOn: string, at: Date): number | null {
  const { days } = confirmationStanding(confirmedOn, at)
  const last = reminderDays.at(-1) ?? 0
  if (days >= last) return last + WEEK_DAYS * Math.floor((days - last) / WEEK_DAYS)
  return reminderDays.findLast((day) => day <= days) ?? null
}

/** How long ago an entry was confirmed, and whether it is time to do so again. */
export function confirmationStanding(confirmedOn: string, at: Date): Pick<Confirmation, 'standing' | 'days'> {
  const days = Math.max(0, Math.floor((at.getTime() - Date.parse(`${confirmedOn}T00:00:00Z`)) / DAY_MS))
  if (days > confirmationDays.late) return { standing: 'late', days }
  return { standing: days >= confirmationDays.due ? 'due' : 'fresh', days }
}
