import { z } from 'zod'
import type { Api } from '@comity/http'
import { AuthorityId } from '@comity/accounts/contract'
import { Names } from './contract/plain.ts'
import { RootFile, directoryLimits } from './formats.ts'

/** Where a further directory says otherwise than the one to which the authority belongs. */
export const DirectoryConflict = z
  .strictObject({
    authorityId: AuthorityId,
    names: Names,
    nodeOrigin: z.string().max(300),
    fingerprint: z.string().max(100),
    differs: z.array(z.enum(['key', 'recipient', 'node', 'name', 'looks-like', 'belongs-to-another'])).max(6),
  })
  .meta({ id: 'DirectoryConflict' })
export type DirectoryConflict = z.output<typeof DirectoryConflict>

/** A directory that this node follows beside its first one. */
export const FurtherDirectory = z
  .strictObject({
    id: z.uuid(),
    network: z.string().max(120),
    origin: z.string().max(300),
    fingerprint: z.string().max(100),
    compared: z.string().max(500),
    state: z.enum(['proposed', 'followed', 'rejected', 'leaving', 'left']),
    proposedByName: z.string().max(200),
    decidedByName: z.string().max(200).nullable(),
    /** Who proposed what a second person is to confirm. */
    awaits: z.string().max(100).nullable(),
    version: z.number().int().nullable(),
    validUntil: z.iso.datetime().nullable(),
    usableUntil: z.iso.datetime().nullable(),
    checkedAt: z.iso.datetime().nullable(),
    problem: z.string().max(100).nullable(),
    /** Not believed: shown beside what is. */
    conflicts: z.array(DirectoryConflict).max(20_000),
  })
  .meta({ id: 'FurtherDirectory' })
export type FurtherDirectory = z.output<typeof FurtherDirectory>

/** The root of another secretariat, and what a person was told of its fingerprint over another way. */
export const FurtherProposal = z
  .strictObject({
    root: RootFile,
    origin: z.string().max(300),
    fingerprint: z.string().trim().min(1).max(600),
    compared: z.string().trim().min(10).max(500),
  })
  .meta({ id: 'FurtherDirectoryProposal' })
export type FurtherProposal = z.output<typeof FurtherProposal>

const Params = z.strictObject({ id: z.uuid() })
const one = { params: Params, response: FurtherDirectory } as const

/** Several secretariats at once. */
export const furtherApi = {
  further: {
    method: 'GET',
    url: '/api/directory/further',
    response: z.array(FurtherDirectory).max(100),
    summary: 'Further directories that this node follows, how fresh each is, and where it contradicts another',
  },
  proposeFurther: {
    method: 'POST',
    url: '/api/directory/further',
    body: FurtherProposal,
    maxBodyBytes: directoryLimits.rootBytes + 8_000,
    response: FurtherDirectory,
    summary: 'Propose to follow a further directory, after comparing its root’s fingerprint over another way',
  },
  confirmFurther: {
    method: 'POST',
    url: '/api/directory/further/:id/confirm',
    ...one,
    summary: 'Confirm as a second person: to follow what is proposed, or to leave what is to be left',
  },
  rejectFurther: {
    method: 'POST',
    url: '/api/directory/further/:id/reject',
    ...one,
    summary: 'Reject a proposed directory, or keep one that was to be left',
  },
  leaveFurther: {
    method: 'POST',
    url: '/api/directory/further/:id/leave',
    ...one,
    summary: 'Propose to leave a directory; authorities known through it alone are then unknown',
  },
} as const satisfies Api
