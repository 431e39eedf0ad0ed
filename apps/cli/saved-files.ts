import { DirectorySearch } from '@comity/directory/contract'
import { MatterFilter, RequestFilter } from '@comity/requests/contract'
import type { z } from 'zod'
import { fieldsOf, type Field } from './fields.ts'

/** A command that saves one file of a node. */
export interface Save {
  readonly group: string
  readonly usage: string
  readonly about: string
  readonly url: (...ids: string[]) => string
  /** What the address takes as its query. */
  readonly fields?: readonly Field[]
}

/** Which rows a list has, without its place in the list. */
const filtersOf = (schema: z.ZodType): Field[] => fieldsOf(schema).filter(({ name }) => name !== 'after' && name !== 'limit')

/** What is saved as a file, group by group. */
export const saves: readonly Save[] = [
  {
    group: 'directory',
    usage: 'save-proposal <id> <out>',
    about: 'save proposed contents, for a person who signs them elsewhere (`comity contents sign`)',
    url: (id) => `/api/directory/proposals/${id}/contents.json`,
  },
  {
    group: 'directory',
    usage: 'save-contact-points <id> <out>',
    about: 'save the contact points of an authority as CSV, to change and upload on its edit page',
    url: (id) => `/api/directory/authorities/${id}/contact-points.csv`,
  },
  {
    group: 'directory',
    usage: 'save-letter <sha256> <out>',
    about: 'save a letter of nomination that an entry or a suggestion names (PDF)',
    url: (sha256) => `/api/directory/letter-files/${sha256}`,
  },
  {
    group: 'network',
    usage: 'save-anchor <id> <out>',
    about: 'save the trust anchor of a further directory, for `comity verify --anchor`',
    url: (id) => `/api/directory/further/${id}/anchor.json`,
  },
  {
    group: 'matters',
    usage: 'save-file <id> <sha256> <out>',
    about: 'save the file of an exhibit',
    url: (id, sha256) => `/api/matters/${id}/files/${sha256}`,
  },
  {
    group: 'matters',
    usage: 'save-survey <id> <format> <out>',
    about: 'save what was sent where as csv or xlsx',
    url: (id, format) => `/api/matters/${id}/survey.${format}`,
  },
  {
    group: 'matters',
    usage: 'export <format> <out>',
    about: 'save the list of matters as csv or xlsx',
    url: (format) => `/api/matters/export.${format}`,
    fields: filtersOf(MatterFilter),
  },
  {
    group: 'requests',
    usage: 'save-file <id> <sha256> <out>',
    about: 'save a file of a request',
    url: (id, sha256) => `/api/requests/${id}/files/${sha256}`,
  },
  {
    group: 'requests',
    usage: 'save-pdf <id> <out>',
    about: 'save the file of a request as PDF, without internal notes unless --variant says otherwise',
    url: (id) => `/api/requests/${id}/file.pdf`,
    fields: [{ name: 'variant', type: 'text', choices: ['outward', 'internal'] }],
  },
  {
    group: 'requests',
    usage: 'save-letter <id> <sequence> <out>',
    about: 'save what was said in one line of the timeline as a letter to print (PDF)',
    url: (id, sequence) => `/api/requests/${id}/renditions/${sequence}`,
  },
  {
    group: 'requests',
    usage: 'export <format> <out>',
    about: 'save the list of requests as csv or xlsx',
    url: (format) => `/api/requests/export.${format}`,
    fields: filtersOf(RequestFilter),
  },
  {
    group: 'imports',
    usage: 'save-bad-rows <id> <out>',
    about: 'save the rows that cannot be imported, with what is wrong (CSV): correct them there and upload it again',
    url: (id) => `/api/imports/${id}/bad-rows.csv`,
  },
  {
    group: 'exchange',
    usage: 'save-pouch <sha256> <out>',
    about: 'save the file of a pouch that was packed here (.asice)',
    url: (sha256) => `/api/pouches/${sha256}/file`,
  },
  {
    group: 'exchange',
    usage: 'save-container <id> <out>',
    about: 'save a dossier as signed (.asice)',
    url: (id) => `/api/dossiers/${id}/container`,
  },
  {
    group: 'exchange',
    usage: 'save-sealed <id> <out>',
    about: 'save a dossier as sealed and sent (.age)',
    url: (id) => `/api/dossiers/${id}/sealed`,
  },
  {
    group: 'exchange',
    usage: 'save-receipt <id> <out>',
    about: 'save a receipt (.asice)',
    url: (id) => `/api/receipts/${id}`,
  },
  {
    group: 'directory',
    usage: 'save-anchor <out>',
    about: 'save the trust anchor for `comity verify`',
    url: () => '/api/directory/anchor.json',
  },
  {
    group: 'directory',
    usage: 'export <format> <out>',
    about: 'save the list of authorities as csv or json',
    url: (format) => `/api/directory/export.${format}`,
    fields: filtersOf(DirectorySearch),
  },
]
