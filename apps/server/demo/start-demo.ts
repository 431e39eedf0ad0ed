import path from 'node:path'
import type { Node } from '@comity/accounts/contract'
import { addPerson, addUnit, addUnitMember, demoLinks, inContext, peopleOf, systemActor, unitsOf } from '@comity/accounts/server'
import { demoAuthorities, directoryStatus, type DemoNode } from '@comity/directory/server'
import { createLog, type Log } from '@comity/log'
import { realWorld, type World } from '@comity/world'
import { composeNode, type ComposedNode } from '../compose.ts'
import { bridgeOf, type Config } from '../config.ts'
import { dataFolder, makeDataFolder, openDatabases, type Databases } from '../data-folder.ts'
import { hostOf, listen, type Front } from '../front.ts'
import { playDemoCases } from './demo-cases.ts'
import { demoNodes } from './demo-nodes.ts'
import { foundNetwork, makeDemoKeys, publishNewAddresses, type DemoFolders, type DemoNodes } from './found-network.ts'
import { playWholeLife } from './whole-life.ts'
import { demoPeople, demoUnits } from './people.ts'
import { wayPage, welcomeText, type SignInLinks } from './way.ts'

/** The running demonstration. */
export interface Demo {
  /** What `npm start` prints: where to go, and a sign-in link for each officer. */
  readonly welcome: string
  readonly lost: Promise<string>
  stop(): Promise<void>
}

type Network = Readonly<Record<DemoNode, ComposedNode>>

/**
 * Starts the demonstration: three nodes in this process, on one port told apart by host name, each with its own database and keys.
 *
 * @throws ComityError `port-in-use` and what the database refuses
 */
export async function startDemo(config: Config): Promise<Demo> {
  const log = createLog({ level: config.logLevel, name: 'demo' })
  const world = realWorld()
  const folder = path.join(dataFolder(config), 'demo')
  await makeDataFolder(path.dirname(folder))
  await makeDataFolder(folder)
  const databases = await openDatabases(config, folder, log)
  try {
    return await run({ config, log, world, folder, databases })
  } catch (error) {
    await databases.stop()
    throw error
  }
}

interface Ground {
  readonly config: Config
  readonly log: Log
  readonly world: World
  readonly folder: string
  readonly databases: Databases
}

async function run(ground: Ground): Promise<Demo> {
  const { config, databases, log } = ground
  const network = await composeNetwork(ground)
  const links: SignInLinks = { hub: [], a: [], b: [] }
  const front = await listen((request, response) => {
    const name = demoNodes.find((each) => hostOf(request) === `${each}.localhost`)
    if (name === undefined) return wayPage(request, response, { port: config.port, links })
    return network[name].app.routing(request, response)
  }, config)
  const nodes = { hub: network.hub.node, a: network.a.node, b: network.b.node }
  const isNew = (await directoryStatus(nodes.hub, null)).version === null
  if (isNew) await foundNetwork(nodes)
  for (const name of demoNodes) await addPeople(network[name], name)
  if (!isNew) await publishNewAddresses(nodes)
  for (const name of demoNodes) await network[name].start()
  if (isNew) await playDemoCases(nodes)
  const background = isNew ? playOn(nodes, log) : null
  for (const name of demoNodes) links[name].push(...(await demoLinks(network[name].node)))
  return {
    welcome: welcomeText(config.port, links),
    lost: databases.lost,
    stop: () => stop(front, network, databases, background),
  }
}

async function composeNetwork({ config, log, world, folder, databases }: Ground): Promise<Network> {
  const folders: DemoFolders = { hub: path.join(folder, 'hub'), a: path.join(folder, 'a'), b: path.join(folder, 'b') }
  for (const name of demoNodes) await makeDataFolder(folders[name])
  await makeDemoKeys(world, folders)
  const compose = async (name: DemoNode): Promise<ComposedNode> =>
    composeNode({
      facts: { name, origin: originOf(name, config), authorityId: demoAuthorities[name], demo: true },
      folder: folders[name],
      db: await databases.open(`comity_${name}`),
      world,
      log: log.child({ node: name }),
      directoryOrigin: name === 'hub' ? null : originOf('hub', config),
      graceHours: config.graceHours,
      directoryOpen: config.directoryOpen === 'yes',
      window: config.window,
      // One folder has one owner: in the demonstration it is Arlenia's.
      bridge: { ...bridgeOf(config), ...(name === 'a' ? {} : { folder: null }) },
      pouchFolder: name === 'a' ? (config.pouchFolder ?? null) : null,
    })
  const [hub, a, b] = await Promise.all([compose('hub'), compose('a'), compose('b')])
  return { hub, a, b }
}

const originOf = (name: DemoNode, { port }: Pick<Config, 'port'>): string => `http://${name}.localhost:${port}`

async function addPeople({ node }: ComposedNode, name: DemoNode): Promise<void> {
  const home = node.facts.authorityId
  const known = new Set((await demoLinks(node)).map(({ person }) => person.login))
  for (const { guestOf, ...person } of demoPeople[name]) {
    if (known.has(person.login)) continue
    const from = guestOf === undefined ? { authorityId: home } : { authorityId: guestOf.id, authorityName: guestOf.name }
    await inContext(node, systemActor(home), (ctx) => addPerson(ctx, { ...person, ...from }))
  }
  await addUnits(node, name)
}

async function addUnits(node: Node, name: DemoNode): Promise<void> {
  const { authorityId } = node.facts
  const known = new Set((await unitsOf(node.db, authorityId)).map((unit) => unit.name))
  const people = await peopleOf(node.db, authorityId)
  for (const { members, ...input } of demoUnits[name]) {
    if (known.has(input.name)) continue
    const ids = people.filter(({ login }) => members.includes(login)).map(({ id }) => id)
    await inContext(node, systemActor(authorityId), async (ctx) => {
      const unit = await addUnit(ctx, input)
      for (const personId of ids) await addUnitMember(ctx, { unitId: unit.id, personId })
    })
  }
}

interface Background {
  end(): Promise<void>
}

/** Plays further cases while visitors look around already; the start does not wait for them. */
function playOn(nodes: DemoNodes, log: Log): Background {
  const state = { over: false }
  const played = playWholeLife(nodes, () => state.over).catch((error: unknown) => {
    if (!state.over) log.error({ error }, 'a case of the demonstration could not be played to its end')
  })
  return {
    async end() {
      state.over = true
      await played
    },
  }
}

async function stop(front: Front, network: Network, databases: Databases, background: Background | null): Promise<void> {
  await background?.end()
  await front.close()
  for (const name of demoNodes.toReversed()) {
    await network[name].stop()
    await network[name].node.db.destroy()
  }
  await databases.stop()
}
