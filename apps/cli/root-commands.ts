import path from 'node:path'
import { writeFile } from 'node:fs/promises'
import { KeyCard, type DirectoryRole, type Root } from '@comity/directory/contract'
import {
  askToConfirm,
  confirmationOf,
  describeRoot,
  describeStanding,
  mustBeSuccessor,
  newDirectoryKey,
  planRoot,
  readRoot,
  readRootDraft,
  rootStanding,
  signRootDraft,
  signedText,
  unsignedFile,
} from '@comity/directory/ceremony'
import { ceremonyApi } from '@comity/directory/contract'
import { makeOnlineKey } from '@comity/directory/server'
import { realWorld } from '@comity/world'
import { ComityError } from '@comity/errors'
import type { Command } from 'commander'
import { ask } from './api-commands.ts'
import { fileAt, keyAt, mustBeFree, langOf, langOption, many, passphraseOf, perRole, tell, writeNew } from './ceremony-options.ts'
import { readCredentials } from './credentials.ts'
import { folderOf, type Placed } from './node-folder.ts'
import { as } from './option-values.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity root …`: the keys of the directory, each made and used on a machine of its holder. Only `publish` speaks with a node. */
export function addRootCommands(program: Command, terminal: Terminal): void {
  const root = program.command('root').description('keys of the directory, made apart and kept offline; its roots')
  addNewKey(root, terminal)
  addOnlineKey(root, terminal)
  addDraft(root, terminal)
  addSign(root, terminal)
  addStatus(root, terminal)
  addPublish(root, terminal)
}

interface NewKey {
  readonly holder: string
  readonly out: string
  readonly passphraseFile?: string
  readonly json?: true
}

function addNewKey(root: Command, terminal: Terminal): void {
  root
    .command('new-key')
    .description(
      'make one key for one holder, best on a machine without a network: OUT.key under a passphrase, OUT.pub for whoever drafts',
    )
    .requiredOption('--holder <name>', 'whose key it is, as everybody may read it', as(KeyCard.shape.holder))
    .requiredOption('--out <name>', 'name of the two files; they must not exist')
    .option('--passphrase-file <file>', 'the passphrase; left out, it is read from standard input')
    .option('--json', 'print as JSON')
    .action(async (given: NewKey) => {
      await mustBeFree(terminal, `${given.out}.key`, `${given.out}.pub`)
      const passphrase = await passphraseOf(terminal, given.passphraseFile)
      const made = newDirectoryKey(given.holder, passphrase, { chance: realWorld().chance })
      const key = await writeNew(terminal, `${given.out}.key`, { bytes: made.lockedKey, mode: 0o600 })
      const card = await writeNew(terminal, `${given.out}.pub`, { bytes: made.card, mode: 0o644 })
      say(terminal, { holder: given.holder, keyId: made.keyId, key, card }, given.json === true)
    })
}

function addOnlineKey(root: Command, terminal: Terminal): void {
  root
    .command('new-online-key')
    .description('make a freshness key on the secretariat’s node, which signs with it every few minutes by itself')
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--holder <name>', 'which machine it is', as(KeyCard.shape.holder))
    .requiredOption('--out <file>', 'the card to write, for whoever drafts')
    .option('--json', 'print as JSON')
    .action(async (given: Placed & { holder: string; out: string }) => {
      const { keyId, file, card } = await makeOnlineKey(realWorld(), folderOf(terminal, given), given.holder)
      await writeNew(terminal, given.out, { bytes: card, mode: 0o644 })
      say(
        terminal,
        { holder: given.holder, keyId, key: file, card: path.resolve(terminal.folder, given.out) },
        given.json === true,
      )
    })
}

type PerRole = readonly (readonly [DirectoryRole, string])[]

interface Draft {
  readonly from?: string
  readonly network?: string
  readonly add?: PerRole
  readonly remove?: readonly string[]
  readonly replace?: readonly string[]
  readonly threshold?: PerRole
  readonly days: string
  readonly out: string
  readonly lang?: string
}

function addDraft(root: Command, terminal: Terminal): void {
  root
    .command('draft')
    .description('draft the next root, or the first of a network; nobody has signed it yet')
    .option('--from <file>', 'the root.json that it follows')
    .option('--network <name>', 'name of a new network, where there is no root yet')
    .option('--add <role=card>', 'add a key: root, contents or freshness, and its .pub file; as often as needed', perRole)
    .option('--remove <id>', 'remove the key whose id begins so; as often as needed', many)
    .option('--replace <id=card>', 'replace the key whose id begins so by another in its role', many)
    .option('--threshold <role=number>', 'how many must sign for a role', perRole)
    .option('--days <number>', 'for how long it serves', '730')
    .requiredOption('--out <file>', 'the draft to write')
    .addOption(langOption())
    .action(async (given: Draft) => {
      const old = given.from === undefined ? null : readRoot(await fileAt(terminal, given.from)).signed
      const next = planRoot(old ?? { network: given.network ?? '' }, await planOf(terminal, given), realWorld().clock.now())
      await writeNew(terminal, given.out, { bytes: unsignedFile(next), mode: 0o644 })
      tell(terminal, describeRoot(langOf(given.lang), old, next))
    })
}

