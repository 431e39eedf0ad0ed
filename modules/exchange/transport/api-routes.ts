import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { type App, type Handlers, rawRoute, serveApi } from '@comity/http'
import { exchangeApi } from '../contract.ts'
import { may, type ExchangeAct, type Readable } from '../policy.ts'
import { dossierById, dossierFile, dossiersOf, receiptFile } from '../store/dossier-store.ts'

/** The API of the exchange and its downloads. */
export function apiRoutes(app: App, node: Node, readable: Readable): void {
  const handlers: Handlers<typeof exchangeApi> = {
    async listDossiers({ query, viewer }) {
      mustMay(node, viewer.actor, 'see-dossier', null)
      const seen = await readable(node.db, viewer.actor, [query.thread])
      const dossiers = seen.has(query.thread) ? await dossiersOf(node.db, query.thread) : []
      const own = node.facts.authorityId
      return { dossiers: dossiers.filter(({ sender, addressee }) => sender === own || addressee === own) }
    },
    async getDossier({ params, viewer }) {
      const dossier = await dossierById(node.db, params.id)
      if (!dossier) throw new ComityError('dossier-unknown')
      mustMay(node, viewer.actor, 'see-dossier', [dossier.sender, dossier.addressee])
      await mustRead(readable, node.db, viewer.actor, dossier.thread)
      return dossier
    },
  }
  serveApi(app, exchangeApi, handlers)
  for (const form of ['container', 'sealed'] as const) {
    rawRoute(
      app,
      { method: 'GET', url: `/api/dossiers/:id/${form}`, bodyLimit: 1, signedIn: true },
      async ({ params, viewer }) => {
        if (!viewer) throw new ComityError('not-signed-in')
        return fileAnswer(
          await downloadDossier(node, viewer.actor, { dossierId: params['id'] ?? '', form, readable }),
          form === 'container' ? ASICE : AGE,
        )
      },
    )
  }
  rawRoute(app, { method: 'GET', url: '/api/receipts/:id', bodyLimit: 1, signedIn: true }, async ({ params, viewer }) => {
    if (!viewer) throw new ComityError('not-signed-in')
    return fileAnswer(await downloadReceipt(node, viewer.actor, { receiptId: params['id'] ?? '', readable }), ASICE)
  })
}

const ASICE = { mediaType: 'application/vnd.etsi.asic-e+zip', extension: 'asice' }
const AGE = { mediaType: 'application/vnd.comity.sealed', extension: 'age' }

/** A dossier's bytes for a person; who took them is recorded. @throws ComityError `dossier-unknown`, `not-allowed`. */
export function downloadDossier(
  node: Node,
  actor: Actor,
  {
    dossierId,
    form,
    readable,
  }: { readonly dossierId: string; readonly form: 'container' | 'sealed'; readonly readable: Readable },
): Promise<{ name: string; bytes: Uint8Array }> {
  return inContext(node, actor, async (ctx) => {
    const dossier = await dossierById(ctx.db, dossierId)
    const bytes = await dossierFile(ctx.db, dossierId, form)
    if (!dossier || !bytes) throw new ComityError('dossier-unknown')
    mustMay(node, actor, 'download-dossier', [dossier.sender, dossier.addressee])
    await mustRead(readable, ctx.db, actor, dossier.thread)
    await record(ctx, { act: 'dossier.downloaded', subject: { kind: 'dossier', id: dossierId }, details: { form } })
    return { name: dossierId, bytes }
  })
}

/** A receipt's bytes for a person; who took them is recorded. @throws ComityError `receipt-unknown`, `not-allowed`. */
export function downloadReceipt(
  node: Node,
  actor: Actor,
  { receiptId, readable }: { readonly receiptId: string; readonly readable: Readable },
): Promise<{ name: string; bytes: Uint8Array }> {
  return inContext(node, actor, async (ctx) => {
    const receipt = await receiptFile(ctx.db, receiptId)
    if (!receipt) throw new ComityError('receipt-unknown')
    mustMay(node, actor, 'download-dossier', [receipt.sender, receipt.addressee])
    if (receipt.thread !== null) await mustRead(readable, ctx.db, actor, receipt.thread)
    await record(ctx, { act: 'receipt.downloaded', subject: { kind: 'receipt', id: receiptId } })
    return { name: `receipt-${receiptId}`, bytes: receipt.container }
  })
}

/** @throws ComityError `dossier-unknown`: what one may not see does not exist. */
export async function mustRead(readable: Readable, db: Db, actor: Actor, thread: string): Promise<void> {
  if (!(await readable(db, actor, [thread])).has(thread)) throw new ComityError('dossier-unknown')
}

export function mustMay(node: Node, actor: Actor, act: ExchangeAct, parties: readonly string[] | null): void {
  if (!may(actor, act, { ownAuthority: node.facts.authorityId, parties })) throw new ComityError('not-allowed')
}

function fileAnswer({ name, bytes }: { name: string; bytes: Uint8Array }, { mediaType, extension }: typeof ASICE) {
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}.${extension}"` },
    bytes,
  }
}
