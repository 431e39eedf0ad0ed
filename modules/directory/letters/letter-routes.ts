import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { download, pageRoute, rawRoute, tokenBuckets, type App, type RawAnswer } from '@comity/http'
import { z } from 'zod'
import { MAX_LETTER_BYTES, Sha256 } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { contentsInForce } from '../operations/rebuild-rows.ts'
import { whoAsks } from '../operations/peer-call.ts'
import { keepLetter, receiveLetter } from './operations/keep-letter.ts'
import { letterForPeer, letterForPerson } from './operations/read-letter.ts'

/** Letters that one address may bring at once, and then in each second: each costs a hash over two megabytes. */
const BRINGERS = { burst: 20, perSecond: 0.2 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

/** Letters of nomination: uploaded by persons, brought and fetched by nodes, read by whoever may see the entry. */
export function addLetters(app: App, node: Node, options: DirectoryOptions): void {
  addForPersons(app, node, options)
  addForNodes(app, node, options)
}

function addForPersons(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const upload = { method: 'POST', url: '/api/directory/letter-files', bodyLimit: MAX_LETTER_BYTES, signedIn: true } as const
  rawRoute(app, upload, async ({ viewer, body }) => {
    if (viewer === null) throw new ComityError('not-signed-in')
    const kept = await inContext(node, viewer.actor, (ctx) => keepLetter(ctx, body))
    return { status: 200, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(JSON.stringify(kept)) }
  })
  const read = { method: 'GET', url: '/api/directory/letter-files/:sha256', bodyLimit: 1, signedIn: true } as const
  rawRoute(app, read, async ({ viewer, params }) => {
    if (viewer === null) throw new ComityError('not-signed-in')
    return pdfAnswer(await letterForPerson(node, hashIn(params), { viewer, publisher }))
  })
  const params = z.strictObject({ sha256: Sha256 })
  pageRoute(app, { method: 'GET', url: '/directory/letters/:sha256', params }, async ({ viewer, params: { sha256 } }) =>
    download({
      name: `nomination-${sha256.slice(0, 12)}.pdf`,
      mediaType: 'application/pdf',
      bytes: await letterForPerson(node, sha256, { viewer, publisher }),
    }),
  )
}

/** No sign-in: who asks says so by their node's signature, and what is brought counts by its hash (protocol 07 §15). */
function addForNodes(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  rawRoute(app, { method: 'GET', url: '/api/directory/letters/:sha256', bodyLimit: 1 }, async (call) => {
    const sha256 = hashIn(call.params)
    const asks = await whoAsks(node, call)
    const contents = await contentsInForce(node.db)
    const isMember = contents?.authorities.some(({ id }) => id === asks) ?? false
    return pdfAnswer(await letterForPeer(node, sha256, { authority: isMember ? asks : null, isMember, publisher }))
  })
  const bringers = tokenBuckets(BRINGERS, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
  const bring = { method: 'POST', url: '/api/directory/letters/:sha256', bodyLimit: MAX_LETTER_BYTES } as const
  rawRoute(app, bring, async ({ params, body, address }) => {
    const taken = bringers.take(address)
    if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
    await receiveLetter(node, publisher, { sha256: hashIn(params), bytes: body })
    return { status: 200, headers: { 'content-type': 'application/json' }, bytes: Buffer.from('{}') }
  })
}

function hashIn(params: Readonly<Record<string, string>>): string {
  const hash = Sha256.safeParse(params['sha256'])
  if (!hash.success) throw new ComityError('not-found')
  return hash.data
}

function pdfAnswer(bytes: Uint8Array): RawAnswer {
  const headers = { 'content-type': 'application/pdf', 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' }
  return { status: 200, headers, bytes }
}