async function planOf(terminal: Terminal, given: Draft) {
  if ((given.from === undefined) === (given.network === undefined))
    throw new ComityError('root-plan-invalid', { values: { reason: 'from-or-network' } })
  const add = await Promise.all((given.add ?? []).map(async ([role, file]) => ({ role, key: await keyAt(terminal, file) })))
  const replace = await Promise.all(
    (given.replace ?? []).map(async (text) => {
      const [old = '', ...card] = text.split('=')
      return { old, key: await keyAt(terminal, card.join('=')) }
    }),
  )
  const thresholds = Object.fromEntries((given.threshold ?? []).map(([role, number]) => [role, Number(number)]))
  return { add, remove: given.remove ?? [], replace, thresholds, days: Number(given.days) }
}

interface Sign {
  readonly key: string
  readonly trusted?: string
  readonly confirm?: string
  readonly passphraseFile?: string
  readonly lang?: string
}

function addSign(root: Command, terminal: Terminal): void {
  root
    .command('sign <draft>')
    .description('sign a drafted root as one holder: first shows in words what changes, then signs with --confirm')
    .requiredOption('--key <file>', 'the holder’s .key file')
    .option('--trusted <file>', 'the root.json that the holder holds; left out only for the first root of a network')
    .option('--confirm <code>', 'the code below what was shown')
    .option('--passphrase-file <file>', 'the passphrase; left out, it is read from standard input')
    .addOption(langOption())
    .action(async (name: string, given: Sign) => {
      const lang = langOf(given.lang)
      const draft = readRootDraft(await fileAt(terminal, name))
      const old = await trustedRoot(terminal, given.trusted)
      mustBeSuccessor(old, draft.signed)
      if (given.confirm === undefined)
        return tell(terminal, askToConfirm(lang, describeRoot(lang, old, draft.signed), draft.signed))
      const lockedKey = await fileAt(terminal, given.key)
      const passphrase = await passphraseOf(terminal, given.passphraseFile)
      const bytes = signRootDraft(draft, old, { lockedKey, passphrase, confirmed: given.confirm })
      await writeFile(path.resolve(terminal.folder, name), bytes)
      tell(terminal, [signedText(lang), ...describeStanding(lang, rootStanding(readRootDraft(bytes), old))])
    })
}

async function trustedRoot(terminal: Terminal, file: string | undefined): Promise<Root | null> {
  return file === undefined ? null : readRoot(await fileAt(terminal, file)).signed
}

function addStatus(root: Command, terminal: Terminal): void {
  root
    .command('status <file>')
    .description('what a root says, who has signed it and who has not')
    .option('--trusted <file>', 'the root.json before it')
    .addOption(langOption())
    .option('--json', 'print as JSON')
    .action(async (name: string, given: { trusted?: string; lang?: string; json?: true }) => {
      const lang = langOf(given.lang)
      const draft = readRootDraft(await fileAt(terminal, name))
      const old = await trustedRoot(terminal, given.trusted)
      const standing = rootStanding(draft, old)
      const { network, version, expires } = draft.signed
      if (given.json === true)
        return say(terminal, { network, version, expires, code: confirmationOf(draft.signed), ...standing }, true)
      tell(terminal, [...describeRoot(lang, old, draft.signed), ...describeStanding(lang, standing)])
    })
}

function addPublish(root: Command, terminal: Terminal): void {
  root
    .command('publish <root>')
    .description('bring a root that enough holders signed to the secretariat’s node; other nodes follow with their next fetch')
    .option('--contents <file>', 'contents signed with the new contents keys, where the old ones no longer count')
    .option('--json', 'print as JSON')
    .action(async (name: string, given: { contents?: string; json?: true }) => {
      const { server, token } = await readCredentials(terminal)
      const json = async (file: string): Promise<unknown> => JSON.parse(new TextDecoder().decode(await fileAt(terminal, file)))
      const body = { root: await json(name), ...(given.contents === undefined ? {} : { contents: await json(given.contents) }) }
      const { method, url } = ceremonyApi.publishRoot
      say(terminal, await ask(realWorld().net, { method, url: `${server}${url}`, token, body }), given.json === true)
    })
}
