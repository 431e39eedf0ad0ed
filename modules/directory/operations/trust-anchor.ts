import type { Node } from '@comity/accounts/contract'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { ContentsFile, RootFile, type TrustAnchorFile } from '../contract.ts'
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
  const file: TrustAnchorFile = {
    comity: 'trust-anchor',
    root: RootFile.parse(jsonOf(root.bytes)),
    contents: ContentsFile.parse(jsonOf(edition.contents)),
  }
  return new TextEncoder().encode(canonicalJson(file))
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
