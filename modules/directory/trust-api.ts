import { z } from 'zod'
import type { Api } from '@comity/http'
import { AuthorityId } from '@comity/accounts/contract'
import { Proposal } from './api.ts'
import { Names } from './contract/plain.ts'
import { Warning } from './warning-kinds.ts'
import { ApplicationFile, ContentsFile, DirectorySignature, Contents, PouchFile, RootFile, directoryLimits } from './formats.ts'

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

/** Most bytes of a revocation list in PEM, as an entry of the directory holds it: some four hundred certificates. */
export const MAX_LIST_BYTES = 20_000

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

export const pinStates = ['proposed', 'pinned', 'rejected', 'ending', 'ended'] as const

/** A peer's key that two persons of this office compared: believed without any directory. */
export const Pin = z
  .strictObject({
    id: z.uuid(),
    authorityId: AuthorityId,
    state: z.enum(pinStates),
    names: Names,
    nodeOrigin: z.string().max(300),
    fingerprint: z.string().max(100),
    compared: z.string().max(500),
    warnings: z.array(Warning).max(20),
    /** The fingerprint that the directory lists instead; null where it lists the same, or nothing. */
    directoryDiffers: z.string().max(100).nullable(),
    proposedBy: z.string().max(200),
    proposedByName: z.string().max(200),
    proposedAt: z.iso.datetime(),
    decidedByName: z.string().max(200).nullable(),
    decidedAt: z.iso.datetime().nullable(),
    endingBy: z.string().max(200).nullable(),
    endingByName: z.string().max(200).nullable(),
  })
  .meta({ id: 'PinnedKey' })
export type Pin = z.output<typeof Pin>

/** A peer's card (its join file), and what a person was told over another way. */
export const PinProposal = z
  .strictObject({
    card: ApplicationFile,
    /** The fingerprint as it was told: all its digits, or its sixteen words in any of the languages. */
    fingerprint: z.string().trim().min(1).max(600),
    /** With whom, when and over which way it was compared. */
    compared: z.string().trim().min(10).max(500),
    /** The State's names, where no directory here lists it. */
    stateNames: Names.optional(),
  })
  .meta({ id: 'PinProposal' })
export type PinProposal = z.output<typeof PinProposal>

const PinParams = z.strictObject({ id: z.uuid() })

/** Direct trust between two authorities. */
export const pinsApi = {
  pins: { method: 'GET', url: '/api/directory/pins', response: z.array(Pin).max(200), summary: 'Pinned keys of peers' },
  proposePin: {
    method: 'POST',
    url: '/api/directory/pins',
    body: PinProposal,
    response: Pin,
    summary: 'Propose to pin a peer’s key, after comparing its fingerprint over another way',
  },
  confirmPin: {
    method: 'POST',
    url: '/api/directory/pins/:id/confirm',
    params: PinParams,
    response: Pin,
    summary: 'Confirm as a second person: to pin what is proposed, or to end what is to end',
  },
  rejectPin: {
    method: 'POST',
    url: '/api/directory/pins/:id/reject',
    params: PinParams,
    response: Pin,
    summary: 'Reject a proposed pin, or keep one that was to end',
  },
  endPin: {
    method: 'POST',
    url: '/api/directory/pins/:id/end',
    params: PinParams,
    response: Pin,
    summary: 'Propose to end a pin; from then on the directory alone counts',
  },
} as const satisfies Api

/** The directory carried instead of fetched. The pouch of any node is served to anyone as `/api/directory/pouch.json`. */
export const pouchApi = {
  importPouch: {
    method: 'POST',
    url: '/api/directory/import',
    body: PouchFile,
    maxBodyBytes: directoryLimits.pouchBytes,
    response: z.strictObject({ outcome: z.enum(['installed', 'refreshed', 'nothing-new']), version: z.number().int() }),
    summary: 'Install a directory that was carried here',
  },
  packPouch: {
    method: 'POST',
    url: '/api/directory/pouch',
    body: z.strictObject({
      days: z.number().int().min(1).max(31),
      /** Whose own parts travel too, sealed to each. */
      to: z.array(AuthorityId).max(200).optional(),
    }),
    response: PouchFile,
    summary: 'The directory for carriage, with a freshness that lasts for days (secretariat)',
  },
} as const satisfies Api
