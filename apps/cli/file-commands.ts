import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { MAX_ATTACHMENT_BYTES, type AttachmentType } from '@comity/requests/contract'
import { ComityError } from '@comity/errors'
import { realWorld, type NetAnswer } from '@comity/world'
import type { Command } from 'commander'
import { refusalOf } from './api-commands.ts'
import { readCredentials } from './credentials.ts'
import { say, type Terminal } from './terminal.ts'

/** Files in and out of a node: attachments of requests, dossiers, receipts, the trust anchor. */
export function addFileCommands(program: Command, terminal: Terminal): void {
  addAttach(groupOf(program, 'requests'), terminal)
  addSave(groupOf(program, 'requests'), terminal, {
    usage: 'save-file <id> <sha256> <out>',
    about: 'save a file of a request',
    url: (id, sha256) => `/api/requests/${id}/files/${sha256}`,
  })
  addSave(groupOf(program, 'requests'), terminal, {
    usage: 'save-pdf <id> <out>',
    about: 'save the file of a request as PDF, without internal notes',
    url: (id) => `/api/requests/${id}/file.pdf`,
  })
  addSave(groupOf(program, 'requests'), terminal, {
    usage: 'export <format> <out>',
    about: 'save the list of requests as csv or xlsx',
    url: (format) => `/api/requests/export.${format}`,
  })
  addUpload(groupOf(program, 'imports'), terminal)
  for (const part of ['container', 'sealed'] as const) {
    addSave(groupOf(program, 'exchange'), terminal, {
      usage: `save-${part} <id> <out>`,
      about: part === 'container' ? 'save a dossier as signed (.asice)' : 'save a dossier as sealed and sent (.age)',
      url: (id) => `/api/dossiers/${id}/${part}`,
    })
  }
  addSave(groupOf(program, 'exchange'), terminal, {
    usage: 'save-receipt <id> <out>',
    about: 'save a receipt (.asice)',
    url: (id) => `/api/receipts/${id}`,
  })
  addSave(groupOf(program, 'directory'), terminal, {
    usage: 'save-proposal <id> <out>',
    about: 'save proposed contents, for a person who signs them elsewhere (`comity contents sign`)',
    url: (id) => `/api/directory/proposals/${id}/contents.json`,
  })
  addSave(groupOf(program, 'directory'), terminal, {
    usage: 'save-anchor <out>',
    about: 'save the trust anchor for `comity verify`',
    url: () => '/api/directory/anchor.json',
  })
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

function addAttach(group: Command, terminal: Terminal): void {
  group
    .command('attach-file <id> <file>')
    .description('attach a file to a draft, or prepare it for the next answer or result')
    .option('--name <name>', 'another name than the file’s own')
    .option('--json', 'print the answer as JSON')
    .action(async (id: string, file: string, options: { name?: string; json?: true }) => {
      const bytes = await readFile(path.resolve(terminal.folder, file))
      if (bytes.length > MAX_ATTACHMENT_BYTES) throw new ComityError('attachment-too-large')
      const mediaType = typeByEnding[path.extname(file).toLowerCase()]
      if (mediaType === undefined) throw new ComityError('attachment-kind')
      const name = encodeURIComponent(options.name ?? path.basename(file))
      const answer = await exchange(terminal, {
        method: 'PUT',
        url: `/api/requests/${encodeURIComponent(id)}/attachments/${name}`,
        headers: { 'content-type': mediaType },
        body: bytes,
      })
      say(terminal, JSON.parse(new TextDecoder().decode(answer.body)), options.json === true)
    })
}

function addUpload(group: Command, terminal: Terminal): void {
  group
    .command('upload <file>')
    .description('upload a backlog (CSV or XLSX); nothing is imported yet, the answer shows what the columns are taken for')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: { json?: true }) => {
      const answer = await exchange(terminal, {
        method: 'POST',
        url: `/api/imports?name=${encodeURIComponent(path.basename(file))}`,
        headers: { 'content-type': 'application/octet-stream' },
        body: await readFile(path.resolve(terminal.folder, file)),
      })
      say(terminal, JSON.parse(new TextDecoder().decode(answer.body)), options.json === true)
    })
}

interface Save {
  readonly usage: string
  readonly about: string
  readonly url: (...ids: string[]) => string
}

function addSave(group: Command, terminal: Terminal, { usage, about, url }: Save): void {
  const command = group.command(usage).description(about)
  command.action(async (...given: unknown[]) => {
    const names = given.slice(0, command.registeredArguments.length).map(String)
    const out = path.resolve(terminal.folder, names.at(-1) ?? '')
    const answer = await exchange(terminal, {
      method: 'GET',
      url: url(...names.slice(0, -1).map(encodeURIComponent)),
      headers: {},
    })
    await writeFile(out, answer.body, { flag: 'wx' })
    terminal.out.write(`${out}: ${answer.body.length} bytes\n`)
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
