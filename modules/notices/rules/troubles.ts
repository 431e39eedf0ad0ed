/** Refusals that no letter escapes: the server, the line or our own settings are at fault, so nothing is gained by trying the next letter. */
export const troublesOfAll = ['mail-unavailable', 'mail-not-encrypted', 'mail-not-trusted', 'mail-sign-in-refused'] as const

/** Whether no letter would go out. */
export function isTroubleOfAll(problem: string | null): problem is (typeof troublesOfAll)[number] {
  return troublesOfAll.some((one) => one === problem)
}

/** Many servers lock an account after some wrong passwords: this one is tried as rarely as after so many attempts more. */
export function countedAttempts(problem: string, attempts: number): number {
  return problem === 'mail-sign-in-refused' ? attempts + 4 : attempts
}
