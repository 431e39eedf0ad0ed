import type { World } from '@comity/world'
import { ComityError } from '@comity/errors'
import type { Authority, Contents, DirectoryFiles, PartName, Register, State } from '../contract.ts'
import { mustBeConsistent } from '../rules/read-contents.ts'
import type { StateListing } from '../rules/read-parts.ts'
import { splitParts } from '../rules/split-parts.ts'
import { newSalt } from './new-salt.ts'
import { instantText, signFile } from '../rules/sign-file.ts'
import { readRoot } from '../rules/read-root.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { freshnessKeyHere, roleKeysHere } from './role-keys.ts'
import { signFreshness } from './sign-freshness.ts'

/** How long contents serve without being signed anew; the secretariat confirms its entries at least this often. */
export const CONTENTS_DAYS = 365

const DAY_MS = 86_400_000

/** What contents list. Without `parts` they are of the first format, which every node reads. */
interface Listed {
  readonly states: readonly State[]
  readonly authorities: readonly Authority[]
  readonly parts?: readonly PartName[] | undefined
}

/** What besides the contents a first edition says, where it says more than which authorities have a node. */
interface Told extends Listed {
  readonly listings?: readonly StateListing[]
  readonly register?: Register
}

/** The `signed` part of contents. @throws ComityError `directory-malformed` when the entries contradict each other */
export function contentsOf(version: number, at: Date, listed: Listed): Contents {
  const contents: Contents = {
    role: 'contents',
    version,
    issuedAt: instantText(at),
    expires: instantText(new Date(at.getTime() + CONTENTS_DAYS * DAY_MS)),
    states: [...listed.states],
    authorities: [...listed.authorities],
    ...(listed.parts === undefined ? {} : { parts: [...listed.parts] }),
  }
  mustBeConsistent(contents)
  return contents
}

/**
 * The first contents of a directory, signed with the contents keys that are on this machine, or given as two persons signed
 * them elsewhere. Later ones go by `admitAuthority` and `publishDirectory`, between two people.
 *
 * @throws ComityError `directory-root-missing`, `directory-key-missing`, `directory-malformed`, `contents-signature-missing`
 */
export async function firstEdition(
  world: World,
  folder: string,
  listed: Told | { readonly contents: Uint8Array },
): Promise<DirectoryFiles> {
  const at = world.clock.now()
  const root = await readPinnedRoot(world, folder)
  const { signed } = readRoot(root)
  const split =
    'listings' in listed && listed.register !== undefined
      ? splitParts(listed.listings ?? [], listed.register, { before: [], newSalt: newSalt(world) })
      : null
  const contents =
    'contents' in listed
      ? listed.contents
      : await signedHere(world, folder, contentsOf(1, at, { ...listed, parts: split?.names }))
  const freshness = signFreshness(await freshnessKeyHere(world, folder, signed), { contents, version: 1, at })
  return { root, contents, freshness, ...(split === null ? {} : { parts: split.made.map(({ bytes }) => bytes) }) }
}

async function signedHere(world: World, folder: string, contents: Contents): Promise<Uint8Array<ArrayBuffer>> {
  const { signed } = readRoot(await readPinnedRoot(world, folder))
  const needed = signed.roles.contents.threshold
  const keys = await roleKeysHere(world, folder, signed, 'contents')
  if (keys.length < needed) throw new ComityError('contents-signature-missing', { values: { signed: keys.length, needed } })
  return signFile(contents, keys)
}
