import { ContentsFile, designationKey, directoryLimits, type Contents, type Designation, type Root } from '../contract.ts'
import { malformed, mustBeSigned, readFileOf } from './signed-file.ts'

/**
 * Reads `contents.json` under a root: signed by the contents threshold, and without a contradiction within itself.
 *
 * @throws ComityError `directory-malformed`, `directory-signature-invalid`
 */
export function readContents(bytes: Uint8Array, root: Root): ContentsFile {
  const file = readFileOf('contents', bytes, ContentsFile, directoryLimits.contentsBytes)
  mustBeSigned('contents', file, root.keys, root.roles.contents)
  mustBeConsistent(file.signed)
  return file
}

/**
 * Refuses contents that list a State or an authority twice, an authority of another State than its id says, or one that is
 * hosted by an authority that is not listed.
 *
 * @throws ComityError `directory-malformed`
 */
export function mustBeConsistent(contents: Contents): void {
  const states = uniqueOf(
    'states',
    contents.states.map((state) => state.code),
  )
  const ids = uniqueOf(
    'authorities',
    contents.authorities.map((authority) => authority.id),
  )
  for (const { id, state, hostedBy, designations } of contents.authorities) {
    if (!states.has(state) || id.slice(0, 2) !== state.toLowerCase()) throw malformed('contents', `${id}.state`)
    if (!ids.has(hostedBy)) throw malformed('contents', `${id}.hostedBy`)
    mustDiffer(id, designations)
  }
}

/** Refuses designations of one authority that say the same twice, or bear one name. @throws ComityError `directory-malformed` */
export function mustDiffer(id: string, designations: readonly Designation[]): void {
  uniqueOf(`${id}.designations`, designations.map(designationKey))
  uniqueOf(
    `${id}.designations`,
    designations.flatMap((one) => one.id ?? []),
  )
}

function uniqueOf(where: string, keys: readonly string[]): ReadonlySet<string> {
  const seen = new Set(keys)
  if (seen.size !== keys.length) throw malformed('contents', where)
  return seen
}
