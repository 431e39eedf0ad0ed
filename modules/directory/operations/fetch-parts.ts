import type { Node } from '@comity/accounts/contract'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MembersPart, type Contents } from '../contract.ts'
import { partsByHash } from '../part-store.ts'
import { partsToRead, type CommittedPart } from '../rules/read-parts.ts'
import { askFile, fetchFile } from './fetch-file.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import { signedAs } from './peer-call.ts'

/** Parts asked for at once: hundreds of them must not each wait for a long line, nor all come into memory together from a liar. */
const AT_ONCE = 8

/**
 * The parts that contents name, of all States or of those that changed, as far as this node may read them: what is here already is not fetched again. A public one that is not
 * to be had ends the fetch; of the others a node that serves them may hold none.
 *
 * @throws ComityError `directory-unreachable`
 */
export async function fetchParts(
  node: Node,
  origin: string,
  { contents, changed }: { readonly contents: Contents; readonly changed: ReadonlySet<string> | null },
): Promise<Uint8Array[]> {
  const member = contents.authorities.some(({ id }) => id === node.facts.authorityId)
  const direct = partsToRead(contents, changed).filter(({ audience }) => audience === 'public' || member)
  const first = await had(node, origin, direct)
  const own = node.facts.authorityId
  const named = first.parts.flatMap((bytes) => namedFor(bytes, own))
  const second = await had(node, origin, named)
  return [...first.parts, ...second.parts]
}

async function had(
  node: Node,
  origin: string,
  wanted: readonly CommittedPart[],
): Promise<{ readonly parts: readonly Uint8Array[] }> {
  const here = await partsByHash(
    node.db,
    wanted.map(({ sha256 }) => sha256),
  )
  const known = new Set(here.map(({ sha256 }) => sha256))
  const parts = here.map(({ bytes }) => bytes)
  const asked = wanted.filter(({ sha256 }) => !known.has(sha256))
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = await Promise.all(asked.slice(start, start + AT_ONCE).map((one) => fetchPart(node, origin, one)))
    parts.push(...some.filter((bytes) => bytes !== null))
  }
  return { parts }
}

/** Reads no more than was announced, and takes nothing but what has the announced hash. */
async function fetchPart(node: Node, origin: string, { sha256, bytes, audience }: CommittedPart): Promise<Uint8Array | null> {
  const url = `${origin}/api/directory/parts/${sha256}`
  if (audience === 'public') return fetchFile(node, url, bytes)
  const headers = signedAs(node, await loadNodeKeys(node), { method: 'GET', url })
  try {
    const answer = await askFile(node, url, { maxAnswerBytes: bytes, headers })
    return answer.status === 200 && sha256Hex(answer.body) === sha256 ? answer.body : null
  } catch (error) {
    // What only some may read must not keep what everybody reads from being installed.
    if (error instanceof ComityError) return null
    throw error
  }
}

function namedFor(bytes: Uint8Array, own: string): CommittedPart[] {
  const part = MembersPart.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!part.success) return []
  const { state, named } = part.data
  return named
    .filter(({ readers }) => readers.some((one) => one === own))
    .map((one) => ({ ...one, of: state, audience: 'named' as const }))
}
