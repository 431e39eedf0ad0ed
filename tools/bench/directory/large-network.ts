import path from 'node:path'
import { AuthorityId, type Node } from '@comity/accounts/contract'
import {
  createDirectoryRoots,
  demoAuthorities,
  demoAuthorityEntry,
  demoStates,
  demoSubject,
  entryOf,
  firstEdition,
  makeNodeKeys,
  pinRoot,
  referenceRegister,
} from '@comity/directory/server'
import type { Authority, DirectoryFiles } from '@comity/directory/contract'
import type { World } from '@comity/world'
import { emptyListing } from '../../../modules/directory/rules/entry.ts'
import { largeDirectory } from './large-directory.ts'

/** Authorities with a node, the secretariat and the reader's among them. */
export const NODES = 100
const CONFIRMED_ON = '2026-03-01'

/** A network of that size: its first edition, with the keys of the secretariat and of the reader's node in their folders. */
export async function largeNetwork(
  { hub, a }: { readonly hub: Node; readonly a: Node },
  { origin, scratch }: { readonly origin: string; readonly scratch: string },
): Promise<DirectoryFiles> {
  const { world } = hub
  const root = await createDirectoryRoots(world, hub.folder, 'Comity Network')
  await pinRoot(a.world, a.folder, root)
  const { states, listings } = largeDirectory()
  const own = await demoEntries({ hub, a }, origin)
  const others = await Promise.all(
    states.slice(0, NODES - own.length).map(({ code, names }) => entry(world, scratch, { code, name: names.en })),
  )
  return firstEdition(world, hub.folder, {
    states: [...states, ...demoStates].toSorted((one, two) => (one.code < two.code ? -1 : 1)),
    authorities: [...own, ...others].toSorted((one, two) => (one.id < two.id ? -1 : 1)),
    listings: [...listings.values(), ...demoStates.map(({ code }) => emptyListing(code))],
    register: referenceRegister,
  })
}

async function demoEntries({ hub, a }: { readonly hub: Node; readonly a: Node }, origin: string): Promise<Authority[]> {
  const entries: Authority[] = []
  for (const [name, node] of [['hub', hub] as const, ['a', a] as const]) {
    const authorityId = demoAuthorities[name]
    const keys = await makeNodeKeys(node.world, node.folder, {
      authorityId,
      ...demoSubject(name),
      notBefore: node.world.clock.now(),
    })
    const nodeOrigin = name === 'hub' ? origin : 'http://a.localhost:9'
    entries.push(demoAuthorityEntry(name, keys, { nodeOrigin, confirmedOn: CONFIRMED_ON }))
  }
  return entries
}

async function entry(
  world: World,
  scratch: string,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<Authority> {
  const id = AuthorityId.parse(`${code.toLowerCase()}.central-authority`)
  const title = `Central Authority, ${name}`
  const plan = { authorityId: id, state: code, name: title.slice(0, 60), notBefore: world.clock.now() }
  const keys = await makeNodeKeys(world, path.join(scratch, code), plan)
  return entryOf(keys, {
    id,
    state: code,
    kind: 'central-authority',
    names: { en: title },
    address: '1 Court Street',
    nodeOrigin: `https://${code.toLowerCase()}.example`,
    hostedBy: id,
    confirmedOn: CONFIRMED_ON,
    designations: [{ form: 'mutual-legal-assistance', instrument: 'UNCAC', territory: code, languages: ['en'] }],
  })
}
