import { ComityError } from '@comity/errors'
import { adviceOn } from '@comity/server-app/errors'
import { Command, CommanderError } from 'commander'
import { accountsApi } from '@comity/accounts/contract'
import { auditApi } from '@comity/audit/contract'
import { directoryApi } from '@comity/directory/contract'
import { exchangeApi } from '@comity/exchange/contract'
import { bridgeApi } from '@comity/bridge/contract'
import { deadlinesApi } from '@comity/deadlines/contract'
import { noticesApi } from '@comity/notices/contract'
import { recoveryApi } from '@comity/recovery/contract'
import { importApi, requestsApi, workApi } from '@comity/requests/contract'
import { addApiCommands, NodeRefusal } from './api-commands.ts'
import { addConfigCommand } from './config-command.ts'
import { addFileCommands } from './file-commands.ts'
import { addContentsCommands } from './contents-commands.ts'
import { addNodeCommands } from './node-commands.ts'
import { addRevocationCommands } from './revocation-commands.ts'
import { addRootCommands } from './root-commands.ts'
import { addSignInCommands } from './sign-in-commands.ts'
import type { Terminal } from './terminal.ts'
import { addTrustCommands } from './trust-commands.ts'
import { addVerifyCommand } from './verify-command.ts'

/** Runs one command; 0 when all is well, 1 when it refused or found something off, 2 when it was not understood. */
export async function run(terminal: Terminal): Promise<number> {
  let exitCode = 0
  const program = new Command('comity')
    .description('Cooperation between States against corruption, from the command line')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) })
  addVerifyCommand(program, terminal, (code) => (exitCode = code))
  addConfigCommand(program, terminal)
  addNodeCommands(program, terminal)
  addRootCommands(program, terminal)
  addContentsCommands(program, terminal)
  addRevocationCommands(program, terminal)
  addSignInCommands(program, terminal)
  addApiCommands(program, { name: 'requests', about: 'matters, requests and their life', api: requestsApi }, terminal)
  addApiCommands(program, { name: 'work', about: 'my work, triage, bulk acts, saved filters', api: workApi }, terminal)
  addApiCommands(program, { name: 'deadlines', about: 'clocks, their rules, the calendar feed', api: deadlinesApi }, terminal)
  addApiCommands(
    program,
    { name: 'notices', about: 'what you were told, and which of it comes by e-mail', api: noticesApi },
    terminal,
  )
  addApiCommands(program, { name: 'bridge', about: 'machine accounts, webhooks, the shared folder', api: bridgeApi }, terminal)
  addApiCommands(program, { name: 'assets', about: 'assets: traced, frozen, confiscated, returned', api: recoveryApi }, terminal)
  addApiCommands(program, { name: 'imports', about: 'backlogs of old requests', api: importApi }, terminal)
  addApiCommands(program, { name: 'directory', about: 'States, authorities, designations', api: directoryApi }, terminal)
  addApiCommands(program, { name: 'exchange', about: 'dossiers, receipts and the lines to peers', api: exchangeApi }, terminal)
  addApiCommands(program, { name: 'accounts', about: 'people of this node', api: accountsApi }, terminal)
  addApiCommands(program, { name: 'audit', about: 'the audit trail', api: auditApi }, terminal)
  addFileCommands(program, terminal)
  addTrustCommands(program, terminal)
  try {
    await program.parseAsync(terminal.arguments, { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(terminal, error)
  }
}

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
