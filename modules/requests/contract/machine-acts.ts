import { z } from 'zod'

/**
 * What a machine account may be given at most: to follow, open and feed. Whatever needs the head, and whatever is said to the other State
 * besides that its request was received, is a person's to say (reference §6).
 */
export const machineActs = [
  'read',
  'open-matter',
  'save-matter',
  'draft',
  'save',
  'attach',
  'submit',
  'register',
  'register-arrival',
  'acknowledge',
  'note',
] as const
export const MachineAct = z.enum(machineActs)
export type MachineAct = z.output<typeof MachineAct>
