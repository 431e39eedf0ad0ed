import path from 'node:path'
import { MAX_ATTACHMENT_BYTES, type AttachmentType } from '@comity/requests/contract'
import { ComityError } from '@comity/errors'
import { realWorld, type NetAnswer } from '@comity/world'
import type { Command } from 'commander'
import { z } from 'zod'
import { queryOf, refusalOf, type Amendment } from './api-commands.ts'
import { readCredentials } from './credentials.ts'
import { optionOf } from './fields.ts'
import { readGiven, writeGiven } from './given-files.ts'
import { saves, type Save } from './saved-files.ts'
import { say, type Terminal } from './terminal.ts'

/** Files in and out of a node: attachments of requests, dossiers, receipts, lists, the trust anchor. */
export function addFileCommands(program: Command, terminal: Terminal): void {
  addAttach(groupOf(program, 'requests'), terminal, {
    usage: 'attach-file <id> <file>',
    about: 'attach a file to a draft, or prepare it for the next answer or result',
    url: (name, id = '') => `/api/requests/${id}/attachments/${name}`,
  })
  addAttach(groupOf(program, 'matters'), terminal, {
    usage: 'file-exhibit <id> <exhibit> <file>',
    about: 'give an exhibit its file, or another one',
    url: (name, id = '', exhibit = '') => `/api/matters/${id}/exhibits/${exhibit}/file/${name}`,
  })
  for (const [group, upload] of Object.entries(uploads)) addUpload(groupOf(program, group), terminal, upload)
  for (const save of saves) addSave(groupOf(program, save.group), terminal, save)
}

function groupOf(program: Command, name: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name)
}

/** Media types by the ending of the file's name; the node checks the bytes. */
const typeByEnding: Readonly<Record<string, AttachmentType>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
}

interface GivenFile {
  readonly name: string
  readonly mediaType: AttachmentType
  readonly bytes: Uint8Array
}

/** @throws ComityError `attachment-too-large`, `attachment-kind`, `bad-input` where it cannot be read. */
async function attachmentIn(terminal: Terminal, file: string): Promise<GivenFile> {
  const bytes = await readGiven(terminal, file)
  if (bytes.length > MAX_ATTACHMENT_BYTES) throw new ComityError('attachment-too-large')
  const mediaType = typeByEnding[path.extname(file).toLowerCase()]
  if (mediaType === undefined) throw new ComityError('attachment-kind')
  return { name: path.basename(file), mediaType, bytes }
}

function put(terminal: Terminal, url: string, { mediaType, bytes }: GivenFile): Promise<NetAnswer> {
  return exchange(terminal, { method: 'PUT', url, headers: { 'content-type': mediaType }, body: bytes })
}

interface Attach {
  readonly usage: string
  readonly about: string
  /** Where the file of this name goes; the ids are as they were given. */
  readonly url: (name: string, ...ids: string[]) => string
}

function addAttach(group: Command, terminal: Terminal, { usage, about, url }: Attach): void {
  const command = group.command(usage).description(about)
  command
    .option('--name <name>', 'another name than the file’s own')
    .option('--json', 'print the answer as JSON')
    .action(async (...all: unknown[]) => {
      const names = all.slice(0, command.registeredArguments.length).map(String)
      const options: { name?: string; json?: true } = command.opts()
      const given = await attachmentIn(terminal, names.at(-1) ?? '')
      const name = encodeURIComponent(options.name ?? given.name)
      const answer = await put(terminal, url(name, ...names.slice(0, -1).map(encodeURIComponent)), given)
      say(terminal, JSON.parse(new TextDecoder().decode(answer.body)), options.json === true)
    })
}

