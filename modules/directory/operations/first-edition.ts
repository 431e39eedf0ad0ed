import type { World } from '@comity/world'
import type { Authority, Contents, DirectoryFiles, State } from '../contract.ts'
import { mustBeConsistent } from '../rules/read-contents.ts'
import { instantText, signFile } from '../rules/sign-file.ts'
import { readPinnedRoot, readSecretariatKey, secretariatKeys } from './create-directory-roots.ts'
import { signFreshness } from './sign-freshness.ts'

/** How long contents serve without being signed anew; the secretariat confirms its entries at least this often. */
export const CONTENTS_DAYS = 365

const DAY_MS = 86_400_000

/** The `signed` part of contents. @throws ComityError `directory-malformed` when the entries contradict each other */
export function contentsOf(
  version: number,
  at: Date,
  listed: { readonly states: readonly State[]; readonly authorities: readonly Authority[] },
): Contents {
  const contents: Contents = {
    role: 'contents',
    version,
    issuedAt: instantText(at),
    expires: instantText(new Date(at.getTime() + CONTENTS_DAYS * DAY_MS)),
    states: [...listed.states],
    authorities: [...listed.authorities],
  }
  mustBeConsistent(contents)
  return contents
}

/**
 * Signs the first contents of a directory with all keys in the secretariat's folder, at the founding of a network. Later ones
 * go by `admitAuthority` and `publishDirectory`, between two people.
 *
 * @throws ComityError `directory-root-missing`, `directory-key-missing`, `directory-malformed`
 */
export async function firstEdition(
  world: World,
  folder: string,
  listed: { readonly states: readonly State[]; readonly authorities: readonly Authority[] },
): Promise<DirectoryFiles> {
  const at = world.clock.now()
  const keys = await Promise.all(secretariatKeys.contents.map((name) => readSecretariatKey(world, folder, name)))
  const contents = signFile(contentsOf(1, at, listed), keys)
  const freshness = signFreshness(await readSecretariatKey(world, folder, secretariatKeys.freshness[0]), {
    contents,
    version: 1,
    at,
  })
  return { root: await readPinnedRoot(world, folder), contents, freshness }
}
