import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AuthorityId } from '@comity/accounts/contract'
import { Authority, Form, StateCode } from '@comity/directory/contract'
import { unsignedFile } from '@comity/directory/ceremony'
import {
  caFingerprint,
  contentsOf,
  createDirectoryRoots,
  entryOf,
  fingerprintWords,
  firstEdition,
  installDirectory,
  joinFile,
  loadNodeKeys,
  makeNodeKeys,
  pinRoot,
  type AuthorityWithoutKeys,
} from '@comity/directory/server'
import { parseCertificate, privateKeyFromPem } from '@comity/crypto'
import { loadConfig } from '@comity/server-app/config'
import { makeDataFolder, openNode, readNodeRecord, serveNode, writeNodeRecord } from '@comity/server-app/serve'
import { realWorld } from '@comity/world'
import type { Command } from 'commander'
import { langOf, langOption } from './ceremony-options.ts'
import { folderOf, type Placed } from './node-folder.ts'
import { as, nodeOrigin } from './option-values.ts'
import { addPeopleCommands } from './people-commands.ts'
import { addRenewKey } from './revocation-commands.ts'
import { say, type Terminal } from './terminal.ts'

/** `comity node …`: sets up and runs one real node. These work on the node's own data folder, not over its API. */
export function addNodeCommands(program: Command, terminal: Terminal): void {
  const node = program.command('node').description('set up and run one real node')
  addInit(node, terminal)
  addApplication(node, terminal)
  addFounding(node, terminal)
  addPeopleCommands(node, terminal)
  addRenewKey(node, terminal)
  addServe(node, terminal)
}

interface Init extends Placed {
  readonly authority: AuthorityId
  readonly state: string
  readonly name: string
  readonly origin: string
  readonly directory?: string
  readonly root?: string
  readonly lang?: string
}

function addInit(node: Command, terminal: Terminal): void {
  node
    .command('init')
    .description('make the keys and the record of a new node; nothing that exists is overwritten')
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--authority <id>', 'the authority it serves, as xa.central-authority', as(AuthorityId))
    .requiredOption('--state <code>', 'its State, two letters (ISO 3166-1)', as(StateCode))
    .requiredOption('--name <name>', 'the authority’s name in English')
    .requiredOption('--origin <url>', 'where the node is reached, as https://comity.example', as(nodeOrigin))
    .option('--directory <url>', 'the node that publishes the directory; left out on the secretariat’s own', as(nodeOrigin))
    .option('--root <file>', 'the directory’s root.json, got from the secretariat by a way you trust')
    .addOption(langOption())
    .option('--json', 'print as JSON')
    .action(async (given: Init) => {
      const folder = folderOf(terminal, given)
      const world = realWorld()
      const authorityId = given.authority
      await makeDataFolder(folder)
      const keys = await makeNodeKeys(world, folder, {
        authorityId,
        state: given.state,
        name: given.name,
        notBefore: world.clock.now(),
      })
      if (given.root !== undefined) await pinRoot(world, folder, await readFile(path.resolve(terminal.folder, given.root)))
      const { origin } = given
      await writeNodeRecord(folder, {
        name: authorityId.replaceAll('.', '-').slice(0, 40),
        authorityId,
        origin,
        directoryOrigin: given.directory ?? null,
      })
      const fingerprint = caFingerprint({ caCertificate: keys.caCertificatePem })
      const listed = {
        folder,
        authority: authorityId,
        origin,
        fingerprint,
        ...wordsOf(fingerprint, given.lang),
        rootPinned: given.root !== undefined,
      }
      say(terminal, listed, given.json === true)
    })
}

interface Application extends Placed {
  readonly address: string
  readonly kind: string
  readonly languages: string
  readonly email?: string
  readonly phone?: string
  readonly out: string
  readonly fetches?: true
  readonly oldCaKey?: string
  readonly lang?: string
}

/** The words of a fingerprint, for reading aloud. */
function wordsOf(fingerprint: string, lang: string | undefined): { words: string } {
  return { words: fingerprintWords(langOf(lang), fingerprint).join(' ') }
}

function addApplication(node: Command, terminal: Terminal): void {
  node
    .command('application')
    .description('write the signed application that the secretariat admits; compare the fingerprint with it by telephone')
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--address <text>', 'postal address')
    .option('--kind <kind>', 'kind of authority', 'central-authority')
    .option('--languages <list>', 'languages in which requests are accepted', 'en')
    .option('--email <address>')
    .option('--phone <number>')
    .option(
      '--fetches',
      'the node takes no connection from outside: list no address, it fetches what waits for it from its peers',
    )
    .option('--old-ca-key <file>', 'the CA key that is listed now, where the authority has a new one: its holder signs too')
    .requiredOption('--out <file>', 'the file to write')
    .addOption(langOption())
    .option('--json', 'print as JSON')
    .action(async (given: Application) => {
      const folder = folderOf(terminal, given)
      const world = realWorld()
      const keys = await loadNodeKeys({ world, folder })
      const about = await aboutNode(folder, given)
      const file = path.resolve(terminal.folder, given.out)
      const old = given.oldCaKey === undefined ? null : await readFile(path.resolve(terminal.folder, given.oldCaKey), 'utf8')
      const replaced = old === null ? null : privateKeyFromPem(old)
      await writeFile(file, await joinFile({ world, folder }, keys, about, replaced), { flag: 'wx' })
      const fingerprint = caFingerprint({ caCertificate: keys.caCertificatePem })
      say(terminal, { file, authority: about.id, fingerprint, ...wordsOf(fingerprint, given.lang) }, given.json === true)
    })
}

