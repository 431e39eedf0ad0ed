import { z } from 'zod'
import { MachineAct, machineActs } from '@comity/requests/contract'

/** A key works once a second person, a head, confirmed it, until its last day, unless it is revoked before. */
export const machineStates = ['waiting', 'active', 'expired', 'revoked'] as const
export const MachineState = z.enum(machineStates)
export type MachineState = z.output<typeof MachineState>

/** How long a key may live: a forgotten one ends by itself. */
export const MAX_KEY_DAYS = 366

/** A machine account: a program of the office, with a key of its own. */
export const Machine = z
  .strictObject({
    id: z.uuid(),
    name: z.string().max(100),
    /** The unit whose requests it sees; null: what belongs to no unit. */
    unitId: z.uuid().nullable(),
    acts: z.array(MachineAct).max(machineActs.length),
    /** Whether the shared folder of the node acts in its name. */
    folder: z.boolean(),
    state: MachineState,
    /** The beginning of its key, by which it is recognised. */
    keyHint: z.string().max(20),
    createdBy: z.string().max(200),
    createdByName: z.string().max(200),
    confirmedByName: z.string().max(200).nullable(),
    createdAt: z.iso.datetime(),
    /** The last instant at which the key works. */
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Machine' })
export type Machine = z.output<typeof Machine>

/** A machine account as lists show it. */
export const ListedMachine = z
  .strictObject({
    ...Machine.shape,
    /** It works, and whoever let it work is no head today of what it sees: a head confirms it anew, or withdraws it. */
    toReview: z.boolean(),
  })
  .meta({ id: 'ListedMachine' })
export type ListedMachine = z.output<typeof ListedMachine>

/** Makes a machine account. */
export const CreateMachine = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    unitId: z.uuid().nullable().default(null),
    acts: z.array(MachineAct).min(1).max(machineActs.length),
    /** The last day of the key, by UTC; at most a year ahead. */
    expiresOn: z.iso.date(),
    folder: z.boolean().default(false),
  })
  .meta({ id: 'CreateMachine' })
export type CreateMachine = z.output<typeof CreateMachine>

/** A new account with its key, which is shown this once. */
export const NewMachine = z.strictObject({ machine: Machine, key: z.string().max(100) }).meta({ id: 'NewMachine' })
export type NewMachine = z.output<typeof NewMachine>
