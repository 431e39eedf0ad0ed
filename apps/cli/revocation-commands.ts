import path from 'node:path'
import { readFile } from 'node:fs/promises'
import { certificateFromPem, crlToPem, parseCertificate, parseCrl, privateKeyFromPem } from '@comity/crypto'
import { revocationApi } from '@comity/directory/contract'
import { makeRevocationList, renewKey } from '@comity/directory/server'
import { realWorld } from '@comity/world'
import { Option, type Command } from 'commander'
import { ask } from './api-commands.ts'
import { fileAt, many, writeNew } from './ceremony-options.ts'
import { readCredentials } from './credentials.ts'
import { folderOf, type Placed } from './node-folder.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity revocation …`: an authority takes back a key of its own. `make` needs no network and no node. */
export function addRevocationCommands(program: Command, terminal: Terminal): void {
  const revocation = program.command('revocation').description('take back a certificate of this authority')
  addMake(revocation, terminal)
  addInstall(revocation, terminal)
  addStatus(revocation, terminal)
}

interface Make {
  readonly caKey: string
  readonly caCert: string
  readonly previous?: string
  readonly revoke?: readonly string[]
  readonly days: string
  readonly out: string
  readonly json?: true
}

function addMake(revocation: Command, terminal: Terminal): void {
  revocation
    .command('make')
    .description('make the next revocation list with the CA’s key, best on a machine without a network')
    .requiredOption('--ca-key <file>', 'the CA’s key')
    .requiredOption('--ca-cert <file>', 'the CA’s certificate')
    .option('--previous <file>', 'the list before; what it names stays named')
    .option('--revoke <file|serial>', 'a certificate to take back, or its serial number; as often as needed', many)
    .option('--days <number>', 'for how long the list counts; a new one must be there before', '400')
    .requiredOption('--out <file>', 'the list to write, in PEM')
    .option('--json', 'print as JSON')
    .action(async (given: Make) => {
      const text = async (name: string): Promise<string> => new TextDecoder().decode(await fileAt(terminal, name))
      const ca = {
        certificateDer: certificateFromPem(await text(given.caCert)),
        privateKey: privateKeyFromPem(await text(given.caKey)),
      }
      const list = makeRevocationList({
        ca,
        previous: given.previous === undefined ? null : listIn(await text(given.previous)),
        revoke: await Promise.all((given.revoke ?? []).map((one) => serialOf(terminal, one))),
        at: realWorld().clock.now(),
        days: Number(given.days),
      })
      const file = await writeNew(terminal, given.out, { bytes: new TextEncoder().encode(crlToPem(list)), mode: 0o644 })
      const { revoked, nextUpdate } = parseCrl(list)
      say(terminal, { file, revoked: [...revoked.keys()].join(' '), until: nextUpdate.toISOString() }, given.json === true)
    })
}

function listIn(pem: string): Uint8Array {
  return Buffer.from(pem.replaceAll(/-----(?:BEGIN|END) X509 CRL-----|\s/g, ''), 'base64')
}

async function serialOf(terminal: Terminal, given: string): Promise<string> {
  if (/^[0-9a-f]{2,40}$/.test(given)) return given
  return parseCertificate(certificateFromPem(new TextDecoder().decode(await fileAt(terminal, given)))).serial
}

function addInstall(revocation: Command, terminal: Terminal): void {
  revocation
    .command('install <file>')
    .description('put the list in force on this authority’s node: at once there, and told to every peer')
    .option('--json', 'print as JSON')
    .action(async (name: string, given: { json?: true }) => {
      const { server, token } = await readCredentials(terminal)
      const { method, url } = revocationApi.revoke
      const body = { list: await readFile(path.resolve(terminal.folder, name), 'utf8') }
      say(terminal, await ask(realWorld().net, { method, url: `${server}${url}`, token, body }), given.json === true)
    })
}

function addStatus(revocation: Command, terminal: Terminal): void {
  revocation
    .command('status')
    .description('what this authority revoked, until when the list counts, and how many peers know')
    .option('--json', 'print as JSON')
    .action(async (given: { json?: true }) => {
      const { server, token } = await readCredentials(terminal)
      const { method, url } = revocationApi.ownRevocations
      say(terminal, await ask(realWorld().net, { method, url: `${server}${url}`, token }), given.json === true)
    })
}

/** `comity node renew-key`: a new seal, transport or time-stamp key, after the old one was revoked or before it runs out. */
export function addRenewKey(node: Command, terminal: Terminal): void {
  node
    .command('renew-key')
    .description('make a new key of the node with the CA’s key; peers believe it at once, the node reads it when it starts')
    .option('--data-dir <folder>', 'the data folder')
    .addOption(new Option('--use <use>', 'which key').choices(['seal', 'transport', 'time-stamp']).makeOptionMandatory())
    .requiredOption('--ca-key <file>', 'the CA’s key, brought for this and taken away again')
    .option('--json', 'print as JSON')
    .action(async (given: Placed & { use: 'seal' | 'transport' | 'time-stamp'; caKey: string }) => {
      const caKeyPem = new TextDecoder().decode(await fileAt(terminal, given.caKey))
      const made = await renewKey({ world: realWorld(), folder: folderOf(terminal, given) }, { use: given.use, caKeyPem })
      say(terminal, { use: given.use, ...made, notAfter: made.notAfter.toISOString() }, given.json === true)
    })
}
