import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi, type App, type Handlers, type RawAnswer } from '@comity/http'
import { z } from 'zod'
import { Sha256, ceremonyApi, directoryApi, type AuthorityDetail } from './contract.ts'
import { publisherOf, type DirectoryOptions } from './directory-options.ts'
import { mustMay } from './must-may.ts'
import { addSignature } from './operations/add-signature.ts'
import { admitAuthority } from './operations/admit-authority.ts'
import { directoryStatus } from './operations/directory-status.ts'
import { listAuthorities, listStates, peerFacts } from './operations/peer-facts.ts'
import { publishDirectory, rejectProposal } from './operations/publish-directory.ts'
import { publishRoot } from './operations/publish-root.ts'
import { trustAnchor } from './operations/trust-anchor.ts'
import { latestProposals, proposedContents } from './proposal-store.ts'
import { servedPart } from './part-store.ts'
import { whoAsks } from './operations/peer-call.ts'
import { mayReadPart } from './rules/may-read.ts'
import { caFingerprint } from './rules/fingerprint.ts'
import { editionInForce, rootInForce, rootOf, standing } from './store.ts'

/** How many proposals a list shows; older ones are in the audit record. */
export const PROPOSALS_SHOWN = 100

export function addDirectoryApi(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const handlers: Handlers<typeof directoryApi> = {
    status: () => directoryStatus(node, options.hubOrigin),
    states: () => listStates(node.db),
    authorities: ({ query }) => listAuthorities(node.db, query),
    authority: ({ params }) => authorityDetail(node, params.id),
    proposals: ({ viewer }) => {
      mustMay(viewer.actor, 'see-proposals', { publisher, proposedBy: null })
      return latestProposals(node.db, PROPOSALS_SHOWN)
    },
    propose: ({ viewer, body }) =>
      inContext(node, viewer.actor, (ctx) =>
        admitAuthority(ctx, publisher, {
          application: Buffer.from(canonicalJson(body.application)),
          stateNames: body.stateNames,
          reason: body.reason,
        }),
      ),
    approve: ({ viewer, params }) =>
      inContext(node, viewer.actor, (ctx) => publishDirectory(ctx, publisher, { proposalId: params.id })),
    reject: ({ viewer, params }) =>
      inContext(node, viewer.actor, (ctx) => rejectProposal(ctx, publisher, { proposalId: params.id })),
  }
  serveApi(app, directoryApi, handlers)
  const ceremony: Handlers<typeof ceremonyApi> = {
    publishRoot: ({ viewer, body }) => publishRoot(node, viewer.actor, publisher, body),
    addSignature: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => addSignature(ctx, publisher, { proposalId: params.id, file: body })),
  }
  serveApi(app, ceremonyApi, ceremony)
  addProposalFile(app, node, options)
}

/** What is proposed, with the signatures that it has: for a holder of a contents key who signs elsewhere. */
function addProposalFile(app: App, node: Node, options: DirectoryOptions): void {
  const route = { method: 'GET', url: '/api/directory/proposals/:id/contents.json', bodyLimit: 1, signedIn: true } as const
  rawRoute(app, route, async ({ viewer, params }) => {
    if (viewer === null) throw new ComityError('not-signed-in')
    mustMay(viewer.actor, 'see-proposals', { publisher: publisherOf(node, options), proposedBy: null })
    const id = z.uuid().safeParse(params['id'])
    return fileAnswer(id.success ? await proposedContents(node.db, id.data) : null)
  })
}

/** One authority with its fingerprint. @throws ComityError `authority-unknown` */
export async function authorityDetail(node: Node, id: string): Promise<AuthorityDetail> {
  const facts = await peerFacts(node.db, id)
  if (facts === null) throw new ComityError('authority-unknown', { values: { id } })
  const { authority, directoryVersion, pinned, differs } = facts
  return { authority, fingerprint: caFingerprint(authority), directoryVersion, pinned, differs }
}

/**
 * Serves the signed files to anyone, byte for byte. Every node does, not only the secretariat's: they verify by their
 * signatures, so any node can stand in when the centre is down (protocol 07 §11).
 */
export function addDirectoryFiles(app: App, node: Node): void {
  const serve = (url: string, read: (params: Readonly<Record<string, string>>) => Promise<Uint8Array | null | undefined>) =>
    rawRoute(app, { method: 'GET', url, bodyLimit: 1 }, async ({ params }) => fileAnswer(await read(params)))
  serve('/api/directory/root.json', async () => (await rootInForce(node.db))?.bytes)
  serve('/api/directory/roots/:file', async ({ file = '' }) => {
    const version = /^([1-9]\d{0,8})\.json$/.exec(file)?.[1]
    return version === undefined ? null : (await rootOf(node.db, Number(version)))?.bytes
  })
  serve('/api/directory/contents.json', async () => (await editionInForce(node.db))?.contents)
  serve('/api/directory/freshness.json', async () => (await standing(node.db)).freshness)
  serve('/api/directory/anchor.json', () => trustAnchor(node))
  addParts(app, node)
}

/** A part to whoever may read it: to anybody else it does not exist (protocol 07 §15). */
function addParts(app: App, node: Node): void {
  rawRoute(app, { method: 'GET', url: '/api/directory/parts/:sha256', bodyLimit: 1 }, async (call) => {
    const hash = Sha256.safeParse(call.params['sha256'])
    const part = hash.success ? await servedPart(node.db, hash.data) : undefined
    if (part === undefined) throw new ComityError('not-found')
    if (part.audience === 'public') return fileAnswer(part.bytes)
    const asks = await whoAsks(node, call)
    if (asks === null || !mayReadPart(part, asks)) throw new ComityError('not-found')
    return fileAnswer(part.bytes)
  })
}

function fileAnswer(bytes: Uint8Array | null | undefined): RawAnswer {
  if (bytes === null || bytes === undefined) throw new ComityError('not-found')
  return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' }, bytes }
}
