import { furtherApi } from '@comity/directory/contract'
import { realWorld } from '@comity/world'
import type { Command } from 'commander'
import { addApiCommands, ask } from './api-commands.ts'
import { fileAt } from './ceremony-options.ts'
import { readCredentials } from './credentials.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity network …`: further directories that this node follows beside its first one. */
export function addNetworkCommands(program: Command, terminal: Terminal): void {
  const api = {
    list: furtherApi.further,
    confirm: furtherApi.confirmFurther,
    reject: furtherApi.rejectFurther,
    leave: furtherApi.leaveFurther,
  }
  addApiCommands(program, { name: 'network', about: 'further directories that this node follows', api }, terminal)
  const network = program.commands.find((command) => command.name() === 'network')
  if (network !== undefined) addJoin(network, terminal)
}

interface Join {
  readonly origin: string
  readonly fingerprint: string
  readonly compared: string
  readonly json?: true
}

function addJoin(network: Command, terminal: Terminal): void {
  network
    .command('join <root>')
    .description('propose to follow a further directory from its root.json; a second person confirms it')
    .requiredOption('--origin <address>', 'where that directory is fetched, https://host')
    .requiredOption(
      '--fingerprint <text>',
      'SHA-256 of its root.json as you were told it over another way: digits, or sixteen words',
    )
    .requiredOption('--compared <text>', 'with whom, when, over which way')
    .option('--json', 'print as JSON')
    .action(async (name: string, { json, ...given }: Join) => {
      const root: unknown = JSON.parse(new TextDecoder().decode(await fileAt(terminal, name)))
      const { server, token } = await readCredentials(terminal)
      const { method, url } = furtherApi.proposeFurther
      const answer = await ask(realWorld().net, { method, url: `${server}${url}`, token, body: { root, ...given } })
      say(terminal, answer, json === true)
    })
}
