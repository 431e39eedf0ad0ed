import { z } from 'zod'
import { FileName } from '@comity/exchange/contract'
import { attachmentTypes, RegisterRequest } from './steps.ts'

/** Scans that one registration by the API may carry. */
const MAX_SCANS = 20
/** A registration with its scans, in base64: held in memory, so fewer bytes than the page takes, which holds them as they are. */
export const MAX_SCANS_BODY_BYTES = 60_000_000

/** A scanned page or other file, within JSON. */
export const GivenScan = z.strictObject({
  name: FileName,
  mediaType: z.enum(attachmentTypes),
  /** Its bytes (RFC 4648 section 4). */
  base64: z.string().max(MAX_SCANS_BODY_BYTES),
})
export type GivenScan = z.output<typeof GivenScan>

/** Registers a request together with the pages that came or went. */
export const RegisterWithScans = RegisterRequest.extend({ scans: z.array(GivenScan).max(MAX_SCANS).default([]) }).meta({
  id: 'RegisterWithScans',
})
export type RegisterWithScans = z.output<typeof RegisterWithScans>
