import { z } from 'zod'
import { Day, Line } from './content.ts'

/** How a letter is carried by hand. */
export const letterChannels = ['e-mail', 'post', 'diplomatic', 'interpol', 'courier', 'oral'] as const
export const LetterChannel = z.enum(letterChannels)

/** Letters of one request. */
export const MAX_RENDITIONS = 1000

/** Something said outside the network: the line of the timeline, and when and how it was sent by hand. */
export const Rendition = z
  .strictObject({
    /** The line of the timeline that it renders. */
    sequence: z.number().int().positive(),
    act: z.string().max(60),
    saidOn: z.iso.date(),
    /** Null until somebody notes that it was sent: until then it is owed. */
    sentOn: z.iso.date().nullable(),
    channel: LetterChannel.nullable(),
    tracking: z.string().max(300).nullable(),
    sentBy: z.string().max(200).nullable(),
    /** The day that the proof of delivery names. */
    arrivedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'Rendition' })
export type Rendition = z.output<typeof Rendition>

/** Notes that a letter was sent; noting it again corrects the note. */
export const NoteSending = z
  .strictObject({
    sequence: z.number().int().positive(),
    on: Day,
    channel: LetterChannel,
    /** Number of the consignment, of the pouch or of the message. */
    tracking: Line.optional(),
    remarks: z.string().max(2000).optional(),
  })
  .meta({ id: 'NoteSending' })
export type NoteSending = z.output<typeof NoteSending>

/** Notes the proof that a letter arrived; `files` names its scans among the prepared files. */
export const NoteDelivery = z
  .strictObject({
    sequence: z.number().int().positive(),
    on: Day,
    files: z.array(z.string().max(200)).max(50).optional(),
    remarks: z.string().max(2000).optional(),
  })
  .meta({ id: 'NoteDelivery' })
export type NoteDelivery = z.output<typeof NoteDelivery>
