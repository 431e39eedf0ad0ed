import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { DraftContent, Line, Offence, RequestPerson, RequestProperty, dossierBodies } from './request.ts'

/** Opens a matter. */
export const OpenMatter = z
  .strictObject({
    title: Line,
    facts: z.string().max(20_000),
    persons: z.array(RequestPerson).max(200),
    property: z.array(RequestProperty).max(200),
    offences: z.array(Offence).max(50),
  })
  .meta({ id: 'OpenMatter' })
export type OpenMatter = z.output<typeof OpenMatter>

/** Replaces a matter's data; `revision` is the one that the writer saw. */
export const SaveMatter = z
  .strictObject({ ...OpenMatter.shape, revision: z.number().int().nonnegative() })
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

export const ReturnRequest = z.strictObject({ reasons: z.string().min(3).max(5000) }).meta({ id: 'ReturnRequest' })
export type ReturnRequest = z.output<typeof ReturnRequest>

/** Acknowledges; `reference` replaces the number that the node gave where the office keeps its own register. */
export const AcknowledgeRequest = dossierBodies.acknowledgement.partial({ reference: true }).meta({ id: 'AcknowledgeRequest' })
export type AcknowledgeRequest = z.output<typeof AcknowledgeRequest>

export const AskClarification = dossierBodies['clarification-asked'].meta({ id: 'AskClarification' })
export type AskClarification = z.output<typeof AskClarification>

/** Answers; the files prepared on the request go with it. */
export const AnswerClarification = dossierBodies['clarification-answer']
  .omit({ askedIn: true })
  .meta({ id: 'AnswerClarification' })
export type AnswerClarification = z.output<typeof AnswerClarification>

/** Decides; the head may do so without waiting longer for an answer, which the dossier then says. */
export const DecideRequest = dossierBodies.decision.omit({ withoutAnswer: true }).meta({ id: 'DecideRequest' })
export type DecideRequest = z.output<typeof DecideRequest>

export const StartExecution = dossierBodies['execution-started'].meta({ id: 'StartExecution' })
export type StartExecution = z.output<typeof StartExecution>

/** Sends a result, in part (`final: false`, repeatable) or at last; the files prepared on the request go with it. */
export const SendResult = dossierBodies.result.omit({ withoutAnswer: true }).meta({ id: 'SendResult' })
export type SendResult = z.output<typeof SendResult>

export const AssessResult = dossierBodies.assessment.meta({ id: 'AssessResult' })
export type AssessResult = z.output<typeof AssessResult>

export const CloseRequest = dossierBodies.closing.meta({ id: 'CloseRequest' })
export type CloseRequest = z.output<typeof CloseRequest>

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
