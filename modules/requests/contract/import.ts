import { z } from 'zod'
import { StateCode } from '@comity/directory/contract'
import type { Api } from '@comity/http'
import { Language } from './content.ts'
import { Channel } from './request.ts'

/** What a column of a backlog may say of a request. */
export const importFields = [
  'direction',
  'channel',
  'counterpartName',
  'counterpartState',
  'ownReference',
  'counterpartReference',
  'subject',
  'facts',
  'legalBasis',
  'assistance',
  'state',
  'decided',
  'outcome',
  'urgency',
  'datedOn',
  'decidedOn',
  'closedOn',
] as const
export const ImportField = z.enum(importFields)
export type ImportField = z.output<typeof ImportField>

/** In which order a date like 03/04/2019 is read. */
export const dateOrders = ['day-month-year', 'month-day-year'] as const
export const DateOrder = z.enum(dateOrders)

/** What each column of the file means, and what holds for every row that does not say it itself. */
export const ImportMapping = z
  .strictObject({
    /** One for each column of the file, in its order; null where it is not taken. */
    columns: z.array(ImportField.nullable()).max(200),
    dateOrder: DateOrder,
    direction: z.enum(['incoming', 'outgoing']).nullable(),
    channel: Channel.exclude(['network']).nullable(),
    counterpartState: StateCode.nullable(),
    counterpartName: z.string().min(1).max(300).nullable(),
    language: Language.nullable(),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMapping = z.output<typeof ImportMapping>

/** Why a row, or one cell of it, cannot be taken. */
export const importFaults = [
  'missing',
  'not-understood',
  'not-a-date',
  'date-as-number',
  'year-of-two-digits',
  'formula-failed',
  'in-the-future',
  'too-long',
  'dates-out-of-order',
  'state-of-other-side',
  'never-sent',
  'twice-in-file',
  'reference-of-register',
] as const
export const ImportFault = z
  .strictObject({
    /** Of the file, from 1, as a spreadsheet counts. */
    row: z.number().int().positive(),
    field: ImportField,
    value: z.string().max(300),
    fault: z.enum(importFaults),
  })
  .meta({ id: 'ImportFault' })
export type ImportFault = z.output<typeof ImportFault>

/** Where an import stands; `running` ones go on from where they are. */
export const importStates = ['uploaded', 'checked', 'running', 'done', 'undone'] as const
export const ImportState = z.enum(importStates)
export type ImportState = z.output<typeof ImportState>

/** One import of a backlog. */
export const Import = z
  .strictObject({
    id: z.uuid(),
    fileName: z.string().max(200),
    state: ImportState,
    header: z.array(z.string().max(300)).max(200),
    /** The first rows, to see what the columns hold. */
    sample: z.array(z.array(z.string().max(300)).max(200)).max(3),
    mapping: ImportMapping,
    /** How many rows the file has below its heading. */
    rows: z.number().int(),
    /** Can be imported and have not been yet. */
    ready: z.number().int(),
    imported: z.number().int(),
    /** Are in the register already, under the same reference. */
    known: z.number().int(),
    faulty: z.number().int(),
    /** The first faults; all of them are in the file of bad rows. */
    faults: z.array(ImportFault).max(100),
    by: z.string().max(200),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Import' })
export type Import = z.output<typeof Import>

const OfId = z.strictObject({ id: z.uuid() })

/** A backlog of old requests as a file. It is uploaded as bytes: `POST /api/imports?name=backlog.xlsx`; bad rows: `GET /api/imports/:id/bad-rows.csv`. */
export const importApi = {
  listImports: {
    method: 'GET',
    url: '/api/imports',
    response: z.strictObject({ imports: z.array(Import).max(50) }),
    summary: 'Lists the latest imports of the office',
  },
  getImport: {
    method: 'GET',
    url: '/api/imports/:id',
    params: OfId,
    response: Import,
    summary: 'Shows an import and the faults of its rows',
  },
  mapImport: {
    method: 'PUT',
    url: '/api/imports/:id/mapping',
    params: OfId,
    body: ImportMapping,
    response: Import,
    summary: 'Says what the columns mean and checks every row; nothing is imported yet',
  },
  runImport: {
    method: 'POST',
    url: '/api/imports/:id/run',
    params: OfId,
    body: z.strictObject({}),
    response: Import,
    summary: 'Imports the next batch of good rows; repeat while it is running',
  },
  undoImport: {
    method: 'POST',
    url: '/api/imports/:id/undo',
    params: OfId,
    body: z.strictObject({}),
    response: Import,
    summary: 'Takes a whole import back while nothing has happened to its requests',
  },
} as const satisfies Api

declare module '@comity/errors' {
  interface ErrorRegistry {
    'import-not-found': 404
    /** The import is past that step. */
    'import-not-possible': 409
    /** Something has happened to so many of its requests: `values.count`. */
    'import-touched': 409
    /** Two columns mean the same field; `problems` name them. */
    'import-mapping': 422
  }
}
