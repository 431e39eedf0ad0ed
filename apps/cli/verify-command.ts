import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { verifyFiles, type FileReport, type GivenFile } from '@comity/exchange/verify'
import { isLang, languages, type Lang } from '@comity/i18n'
import { ComityError } from '@comity/errors'
import { realWorld } from '@comity/world'
import { Option, type Command } from 'commander'
import { many } from './ceremony-options.ts'
import { say, type Terminal } from './terminal.ts'
import { verificationText } from './verification-text.ts'

/** The largest file that is read whole (memory): twice the largest dossier. */
const MAX_FILE_BYTES = 64 * 1024 * 1024
/** Each file is compared with each other one. */
const MAX_FILES = 1000

interface VerifyOptions {
  readonly crl?: readonly string[]
  readonly anchor?: string
  readonly json?: true
  readonly lang?: string
}

/** `comity verify FILE… [--anchor FILE]`: offline, without a node. 0: all in order; 1: something is off; 2: not understood. */
export function addVerifyCommand(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('verify')
    .description('prove offline what was sent, by whom, when, and that it arrived: dossiers, receipts, sealed files')
    .argument('<file...>', 'dossiers and receipts (.asice), sealed files (.age); what belongs together is compared')
    .option('--anchor <file>', 'trust-anchor.json of the network, or PEM certificates of authorities that you trust')
    .option('--crl <file>', 'a later revocation list of an authority in the anchor; as often as needed', many)
    .addOption(new Option('--lang <language>', 'language of the report').choices(languages.map(({ code }) => code)).default('en'))
    .option('--json', 'print as JSON')
    .action(async (names: string[], options: VerifyOptions) => exit(await verify(terminal, names, options)))
}

async function verify(terminal: Terminal, names: readonly string[], options: VerifyOptions): Promise<number> {
  const lang: Lang = options.lang !== undefined && isLang(options.lang) ? options.lang : 'en'
  if (names.length > MAX_FILES) return refuse(terminal, `more than ${MAX_FILES} files at once; give fewer`)
  const lists = options.crl ?? []
  const read = await Promise.all(
    [...names, ...lists, ...(options.anchor === undefined ? [] : [options.anchor])].map((name) => readGiven(terminal, name)),
  )
  const unread = read.filter((one): one is string => typeof one === 'string')
  if (unread.length > 0) return refuse(terminal, ...unread)
  const given = read.filter((one): one is GivenFile => typeof one !== 'string')
  const anchor = options.anchor === undefined ? null : (given.at(-1)?.bytes ?? null)
  const input = {
    files: given.slice(0, names.length),
    lists: given.slice(names.length, names.length + lists.length).map(({ bytes }) => bytes),
    anchor,
  }
  const reports = judged(terminal, input, [options.anchor ?? '', ...lists].join(', '))
  if (reports === null) return 1
  if (options.json === true) say(terminal, { ok: reports.every(({ ok }) => ok), files: reports }, true)
  else terminal.out.write(verificationText(reports, lang))
  return reports.every(({ ok }) => ok) ? 0 : 1
}

function judged(
  terminal: Terminal,
  input: { files: readonly GivenFile[]; anchor: Uint8Array | null; lists: readonly Uint8Array[] },
  anchorName: string,
): FileReport[] | null {
  try {
    return verifyFiles({ ...input, at: realWorld().clock.now() })
  } catch (error) {
    // Only the anchor is refused as a whole; a fault of a file stands in its report.
    if (!(error instanceof ComityError)) throw error
    terminal.err.write(
      `comity: ${anchorName} cannot serve as trust anchor (${error.message}). Get it anew from an authority that you trust.\n`,
    )
    return null
  }
}

function refuse(terminal: Terminal, ...reasons: readonly string[]): number {
  for (const reason of reasons) terminal.err.write(`comity: ${reason}\n`)
  return 2
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read this file',
  EISDIR: 'this is a folder; name the files in it',
}

async function readGiven(terminal: Terminal, name: string): Promise<GivenFile | string> {
  const file = path.resolve(terminal.folder, name)
  try {
    const { size } = await stat(file)
    if (size > MAX_FILE_BYTES) return `${name}: larger than ${MAX_FILE_BYTES} bytes; no file of Comity is`
    return { name, bytes: Uint8Array.from(await readFile(file)) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    return `${name}: ${unreadable[code] ?? code}`
  }
}
