import { pinsApi, pouchApi } from '@comity/directory/contract'
import { PeerList, peersApi } from '@comity/exchange/contract'
import { realWorld } from '@comity/world'
import type { Command } from 'commander'
import { addApiCommands, ask } from './api-commands.ts'
import { fileAt, writeNew } from './ceremony-options.ts'
import { readCredentials } from './credentials.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity peer …` and what `comity directory …` does with files: direct trust, and the directory by pouch. */
export function addTrustCommands(program: Command, terminal: Terminal): void {
  const { proposePin: _proposed, ...others } = pinsApi
  const { list: _listed, ...lines } = peersApi
  const api = { ...lines, ...others }
  addApiCommands(
    program,
    { name: 'peer', about: 'lines to peers: health, test, pause; keys of peers that two persons compared', api },
    terminal,
  )
  const peer = program.commands.find((command) => command.name() === 'peer')
  const directory = program.commands.find((command) => command.name() === 'directory')
  if (peer !== undefined) {
    addPeerList(peer, terminal)
    addPin(peer, terminal)
  }
  if (directory !== undefined) addPouch(directory, terminal)
}

interface Listing {
  readonly query?: string
  readonly skip?: string
  readonly limit?: string
  readonly json?: true
}

/** A line of a list has no room for all that is known of a peer: `comity peer show` has the rest. */
function addPeerList(peer: Command, terminal: Terminal): void {
  peer
    .command('list')
    .description(peersApi.list.summary)
    .option('--query <text>', 'only authorities found by this')
    .option('--skip <number>', 'so many of the list')
    .option('--limit <number>', 'so many at most (50 unless given, at most 200)')
    .option('--json', 'print the answer as JSON, with all that is known of each')
    .action(async ({ json, ...given }: Listing) => {
      const query = new URLSearchParams(Object.entries(given))
      const answer = await call(terminal, { method: 'GET', url: `/api/peers?${query}` }, undefined)
      if (json === true) return say(terminal, answer, true)
      const { peers, total } = PeerList.parse(answer)
      const rows = peers.map(
        ({ peer: id, standing, sends, fetches, waiting, oldestAt, nextAttemptAt, heardAt, reachedAt, problem }) => {
          const seen = [heardAt, reachedAt].filter((at) => at !== null).toSorted()
          const road = fetches ? `${sends}, fetch` : sends
          return { peer: id, standing, road, lastSeen: seen.at(-1) ?? null, waiting, oldestAt, nextAttemptAt, problem }
        },
      )
      say(terminal, { total, peers: rows }, false)
    })
}

interface Pin {
  readonly fingerprint: string
  readonly compared: string
  readonly stateName?: string
  readonly json?: true
}

function addPin(peer: Command, terminal: Terminal): void {
  peer
    .command('pin <card>')
    .description('propose to pin a peer’s key from its join file; a second person confirms it')
    .requiredOption(
      '--fingerprint <text>',
      'as you were told it over another way: all digits, or the sixteen words in any language',
    )
    .requiredOption('--compared <text>', 'with whom, when, over which way')
    .option('--state-name <name>', 'English name of its State, where no directory lists it')
    .option('--json', 'print as JSON')
    .action(async (name: string, given: Pin) => {
      const card: unknown = JSON.parse(new TextDecoder().decode(await fileAt(terminal, name)))
      const { fingerprint, compared, stateName } = given
      const body = { card, fingerprint, compared, ...(stateName === undefined ? {} : { stateNames: { en: stateName } }) }
      say(terminal, await call(terminal, pinsApi.proposePin, body), given.json === true)
    })
}

function addPouch(directory: Command, terminal: Terminal): void {
  directory
    .command('import <file>')
    .description('install a directory that came by pouch; it is verified as if it had been fetched')
    .option('--json', 'print as JSON')
    .action(async (name: string, given: { json?: true }) => {
      const body: unknown = JSON.parse(new TextDecoder().decode(await fileAt(terminal, name)))
      say(terminal, await call(terminal, pouchApi.importPouch, body), given.json === true)
    })
  directory
    .command('save-pouch <out>')
    .description('save the directory for carriage; at the secretariat with a freshness that lasts the journey')
    .option('--days <number>', 'for how many days it shall count (secretariat, at most 31)')
    .action(async (out: string, given: { days?: string }) => {
      const pouch =
        given.days === undefined
          ? await call(terminal, { method: 'GET', url: '/api/directory/pouch.json' }, undefined)
          : await call(terminal, pouchApi.packPouch, { days: Number(given.days) })
      const bytes = new TextEncoder().encode(JSON.stringify(pouch))
      const file = await writeNew(terminal, out, { bytes, mode: 0o644 })
      terminal.out.write(`${file}: ${bytes.length} bytes\n`)
    })
}

async function call(
  terminal: Terminal,
  { method, url }: { readonly method: string; readonly url: string },
  body: unknown,
): Promise<unknown> {
  const { server, token } = await readCredentials(terminal)
  return ask(realWorld().net, { method, url: `${server}${url}`, token, body })
}
