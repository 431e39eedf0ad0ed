import { isDeepStrictEqual } from 'node:util'
import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { readPassedOn } from '@comity/exchange/server'
import { ORIGINAL_REQUEST, dossierBodies } from '../contract.ts'

/** Kinds that a misdirected request had when its sender signed it. */
const signedKinds: readonly string[] = ['request', 'supplementary-request']

/**
 * Whether a request that another authority of this State passed on is the one that its sender signed: the container attached bears the
 * sender's seal, was addressed to whoever passed it on, belongs to this thread, and says what is passed on, with the same files.
 *
 * @throws ComityError `dossier-schema` naming what differs; whatever the container itself is refused for.
 */
export async function mustBeAsSigned(ctx: Context, dossier: ReceivedDossier): Promise<void> {
  const body = dossierBodies['forwarded-request'].safeParse(dossier.body)
  const file = dossier.attachments.find(({ name }) => name === ORIGINAL_REQUEST)
  if (!body.success || !file) throw refused('attachments')
  const container = await ctx.node.files.get(file.sha256)
  const { dossierId, dossier: signed } = await readPassedOn(ctx, container, body.data.requestingAuthority)
  const { form, reference, content, requestDossier, supplements } = body.data
  const said = { form, reference, content, ...(supplements === undefined ? {} : { supplements }) }
  const others = dossier.attachments.filter(({ name }) => name !== ORIGINAL_REQUEST).map(({ sha256 }) => sha256)
  if (dossierId !== requestDossier) throw refused('requestDossier')
  if (signed.addressee !== dossier.sender || signed.thread !== dossier.thread) throw refused('thread')
  if (!signedKinds.includes(signed.kind) || !isDeepStrictEqual(signed.body, said)) throw refused('content')
  if (!isDeepStrictEqual(signed.attachments.map(({ sha256 }) => sha256).toSorted(), others.toSorted()))
    throw refused('attachments')
}

function refused(path: string): ComityError {
  return new ComityError('dossier-schema', { problems: [{ path, message: 'not-as-signed' }] })
}
