import path from 'node:path'
import { writeFile } from 'node:fs/promises'
import type { Contents, Root } from '@comity/directory/contract'
import {
  askToConfirm,
  describeContents,
  openAnchorFiles,
  readContentsDraft,
  readRoot,
  signContentsDraft,
  signedText,
  unsignedFile,
} from '@comity/directory/ceremony'
import { ceremonyApi } from '@comity/directory/contract'
import { contentsOf } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { realWorld } from '@comity/world'
import type { Command } from 'commander'
import { ask } from './api-commands.ts'
import { fileAt, langOf, langOption, passphraseOf, tell, writeNew } from './ceremony-options.ts'
import { readCredentials } from './credentials.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity contents …`: what a second person signs on a machine of their own, with a file that goes to and fro. */
export function addContentsCommands(program: Command, terminal: Terminal): void {
  const contents = program.command('contents').description('proposed contents of the directory, signed on another machine')
  addDraft(contents, terminal)
  addSign(contents, terminal)
  addBring(contents, terminal)
}

function addDraft(contents: Command, terminal: Terminal): void {
  contents
    .command('draft')
    .description(
      'the contents in force as the next version, unsigned: for the holders of new contents keys, before `root publish --contents`',
    )
    .requiredOption('--anchor <file>', 'the trust anchor of the directory in force')
    .requiredOption('--out <file>', 'the file to write')
    .action(async (given: { anchor: string; out: string }) => {
      const { contents: current } = openAnchorFiles(await fileAt(terminal, given.anchor))
      const next = contentsOf(current.version + 1, realWorld().clock.now(), current)
      const file = await writeNew(terminal, given.out, { bytes: unsignedFile(next), mode: 0o644 })
      tell(terminal, [...describeContents('en', current, next), file])
    })
}

interface Sign {
  readonly key: string
  readonly anchor?: string
  readonly root?: string
  readonly confirm?: string
  readonly passphraseFile?: string
  readonly lang?: string
}

function addSign(contents: Command, terminal: Terminal): void {
  contents
    .command('sign <file>')
    .description('sign proposed contents as one holder: first shows in words what changes, then signs with --confirm')
    .requiredOption('--key <file>', 'the holder’s .key file')
    .option('--anchor <file>', 'the trust anchor of the directory in force that the holder holds')
    .option('--root <file>', 'the root alone, for the first contents of a network or under new keys')
    .option('--confirm <code>', 'the code below what was shown')
    .option('--passphrase-file <file>', 'the passphrase; left out, it is read from standard input')
    .addOption(langOption())
    .action(async (name: string, given: Sign) => {
      const lang = langOf(given.lang)
      const draft = readContentsDraft(await fileAt(terminal, name))
      const held = await heldBy(terminal, given)
      if (given.confirm === undefined)
        return tell(terminal, askToConfirm(lang, describeContents(lang, held.contents, draft.signed), draft.signed))
      const lockedKey = await fileAt(terminal, given.key)
      const passphrase = await passphraseOf(terminal, given.passphraseFile)
      const bytes = signContentsDraft(draft, held.root, { lockedKey, passphrase, confirmed: given.confirm })
      await writeFile(path.resolve(terminal.folder, name), bytes)
      tell(terminal, [signedText(lang)])
    })
}

/** What the holder compares with is their own copy: a machine that made the file could have made a false one beside it. */
async function heldBy(terminal: Terminal, given: Sign): Promise<{ root: Root; contents: Contents | null }> {
  const anchor = given.anchor === undefined ? null : openAnchorFiles(await fileAt(terminal, given.anchor))
  const root = given.root === undefined ? anchor?.root : readRoot(await fileAt(terminal, given.root)).signed
  if (root === undefined) throw new ComityError('directory-root-missing')
  return { root, contents: anchor?.contents ?? null }
}

function addBring(contents: Command, terminal: Terminal): void {
  contents
    .command('bring <proposal> <file>')
    .description('bring a signed file back to its proposal on the secretariat’s node')
    .option('--json', 'print as JSON')
    .action(async (id: string, name: string, given: { json?: true }) => {
      const { server, token } = await readCredentials(terminal)
      const body: unknown = JSON.parse(new TextDecoder().decode(await fileAt(terminal, name)))
      const { method, url } = ceremonyApi.addSignature
      const place = `${server}${url.replace(':id', encodeURIComponent(id))}`
      say(terminal, await ask(realWorld().net, { method, url: place, token, body }), given.json === true)
    })
}
