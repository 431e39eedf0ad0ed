import { AuthorityId } from '@comity/accounts/contract'
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
import { furtherAuthorities, officersOf, type Further, type TestNode } from './people.ts'

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
export async function foundNetwork(
  places: Readonly<Record<DemoNode, Place>> & Readonly<Partial<Record<TestNode, Place>>>,
  password: string,
  further: Further = 'tribunal',
): Promise<void> {
  const world = realWorld()
  const now = world.clock.now()
  const entries = []
  const founded: [TestNode, Place][] = nodeNames.map((name): [TestNode, Place] => [name, places[name]])
  if (places.c !== undefined) founded.push(['c', places.c])
  for (const [name, { folder, origin }] of founded) {
    const { id, subject, entry } = aboutNode(name, further)
    await makeDataFolder(folder)
    const keys = await makeNodeKeys(world, folder, { authorityId: id, ...subject, notBefore: now })
    await writeNodeRecord(folder, {
      name,
      authorityId: id,
      origin,
      directoryOrigin: name === 'hub' ? null : places.hub.origin,
    })
    entries.push(entry(keys, { nodeOrigin: origin, confirmedOn: now.toISOString().slice(0, 10) }))
  }
  const root = await createDirectoryRoots(world, places.hub.folder, 'Comity test network')
  for (const [name, { folder }] of founded) if (name !== 'hub') await pinRoot(world, folder, root)
  const edition = await firstEdition(world, places.hub.folder, {
    states: further === 'caldova' && places.c !== undefined ? [...demoStates, caldova] : demoStates,
    authorities: entries,
  })
  for (const [name, { folder }] of founded) {
    const people = officersOf[name].map(({ guestOf, ...officer }) => ({
      ...officer,
      roles: [...officer.roles],
      password,
      ...(guestOf === undefined ? {} : { guestOf: AuthorityId.parse(guestOf) }),
    }))
    await writeBoot(folder, {
      people,
      edition:
        name === 'hub' ? { root: base64(root), contents: base64(edition.contents), freshness: base64(edition.freshness) } : null,
    })
  }
}

/** The third State of networks that have one. */
const caldova = { code: 'XC', names: { en: 'Caldova' } }

type Entry = typeof demoAuthorityEntry extends (node: DemoNode, ...rest: infer Rest) => infer Made
  ? (...rest: Rest) => Made
  : never

/** Which authority a node is of, and its entry in the directory. */
function aboutNode(name: TestNode, further: Further): { id: AuthorityId; subject: ReturnType<typeof demoSubject>; entry: Entry } {
  if (name !== 'c')
    return { id: demoAuthorities[name], subject: demoSubject(name), entry: (...rest) => demoAuthorityEntry(name, ...rest) }
  const id = AuthorityId.parse(furtherAuthorities[further])
  if (further === 'caldova') {
    const names = { en: 'Central Authority of Caldova' }
    const entry: Entry = (...rest) => {
      const model = demoAuthorityEntry('b', ...rest)
      const designations = model.designations.map((one) => ({ ...one, territory: 'XC', languages: ['en'] }))
      return { ...model, id, hostedBy: id, state: 'XC', names, designations }
    }
    return { id, subject: { state: 'XC', name: names.en }, entry }
  }
  const names = { en: 'Anti-Corruption Tribunal of Bresonia', ar: 'محكمة مكافحة الفساد في بريسونيا' }
  return {
    id,
    subject: { ...demoSubject('b'), name: names.en },
    entry: (...rest) => ({ ...demoAuthorityEntry('b', ...rest), id, hostedBy: id, kind: 'court', names }),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
