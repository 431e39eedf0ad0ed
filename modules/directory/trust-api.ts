import { z } from 'zod'
import type { Api } from '@comity/http'
import { Proposal } from './api.ts'
import { ContentsFile, DirectorySignature, Contents, RootFile, directoryLimits } from './formats.ts'

/** A new root as its holders signed it, and the contents signed anew where it takes their keys away. */
export const RootPublication = z
  .strictObject({ root: RootFile, contents: ContentsFile.optional() })
  .meta({ id: 'RootPublication' })
export type RootPublication = z.output<typeof RootPublication>

/** The contents of a proposal, signed by somebody on a machine of their own. */
export const ContentsSignatures = z
  .strictObject({ signed: Contents, signatures: z.array(DirectorySignature).min(1).max(directoryLimits.signatures) })
  .meta({ id: 'ContentsSignatures' })
export type ContentsSignatures = z.output<typeof ContentsSignatures>

const ProposalParams = z.strictObject({ id: z.uuid() })
/** What the parser may take of contents or a pouch, and a little for the frame around them. */
const CONTENTS_BODY_BYTES = directoryLimits.contentsBytes + directoryLimits.rootBytes

/** Keys of the directory, kept apart: what their holders signed elsewhere comes in here. */
export const ceremonyApi = {
  publishRoot: {
    method: 'POST',
    url: '/api/directory/root',
    body: RootPublication,
    maxBodyBytes: CONTENTS_BODY_BYTES,
    response: z.strictObject({ rootVersion: z.number().int(), version: z.number().int() }),
    summary: 'Publish a root that enough holders of root keys signed (secretariat)',
  },
  addSignature: {
    method: 'POST',
    url: '/api/directory/proposals/:id/signature',
    params: ProposalParams,
    body: ContentsSignatures,
    maxBodyBytes: CONTENTS_BODY_BYTES,
    response: Proposal,
    summary: 'Add the signature that a person put on the proposed contents elsewhere (secretariat)',
  },
} as const satisfies Api

/** Most bytes of a revocation list in PEM: some five thousand entries. */
export const MAX_LIST_BYTES = 200_000

/** What this node's own authority revoked, and who knows. */
export const OwnRevocations = z
  .strictObject({
    thisUpdate: z.iso.datetime().nullable(),
    /** After this instant peers believe nothing of this authority: a new list must be there before. */
    nextUpdate: z.iso.datetime().nullable(),
    revoked: z.array(z.strictObject({ serial: z.string().max(64), since: z.iso.datetime() })).max(10_000),
    told: z.number().int(),
    waiting: z.number().int(),
  })
  .meta({ id: 'OwnRevocations' })
export type OwnRevocations = z.output<typeof OwnRevocations>

/** Revocation by the authority itself. Anybody may bring a list to `POST /api/directory/revocations/<authority>`: its CA's signature speaks. */
export const revocationApi = {
  ownRevocations: {
    method: 'GET',
    url: '/api/directory/revocations',
    response: OwnRevocations,
    summary: 'What this authority revoked, until when the list counts, and how many peers know',
  },
  revoke: {
    method: 'POST',
    url: '/api/directory/revocations',
    body: z.strictObject({ list: z.string().max(MAX_LIST_BYTES) }),
    response: z.strictObject({ outcome: z.enum(['taken', 'known']) }),
    summary: 'Put a revocation list of this authority in force, here at once and told to every peer',
  },
} as const satisfies Api
