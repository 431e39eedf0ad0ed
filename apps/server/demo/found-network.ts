import { inContext } from '@comity/accounts/server'
import type { Node } from '@comity/accounts/contract'
import {
  admitAuthority,
  createDirectoryRoots,
  demoAuthorities,
  demoAuthority,
  demoAuthorityEntry,
  demoListings,
  demoStates,
  demoSubject,
  firstEdition,
  installDirectory,
  joinFile,
  loadNodeKeys,
  makeNodeKeys,
  ownAuthority,
  pinRoot,
  publishDirectory,
  referenceRegister,
  type DemoNode,
} from '@comity/directory/server'
import type { World } from '@comity/world'
import { keysOf } from './demo-nodes.ts'
import { officersOf } from './officers.ts'

/** A demonstration's nodes by their short names. */
export type DemoNodes = Readonly<Record<DemoNode, Node>>
export type DemoFolders = Readonly<Record<DemoNode, string>>

/** Makes every node's keys and the directory's roots, once, before the nodes are composed; every node pins the root. */
export async function makeDemoKeys(world: World, folders: DemoFolders): Promise<void> {
  for (const name of keysOf(folders)) {
    if (await world.disk.exists(`${folders[name]}/keys/authority.json`)) continue
    await makeNodeKeys(world, folders[name], {
      authorityId: demoAuthorities[name],
      ...demoSubject(name),
      notBefore: world.clock.now(),
    })
  }
  if (await world.disk.exists(`${folders.hub}/trust/root.json`)) return
  const root = await createDirectoryRoots(world, folders.hub, 'Comity demonstration network')
  for (const name of keysOf(folders)) if (name !== 'hub') await pinRoot(world, folders[name], root)
}

/** Publishes the first directory and hands it to all three nodes, as a founding ceremony would. */
export async function foundNetwork(nodes: DemoNodes): Promise<void> {
  const { world, folder } = nodes.hub
  const confirmedOn = world.clock.now().toISOString().slice(0, 10)
  const entries = await Promise.all(
    keysOf(nodes).map(async (name) =>
      demoAuthorityEntry(name, await loadNodeKeys(nodes[name]), { nodeOrigin: nodes[name].facts.origin, confirmedOn }),
    ),
  )
  const edition = await firstEdition(world, folder, {
    states: demoStates,
    authorities: entries,
    listings: demoListings(confirmedOn),
    register: referenceRegister,
  })
  for (const name of keysOf(nodes)) await installDirectory(nodes[name], edition)
}

/** Publishes new addresses after the port was changed: proposed by one person of the secretariat, approved by another. */
export async function publishNewAddresses(nodes: DemoNodes): Promise<void> {
  const secretariat = await officersOf(nodes.hub, { proposes: 'marta.solano', approves: 'daniel.osei' })
  const publisher = demoAuthorities.hub
  const confirmedOn = nodes.hub.world.clock.now().toISOString().slice(0, 10)
  for (const name of keysOf(nodes)) {
    const node = nodes[name]
    if ((await ownAuthority(node)).nodeOrigin === node.facts.origin) continue
    const application = await joinFile(
      node,
      await loadNodeKeys(node),
      demoAuthority(name, { nodeOrigin: node.facts.origin, confirmedOn }),
    )
    const proposal = await inContext(nodes.hub, secretariat.proposes, (ctx) => admitAuthority(ctx, publisher, { application }))
    await inContext(nodes.hub, secretariat.approves, (ctx) => publishDirectory(ctx, publisher, { proposalId: proposal.id }))
  }
}
