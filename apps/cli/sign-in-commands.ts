import { realWorld } from '@comity/world'
import type { Command } from 'commander'
import { z } from 'zod'
import { ask } from './api-commands.ts'
import { forgetCredentials, keepCredentials, readCredentials } from './credentials.ts'
import { readInput, say, type Terminal } from './terminal.ts'

const Session = z.looseObject({ token: z.string() })

/** `comity sign-in`, `comity sign-out`: a token of the node, kept in the user's own folder. */
export function addSignInCommands(program: Command, terminal: Terminal): void {
  program
    .command('sign-in')
    .description('sign in to a node; the password is read from standard input')
    .requiredOption('--server <url>', 'address of the node, as https://comity.example')
    .requiredOption('--login <login>')
    .option('--json', 'print as JSON')
    .action(async ({ server, login, json }: { server: string; login: string; json?: true }) => {
      const password = await readInput(terminal.input)
      const origin = new URL(server).origin
      const { token } = Session.parse(
        await ask(realWorld().net, { method: 'POST', url: `${origin}/api/session`, token: null, body: { login, password } }),
      )
      const keptIn = await keepCredentials(terminal, { server: origin, token })
      say(terminal, { server: origin, login, keptIn }, json === true)
    })
  program
    .command('sign-out')
    .description('end the session and forget its token')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { server, token } = await readCredentials(terminal)
      try {
        await ask(realWorld().net, { method: 'DELETE', url: `${server}/api/session`, token })
      } finally {
        await forgetCredentials(terminal)
      }
      say(terminal, { server, signedIn: false }, json === true)
    })
}
