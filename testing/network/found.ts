import {
  createDirectoryRoots,
  demoAuthorities,
  demoAuthorityEntry,
  demoStates,
  demoSubject,
  firstEdition,
  makeNodeKeys,
  pinRoot,
  type DemoNode,
} from '@comity/directory/server'
import { makeDataFolder, writeNodeRecord } from '@comity/server-app/serve'
import { realWorld } from '@comity/world'
import { writeBoot } from './boot.ts'
import { officersOf } from './people.ts'

/** Where a node of a test network is to be. */
export interface Place {
  readonly folder: string
  readonly origin: string
}

/** The nodes in the order in which they depend on each other: the secretariat's publishes the directory. */
export const nodeNames = ['hub', 'a', 'b'] as const satisfies readonly DemoNode[]

/**
 * Founds a network before any of its nodes runs, as a founding ceremony would: keys in each folder, the directory's root pinned on all of
 * them, the first edition of the directory on the hub, people with one password on each.
 */
export async function foundNetwork(places: Readonly<Record<DemoNode, Place>>, password: string): Promise<void> {
  const world = realWorld()
  const now = world.clock.now()
  const entries = []
  for (const name of nodeNames) {
    const { folder, origin } = places[name]
    await makeDataFolder(folder)
    const keys = await makeNodeKeys(world, folder, { authorityId: demoAuthorities[name], ...demoSubject(name), notBefore: now })
    await writeNodeRecord(folder, {
      name,
      authorityId: demoAuthorities[name],
      origin,
      directoryOrigin: name === 'hub' ? null : places.hub.origin,
    })
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin: origin, confirmedOn: now.toISOString().slice(0, 10) }))
  }
  const root = await createDirectoryRoots(world, places.hub.folder, 'Comity test network')
  for (const name of ['a', 'b'] as const) await pinRoot(world, places[name].folder, root)
  const edition = await firstEdition(world, places.hub.folder, { states: demoStates, authorities: entries })
  for (const name of nodeNames) {
    const people = officersOf[name].map((officer) => ({ ...officer, roles: [...officer.roles], password }))
    await writeBoot(places[name].folder, {
      people,
      edition:
        name === 'hub' ? { root: base64(root), contents: base64(edition.contents), freshness: base64(edition.freshness) } : null,
    })
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
