import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AuthorityId } from '@comity/accounts/contract'
import type { Context, Node, Role } from '@comity/accounts/contract'
import { addPerson, addUnit, addUnitMember, inContext, personByLogin, systemActor, unitsOf } from '@comity/accounts/server'
import type { Authority, State } from '@comity/directory/contract'
import {
  createDirectoryRoots,
  demoAuthority,
  demoAuthorityEntry,
  demoStates,
  demoSubject,
  entryOf,
  firstEdition,
  installDirectory,
  makeNodeKeys,
} from '@comity/directory/server'
import { readConfig } from '@comity/server-app/config'
import { makeDataFolder, openNode, writeNodeRecord } from '@comity/server-app/serve'
import { realWorld } from '@comity/world'
import type { SeedOffice } from './story.ts'
import { words } from './words.ts'

/** The office of the large node: invented, as everybody in it. */
export const largeAuthority = AuthorityId.parse('xa.central-authority')

/** Who signs in to look, and what they see: the whole office, much of it, next to nothing, what was passed on. */
export const lookers = {
  head: { login: 'viktor.lindqvist', name: 'Viktor Lindqvist', roles: ['head'] },
  registrar: { login: 'salma.haddad', name: 'Salma Haddad', roles: ['registrar'] },
  coordinator: { login: 'clara.weiss', name: 'Clara Weiss', roles: ['case-officer'] },
  officer: { login: 'officer.1.1', name: 'Officer 1.1', roles: ['case-officer'] },
  rare: { login: 'officer.12.1', name: 'Officer 12.1', roles: ['case-officer'] },
  guest: { login: 'guest.court', name: 'Rashid Oumarou', roles: ['executing-officer'] },
} as const satisfies Record<string, { login: string; name: string; roles: readonly Role[] }>

const UNITS = 12
const OFFICERS_OF_UNIT = 10
const COURTS = 40
const courts = Array.from({ length: COURTS }, (_, at) => `xa.court-${at + 1}`)

/** Makes a node of its own with a directory of its own, and the people of a large office; its database is the embedded one, migrated by the product. */
export async function makeLargeNode(folder: string, of: { readonly origin: string; readonly password: string }): Promise<void> {
  const world = realWorld()
  const now = world.clock.now()
  const confirmedOn = now.toISOString().slice(0, 10)
  await makeDataFolder(folder)
  const keys = await makeNodeKeys(world, folder, { authorityId: largeAuthority, ...demoSubject('a'), notBefore: now })
  await writeNodeRecord(folder, { name: 'large', authorityId: largeAuthority, origin: of.origin, directoryOrigin: null })
  await createDirectoryRoots(world, folder, 'Comity large office')
  const abroad = await counterparts(confirmedOn)
  const edition = await firstEdition(world, folder, {
    states: [...demoStates.filter(({ code }) => code === 'XA'), ...abroad.states],
    authorities: [demoAuthorityEntry('a', keys, { nodeOrigin: of.origin, confirmedOn }), ...abroad.authorities],
  })
  const opened = await openNode(readConfig({}).config, folder)
  try {
    await installDirectory(opened.node, edition)
    await addPeople(opened.node, of.password)
  } finally {
    await opened.close()
  }
}

/** The authorities that the made-up requests go to and come from, with keys that nobody keeps. */
async function counterparts(confirmedOn: string): Promise<{ states: State[]; authorities: Authority[] }> {
  const world = realWorld()
  const states: State[] = []
  const authorities: Authority[] = []
  for (let at = 0; at < 38; at++) {
    const code = `X${String.fromCharCode(66 + (at % 25))}`
    const kind = at < 25 ? 'central-authority' : 'prosecutor-general'
    const name = at < 25 ? `Central Authority of State ${code}` : `Prosecutor General of State ${code}`
    if (at < 25) states.push({ code, names: { en: `State ${code}` } })
    const id = AuthorityId.parse(`${code.toLowerCase()}.${kind}`)
    const folder = await mkdtemp(path.join(tmpdir(), 'comity-seed-'))
    const keys = await makeNodeKeys(world, folder, { authorityId: id, state: code, name, notBefore: world.clock.now() })
    await rm(folder, { recursive: true })
    const about = demoAuthority('b', { nodeOrigin: `https://${code.toLowerCase()}-${at}.example`, confirmedOn })
    const designations = about.designations.map((designation) => ({ ...designation, territory: code }))
    authorities.push(entryOf(keys, { ...about, id, hostedBy: id, state: code, names: { en: name }, designations }))
  }
  return { states, authorities }
}

/** Adds people by the product's own operations: twelve units with ten officers each, and {@link lookers}, who have the password. */
async function addPeople(node: Node, password: string): Promise<void> {
  await inContext(node, systemActor(largeAuthority), async (ctx) => {
    const units: string[] = []
    for (let unit = 1; unit <= UNITS; unit++) {
      units.push((await addUnit(ctx, { name: `Unit ${String(unit).padStart(2, '0')}`, names: {} })).id)
      for (let officer = 1; officer <= OFFICERS_OF_UNIT; officer++) {
        const login = `officer.${unit}.${officer}`
        const looks = login === lookers.officer.login || login === lookers.rare.login
        await addOfficer(ctx, { login, name: nameOf(unit, officer), password: looks ? password : undefined }, units.slice(-1))
      }
    }
    for (const { login, name, roles } of [lookers.head, lookers.registrar])
      await addPerson(ctx, { login, name, roles, password, authorityId: largeAuthority })
    await addOfficer(ctx, { ...lookers.coordinator, password }, units.slice(0, 9))
    const court = AuthorityId.parse('xa.court-1')
    await addPerson(ctx, { ...lookers.guest, password, authorityId: court, authorityName: 'Court 1 of Arlenia' })
  })
}

async function addOfficer(
  ctx: Context,
  officer: { readonly login: string; readonly name: string; readonly password: string | undefined },
  units: readonly string[],
): Promise<void> {
  const { login, name, password } = officer
  const known = password === undefined ? {} : { password }
  const { id } = await addPerson(ctx, { login, name, roles: ['case-officer'], authorityId: largeAuthority, ...known })
  for (const unitId of units) await addUnitMember(ctx, { unitId, personId: id })
}

function nameOf(unit: number, officer: number): string {
  const [english] = words
  const [given = [], family = []] = [english?.given.split('|'), english?.family.split('|')]
  return `${given[(unit * 7 + officer) % given.length]} ${family[(unit * 3 + officer * 5) % family.length]}`
}

/** Units and officers of the large node, for whom requests are made up. */
export async function largeOfficeOf(node: Pick<Node, 'db'>): Promise<SeedOffice> {
  const idOf = async (login: string): Promise<string> => (await personByLogin(node.db, login))?.id ?? ''
  const units = (await unitsOf(node.db, largeAuthority)).map(({ id }) => id)
  const officers: string[] = []
  for (let unit = 1; unit <= UNITS; unit++)
    for (let officer = 1; officer <= OFFICERS_OF_UNIT; officer++) officers.push(await idOf(`officer.${unit}.${officer}`))
  return { authority: largeAuthority, units, officers, head: await idOf(lookers.head.login), courts }
}
