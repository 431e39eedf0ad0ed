import path from 'node:path'
import type { Actor, Node, Role } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { folderStore } from '@comity/files'
import { silentLog } from '@comity/log'
import { testWorld, type Net, type TestWorld } from '@comity/world'
import { demoAuthorities, demoAuthorityEntry, demoStates, demoSubject, type DemoNode } from './demo/demo-directory.ts'
import type { DirectoryFiles } from './contract.ts'
import { createDirectoryRoots, pinRoot } from './operations/create-directory-roots.ts'
import { firstEdition } from './operations/first-edition.ts'
import { makeNodeKeys } from './operations/make-node-keys.ts'

/** A node made for tests: real folder, real database, given time. */
export interface SampleNode extends Node {
  readonly world: TestWorld
}

/** In a folder of the caller's, who removes it. */
export function sampleNode(
  name: DemoNode,
  { db, folder, net }: { readonly db: Db; readonly folder: string; readonly net?: Net },
): SampleNode {
  const world = testWorld({ seed: name, ...(net === undefined ? {} : { net }) })
  const origin = `http://${name}.localhost:8080`
  return {
    facts: { name, origin, authorityId: demoAuthorities[name], demo: false },
    db,
    world,
    log: silentLog,
    files: folderStore(world.disk, path.join(folder, 'files')),
    folder,
  }
}

/** Founds a network on the hub, with the hub and A in it; the root is pinned on all nodes given. */
export async function foundNetwork(hub: SampleNode, others: readonly SampleNode[]): Promise<DirectoryFiles> {
  const root = await createDirectoryRoots(hub.world, hub.folder, 'Comity Network')
  const entries = []
  for (const name of ['a', 'hub'] as const) {
    const node = [hub, ...others].find((one) => one.facts.name === name) ?? hub
    const keys = await makeNodeKeys(node.world, path.join(node.folder, name === node.facts.name ? '' : name), {
      authorityId: demoAuthorities[name],
      ...demoSubject(name),
      notBefore: node.world.clock.now(),
    })
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin: `http://${name}.localhost:8080`, confirmedOn: '2026-03-01' }))
  }
  for (const node of others) await pinRoot(node.world, node.folder, root)
  return firstEdition(hub.world, hub.folder, { states: demoStates, authorities: entries })
}

/** A person of the node's authority. */
export function person(node: Node, id: string, ...roles: readonly Role[]): Actor {
  return { kind: 'person', id, name: id, authorityId: node.facts.authorityId, roles }
}
