import type { Register, State, StateFacts } from '../contract.ts'
import { Names, Register as RegisterSchema } from '../contract.ts'
import { z } from 'zod'
import register from '../reference/register.json' with { type: 'json' }
import territories from '../reference/territories.json' with { type: 'json' }
import un from '../reference/un.json' with { type: 'json' }

const Territories = z.array(z.strictObject({ code: z.string(), names: Names }))

/** The States and territories of ISO 3166-1 with their names in the six languages (CLDR; reference/README.md). */
export const referenceStates: readonly State[] = Territories.parse(territories)

/** Networks and instruments that every directory begins with; a network changes them as data. */
export const referenceRegister: Register = RegisterSchema.parse(register)

const partOf: Readonly<Record<string, string>> = un.territories

/** What is known of a code without asking anybody: its regional group, whose territory it is; instruments are not, so none is said. */
export function referenceFacts(code: string): StateFacts {
  const unGroup = unGroupOf(code)
  if (unGroup !== null) return { kind: 'un-member', unGroup, instruments: [] }
  if (un.observers.includes(code)) return { kind: 'un-observer', instruments: [] }
  const whole = partOf[code]
  if (whole !== undefined) return { kind: 'territory', partOf: whole, instruments: [] }
  return { kind: referenceStates.some((one) => one.code === code) ? 'other' : 'unknown', instruments: [] }
}

function unGroupOf(code: string) {
  const groups = un.groups
  if (groups.african.includes(code)) return 'african' as const
  if (groups['asia-pacific'].includes(code)) return 'asia-pacific' as const
  if (groups['eastern-european'].includes(code)) return 'eastern-european' as const
  if (groups['latin-american-and-caribbean'].includes(code)) return 'latin-american-and-caribbean' as const
  return groups['western-european-and-others'].includes(code) ? ('western-european-and-others' as const) : null
}

/** Every State and territory: those of the directory, and of the reference table what the directory does not list. */
export function everyState(listed: readonly State[]): State[] {
  const codes = new Set(listed.map(({ code }) => code))
  return [...listed, ...referenceStates.filter(({ code }) => !codes.has(code))].sort((a, b) => (a.code < b.code ? -1 : 1))
}
