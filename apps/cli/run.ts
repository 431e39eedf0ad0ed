import { ComityError } from '@comity/errors'
import { adviceOn } from '@comity/server-app/errors'
import type { Api } from '@comity/http'
import { Command, CommanderError } from 'commander'
import { accountsApi } from '@comity/accounts/contract'
import { auditApi } from '@comity/audit/contract'
import { contentApi, directoryApi, findingApi } from '@comity/directory/contract'
import { exchangeApi, pouchesApi } from '@comity/exchange/contract'
import { bridgeApi } from '@comity/bridge/contract'
import { deadlinesApi } from '@comity/deadlines/contract'
import { noticesApi } from '@comity/notices/contract'
import { recoveryApi } from '@comity/recovery/contract'
import { draftingApi, importApi, mattersApi, requestsApi, searchApi, workApi } from '@comity/requests/contract'
import { addApiCommands, NodeRefusal } from './api-commands.ts'
import { addConfigCommand } from './config-command.ts'
import { addContentsCommands } from './contents-commands.ts'
import { addFileCommands, scansFor } from './file-commands.ts'
import { addNodeCommands } from './node-commands.ts'
import { addRevocationCommands } from './revocation-commands.ts'
import { addRootCommands } from './root-commands.ts'
import { addSignInCommands } from './sign-in-commands.ts'
import type { Terminal } from './terminal.ts'
import { addNetworkCommands } from './network-commands.ts'
import { addTrustCommands } from './trust-commands.ts'
import { addVerifyCommand } from './verify-command.ts'

/** Runs one command; 0 when all is well, 1 when it refused or found something off, 2 when it was not understood. */
export async function run(terminal: Terminal): Promise<number> {
  let exitCode = 0
  try {
    await programFor(terminal, (code) => (exitCode = code)).parseAsync(terminal.arguments, { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(terminal, error)
  }
}

/** Every command, from the contracts of the modules. */
export function programFor(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('comity')
    .description('Cooperation between States against corruption, from the command line')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) })
    .addHelpText('after', footer)
  program.commandsGroup('Without a node:')
  addVerifyCommand(program, terminal, end)
  addConfigCommand(program, terminal)
  program.commandsGroup('On the machine of a node:')
  addNodeCommands(program, terminal)
  addRevocationCommands(program, terminal)
  program.commandsGroup('Holding the keys of a directory:')
  addRootCommands(program, terminal)
  addContentsCommands(program, terminal)
  program.commandsGroup('Signing in to a node:')
  addSignInCommands(program, terminal)
  program.commandsGroup('What the pages of a node do:')
  const amendments = scansFor(terminal)
  for (const group of groups) addApiCommands(program, { ...group, ...(group.name === 'requests' && { amendments }) }, terminal)
  addNetworkCommands(program, terminal)
  addFileCommands(program, terminal)
  addTrustCommands(program, terminal)
  return program
}

/** The modules whose operations are commands. */
export const groups: readonly { readonly name: string; readonly about: string; readonly api: Api }[] = [
  { name: 'requests', about: 'matters, requests and their life', api: { ...requestsApi, ...searchApi } },
  { name: 'matters', about: 'exhibits, links, readers and closing of matters; what was sent where', api: mattersApi },
  { name: 'drafting', about: 'history of edits, who else is on a draft, translations', api: draftingApi },
  { name: 'work', about: 'my work, triage, bulk acts, saved filters', api: workApi },
  { name: 'deadlines', about: 'clocks, their rules, the calendar feed', api: deadlinesApi },
  { name: 'notices', about: 'what you were told, and which of it comes by e-mail', api: noticesApi },
  { name: 'bridge', about: 'machine accounts, webhooks, the shared folder', api: bridgeApi },
  { name: 'assets', about: 'assets: traced, frozen, confiscated, returned', api: recoveryApi },
  { name: 'imports', about: 'backlogs of old requests', api: importApi },
  {
    name: 'directory',
    about: 'States, authorities, designations; who is competent',
    api: { ...directoryApi, ...contentApi, ...findingApi },
  },
  { name: 'exchange', about: 'dossiers, receipts, pouches that are carried by hand', api: { ...exchangeApi, ...pouchesApi } },
  { name: 'accounts', about: 'people of this node', api: accountsApi },
  { name: 'audit', about: 'the audit trail', api: auditApi },
]

const footer = `
Each command has its own --help, and prints tables for people or, with --json, the node's own answer for programs.
A program signs in with a key: COMITY_SERVER=https://comity.example COMITY_TOKEN=comity_… comity requests list-requests --json
Exit codes: 0 done; 1 refused, or something found off; 2 the command was not understood.`

function explain(terminal: Terminal, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof NodeRefusal) {
    terminal.err.write(`comity: ${error.told}\n${error.problems.map(({ path, message }) => `  ${path}: ${message}\n`).join('')}`)
    return 1
  }
  if (error instanceof ComityError) {
    terminal.err.write(`comity: ${adviceOn(error)}\n`)
    return 1
  }
  const known = error instanceof Error && 'code' in error ? error.message : null
  terminal.err.write(
    known === null
      ? `comity: unexpected failure: ${error instanceof Error ? error.stack : String(error)}\n`
      : `comity: ${known}\n`,
  )
  return 1
}
