import type { Node } from '@comity/accounts/contract'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { ContentsFile, RootFile, type TrustAnchorFile } from '../contract.ts'
import { furtherInForce } from '../further-store.ts'
import { editionInForce, rootInForce } from '../store.ts'

/**
 * The bytes of the trust anchor of the directory in force: root and contents in one file, for `comity verify --anchor`.
 *
 * @throws ComityError `unavailable` while no directory is installed
 */
export async function trustAnchor(node: Pick<Node, 'db'>): Promise<Uint8Array<ArrayBuffer>> {
  const edition = await editionInForce(node.db)
  const root = await rootInForce(node.db)
  if (edition === undefined || root === undefined) throw new ComityError('unavailable')
  return anchorOf(root.bytes, edition.contents)
}

/**
 * The same of a further directory, as it was last verified here: what came from an authority that only this one lists is checked by it.
 *
 * @throws ComityError `not-found` where it is not followed, `unavailable` while nothing of it is here
 */
export async function furtherAnchor(node: Pick<Node, 'db'>, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const row = (await furtherInForce(node.db)).find((one) => one.id === id)
  if (row === undefined) throw new ComityError('not-found')
  if (row.contents === null) throw new ComityError('unavailable')
  return anchorOf(row.root, row.contents)
}

function anchorOf(root: Uint8Array, contents: Uint8Array): Uint8Array<ArrayBuffer> {
  const file: TrustAnchorFile = {
    comity: 'trust-anchor',
    root: RootFile.parse(jsonOf(root)),
    contents: ContentsFile.parse(jsonOf(contents)),
  }
  return new TextEncoder().encode(canonicalJson(file))
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