/** Scans from the disk for what is registered by hand, by the name of the operation. */
export function scansFor(terminal: Terminal): Readonly<Record<string, Amendment>> {
  const options = (command: Command) =>
    void command.option('--scan <file>', 'a scanned page or other file; may be given several times', gathered, [])
  const scansIn = async (given: unknown): Promise<GivenFile[]> => {
    const files: GivenFile[] = []
    for (const file of z.array(z.string()).parse(given)) files.push(await attachmentIn(terminal, file))
    return files
  }
  return {
    registerRequest: {
      options,
      amend: async (body, { options: { scan } }) => {
        const scans = (await scansIn(scan)).map(({ name, mediaType, bytes }) => ({
          name,
          mediaType,
          base64: Buffer.from(bytes).toString('base64'),
        }))
        return scans.length === 0 ? body : { ...body, scans }
      },
    },
    registerArrival: {
      options,
      amend: async (body, { ids: [id = ''], options: { scan } }) => {
        const files = await scansIn(scan)
        for (const file of files)
          await put(terminal, `/api/requests/${encodeURIComponent(id)}/attachments/${encodeURIComponent(file.name)}`, file)
        const named = z.array(z.string()).catch([]).parse(body['files'])
        return files.length === 0 ? body : { ...body, files: [...named, ...files.map(({ name }) => name)] }
      },
    },
  }
}

function gathered(one: string, others: string[]): string[] {
  return [...others, one]
}

interface Upload {
  readonly usage: string
  readonly about: string
  readonly url: (name: string) => string
}

const uploads: Readonly<Record<string, Upload>> = {
  imports: {
    usage: 'upload <file>',
    about: 'upload a backlog (CSV or XLSX); nothing is imported yet, the answer shows what the columns are taken for',
    url: (name) => `/api/imports?name=${name}`,
  },
  exchange: {
    usage: 'take-in <file>',
    about: 'take in what was carried here: a pouch, or a single sealed dossier, receipt or directory',
    url: () => '/api/pouches/take-in',
  },
  // A letter goes up first; then `directory suggest` names it by what this prints.
  directory: {
    usage: 'upload-letter <file>',
    about: 'upload a letter of nomination (PDF); put what is printed, with `on` and `visibility`, into the entry’s nomination',
    url: () => '/api/directory/letter-files',
  },
}

function addUpload(group: Command, terminal: Terminal, { usage, about, url }: Upload): void {
  group
    .command(usage)
    .description(about)
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: { json?: true }) => {
      const answer = await exchange(terminal, {
        method: 'POST',
        url: url(encodeURIComponent(path.basename(file))),
        headers: { 'content-type': 'application/octet-stream' },
        body: await readGiven(terminal, file),
      })
      say(terminal, JSON.parse(new TextDecoder().decode(answer.body)), options.json === true)
    })
}

function addSave(group: Command, terminal: Terminal, { usage, about, url, fields = [] }: Save): void {
  const command = group.command(usage).description(`${about}; - as <out> is standard output`)
  for (const field of fields) command.addOption(optionOf(field))
  command.option('--json', 'print where it was saved as JSON')
  command.action(async (...given: unknown[]) => {
    const count = command.registeredArguments.length
    const names = given.slice(0, count).map(String)
    const options = z.record(z.string(), z.unknown()).parse(given[count])
    const answer = await exchange(terminal, {
      method: 'GET',
      url: `${url(...names.slice(0, -1).map(encodeURIComponent))}${queryOf(fields, options)}`,
      headers: {},
    })
    const saved = await writeGiven(terminal, names.at(-1) ?? '', answer.body)
    if (saved !== null) say(terminal, saved, options['json'] === true)
  })
}

/** The longest answer taken (endless-data attack): a dossier with its attachments stays below. */
const MAX_FILE_BYTES = 256 * 1024 * 1024

async function exchange(
  terminal: Terminal,
  call: { method: string; url: string; headers: Record<string, string>; body?: Uint8Array },
): Promise<NetAnswer> {
  const { server, token } = await readCredentials(terminal)
  const answer = await realWorld().net.fetch({
    method: call.method,
    url: `${server}${call.url}`,
    headers: { ...call.headers, authorization: `Bearer ${token}` },
    ...(call.body === undefined ? {} : { body: call.body }),
    timeoutMs: 300_000,
    maxAnswerBytes: MAX_FILE_BYTES,
  })
  if (answer.status >= 400) throw refusalOf(answer)
  return answer
}