async function aboutNode(folder: string, given: Omit<Application, 'out'>): Promise<AuthorityWithoutKeys> {
  const record = await readNodeRecord(folder)
  const { state, name } = await subjectOf(folder)
  const languages = given.languages.split(',')
  return Authority.omit({ caCertificate: true, sealRecipient: true }).parse({
    id: record.authorityId,
    state,
    kind: given.kind,
    names: { en: name },
    address: given.address,
    ...(given.email === undefined ? {} : { email: given.email }),
    ...(given.phone === undefined ? {} : { phone: given.phone }),
    designations:
      given.kind === 'central-authority'
        ? [
            {
              form: Form.parse('mutual-legal-assistance'),
              instrument: 'UNCAC',
              territory: state,
              languages,
              electronicAcceptance: true,
              urgentByInterpol: false,
            },
          ]
        : [],
    nodeOrigin: given.fetches === true ? '' : record.origin,
    hostedBy: record.authorityId,
    confirmedOn: realWorld().clock.now().toISOString().slice(0, 10),
  })
}

/** State and name as the authority's own certificate says them. */
async function subjectOf(folder: string): Promise<{ state: string; name: string }> {
  const keys = await loadNodeKeys({ world: realWorld(), folder })
  const { subject } = parseCertificate(keys.caCertificateDer)
  return { state: subject.country, name: subject.commonName }
}

interface Founding extends Placed {
  readonly network: string
  readonly address: string
  readonly rootOut?: string
  readonly contentsOut?: string
  readonly contents?: string
}

function addFounding(node: Command, terminal: Terminal): void {
  node
    .command('found')
    .description(
      'found a network on the secretariat’s node: publish the first edition, which lists the secretariat, under the root that `comity root` made; for a trial, where none is pinned, make all its keys here',
    )
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--network <name>', 'name of the network')
    .requiredOption('--address <text>', 'postal address of the secretariat')
    .option('--root-out <file>', 'also write root.json here, for the other nodes')
    .option('--contents-out <file>', 'only write the first contents, for the holders of contents keys to sign elsewhere')
    .option('--contents <file>', 'the first contents as two persons signed them')
    .option('--json', 'print as JSON')
    .action(async (given: Founding) => {
      const folder = folderOf(terminal, given)
      const world = realWorld()
      const root = existsSync(path.join(folder, 'trust/root.json'))
        ? await readFile(path.join(folder, 'trust/root.json'))
        : await createDirectoryRoots(world, folder, given.network)
      const keys = await loadNodeKeys({ world, folder })
      const about = await aboutNode(folder, { ...given, kind: 'secretariat', languages: 'en' })
      const listed = {
        states: [{ code: about.state, names: { en: given.network } }],
        authorities: [entryOf(keys, about)],
      }
      if (given.contentsOut !== undefined) {
        const file = path.resolve(terminal.folder, given.contentsOut)
        await writeFile(file, unsignedFile(contentsOf(1, world.clock.now(), listed)), { flag: 'wx' })
        return say(terminal, { file, next: 'comity contents sign' }, given.json === true)
      }
      const signed = given.contents === undefined ? null : await readFile(path.resolve(terminal.folder, given.contents))
      const edition = await firstEdition(world, folder, signed === null ? listed : { contents: signed })
      const opened = await openNode(loadConfig(terminal.environment).config, folder)
      try {
        await installDirectory(opened.node, edition)
      } finally {
        await opened.close()
      }
      if (given.rootOut !== undefined) await writeFile(path.resolve(terminal.folder, given.rootOut), root)
      say(terminal, { folder, network: given.network, version: 1, ...noticeIn(folder) }, given.json === true)
    })
}

/** What is said of the keys where all of them lie in one folder. */
function noticeIn(folder: string): { notice?: string } {
  const notice = path.join(folder, 'keys/directory/NOTICE.txt')
  return existsSync(notice) ? { notice } : {}
}

function addServe(node: Command, terminal: Terminal): void {
  node
    .command('serve')
    .description('run the node until it is told to end')
    .option('--data-dir <folder>', 'the data folder')
    .action(async (given: Placed) => {
      const { config } = loadConfig(terminal.environment)
      const running = await serveNode(config, folderOf(terminal, given))
      terminal.out.write(`listening on ${config.host}:${config.port} as ${running.origin}\n`)
      const told = new Promise<null>((resolve) => {
        process.once('SIGINT', () => resolve(null))
        process.once('SIGTERM', () => resolve(null))
      })
      const reason = await Promise.race([told, running.lost])
      if (reason !== null) {
        terminal.err.write(`comity: the database server ended: ${reason}\n`)
        process.exit(1)
      }
      await running.stop()
    })
}
