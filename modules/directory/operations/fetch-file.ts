import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { NetAnswer } from '@comity/world'

/** Each file must be here after this long; the contents of the largest directory on a 400 kbit/s line take five minutes. */
const TIMEOUT_MS = 300_000

/** One file of the directory from a node that serves it, of at most so many bytes. @throws ComityError `directory-unreachable` */
export async function fetchFile(node: Node, url: string, maxAnswerBytes: number): Promise<Uint8Array> {
  const answer = await askFile(node, url, { maxAnswerBytes })
  if (answer.status !== 200) throw new ComityError('directory-unreachable', { values: { url, status: answer.status } })
  return answer.body
}

/** The answer whatever its status. @throws ComityError `directory-unreachable` where there is none */
export function askFile(
  node: Node,
  url: string,
  { maxAnswerBytes, headers = {} }: { readonly maxAnswerBytes: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<NetAnswer> {
  return node.world.net
    .fetch({ method: 'GET', url, headers: { accept: 'application/json', ...headers }, timeoutMs: TIMEOUT_MS, maxAnswerBytes })
    .catch((cause: unknown) => {
      if (!(cause instanceof ComityError)) throw cause
      throw new ComityError('directory-unreachable', { values: { url }, cause })
    })
}
