import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Form, StateCode } from '@comity/directory/contract'
import { Day, DraftContent, Line, Offence, RequestPerson, RequestProperty } from './content.ts'
import { dossierBodies } from './dossiers.ts'
import { DecisionKind } from './words.ts'
import { Channel, MAX_NAMED, IncomingState, OutgoingState } from './request.ts'

/** Opens a matter. */
export const OpenMatter = z
  .strictObject({
    title: Line,
    facts: z.string().max(20_000),
    persons: z.array(RequestPerson).max(200),
    property: z.array(RequestProperty).max(200),
    offences: z.array(Offence).max(50),
    unit: z.uuid().nullable().optional(),
    named: z.array(z.uuid()).max(MAX_NAMED).optional(),
  })
  .meta({ id: 'OpenMatter' })
export type OpenMatter = z.output<typeof OpenMatter>

/** Replaces what a matter says; `revision` is the one that the writer saw. Who sees it, its exhibits and links change by acts of their own. */
export const SaveMatter = z
  .strictObject({ ...OpenMatter.omit({ unit: true, named: true }).shape, revision: z.number().int().nonnegative() })
  .meta({ id: 'SaveMatter' })
export type SaveMatter = z.output<typeof SaveMatter>

/** What a new draft takes over from its matter, so that nothing is typed twice. */
export const copyParts = ['persons', 'property', 'offences', 'facts'] as const
export const CopyPart = z.enum(copyParts)
export type CopyPart = z.output<typeof CopyPart>

/** Drafts a request, from a matter or on its own. */
export const DraftRequest = z
  .strictObject({
    matterId: z.uuid().optional(),
    /** Parts of the matter to copy; the part of `content` with the same name, where given, goes before. */
    copy: z.array(CopyPart).max(copyParts.length).optional(),
    counterpart: AuthorityId.optional(),
    form: Form,
    content: DraftContent,
    /** An earlier request of ours that this one supplements (art. 46(16), WA 34(6)): its matter and counterpart are taken over. */
    supplements: z.uuid().optional(),
    /**
     * A request of ours whose content is taken over, as for another State or another authority. Of one that was given back its files too, and its addressee is
     * whoever was named as competent, unless `counterpart` says otherwise.
     */
    like: z.uuid().optional(),
  })
  .meta({ id: 'DraftRequest' })
export type DraftRequest = z.output<typeof DraftRequest>

/** Saves the whole content of a draft; `revision` is the one that the writer started from. */
export const SaveDraft = z
  .strictObject({
    revision: z.number().int().nonnegative(),
    content: DraftContent,
    counterpart: AuthorityId.nullable(),
  })
  .meta({ id: 'SaveDraft' })
export type SaveDraft = z.output<typeof SaveDraft>

/** Gives a request to an officer, a unit and named persons; what is absent stays as it is, null takes away. */
export const AssignRequest = z
  .strictObject({
    assignee: z.uuid().nullable().optional(),
    unit: z.uuid().nullable().optional(),
    named: z.array(z.uuid()).max(MAX_NAMED).optional(),
    remarks: z.string().max(2000).optional(),
  })
  .meta({ id: 'AssignRequest' })
export type AssignRequest = z.output<typeof AssignRequest>

/** Registers a request that came or went outside the network, by paper or e-mail; its scans are attached afterwards. */
export const RegisterRequest = z
  .strictObject({
    direction: z.enum(['outgoing', 'incoming']),
    form: Form,
    channel: Channel.exclude(['network']),
    counterpart: AuthorityId.optional(),
    counterpartName: z.string().min(1).max(300),
    counterpartState: StateCode,
    counterpartReference: Line.optional(),
    /** The office's own number where it has one already. */
    ownReference: Line.optional(),
    /** The day on which it was received, or sent. */
    datedOn: Day,
    /** Where it stands; freshly received or sent unless given. */
    state: z.union([OutgoingState, IncomingState]).optional(),
    decided: DecisionKind.optional(),
    matterId: z.uuid().optional(),
    content: DraftContent,
  })
  .meta({ id: 'RegisterRequest' })
export type RegisterRequest = z.output<typeof RegisterRequest>

/** Registers by hand what the other side of an off-network request said: `body` as the dossier of that kind would carry it. */
export const RegisterArrival = z
  .strictObject({
    kind: z.enum(Object.keys(dossierBodies)),
    body: z.unknown(),
    receivedOn: Day,
    /** Which of the prepared files are its scans; the others stay prepared. */
    files: z.array(z.string().max(200)).max(50).optional(),
  })
  .meta({ id: 'RegisterArrival' })
export type RegisterArrival = z.output<typeof RegisterArrival>

/** Names the request that an operation is about. */
export interface OfRequest {
  readonly requestId: string
}

/** An uploaded file; its bytes must be what `mediaType` says. */
export interface AttachFile extends OfRequest {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Bytes that one attachment may have: 25 MB, as the exchange and the pages say; larger evidence travels by reference (architecture §3). Bounds memory per upload. */
export const MAX_ATTACHMENT_BYTES = 25_000_000
/** Attachments that one dossier carries; as many as the schema of a letter admits. */
export const MAX_ATTACHMENTS = 50

/** Media types that may be attached; each is checked against the first bytes of the file. */
export const attachmentTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/tiff',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
] as const
export type AttachmentType = (typeof attachmentTypes)[number]
