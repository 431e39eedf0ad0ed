import { z } from 'zod'

/** What stands in the way of the shared folder. */
export const folderProblems = ['disk-full', 'not-writable', 'missing', 'other'] as const

/** How the shared folder of this node stands. */
export const FolderState = z
  .strictObject({
    /** Where it lies; null: the configuration names none. */
    path: z.string().max(1000).nullable(),
    /** Who acts in it; null: no machine account with the folder works. */
    machineName: z.string().max(200).nullable(),
    /** Requests that have not been written yet. */
    waiting: z.number().int(),
    problem: z.enum(folderProblems).nullable(),
    problemSince: z.iso.datetime().nullable(),
  })
  .meta({ id: 'FolderState' })
export type FolderState = z.output<typeof FolderState>
