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
