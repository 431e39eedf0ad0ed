import type { AuthorityId, Context } from '@comity/accounts/contract'
import { mustVerifyChain } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { Dossier } from '../format/dossier.ts'
import { openDossier, readDossier } from '../format/read-dossier.ts'
import { trustOf } from '../runtime.ts'

/**
 * Somebody's dossier that another authority passed on as a file: its canonical form, the seal of `sender` under the directory, its schema and
 * the hashes of its attachments are checked as on arrival; whether it was meant for us is for the caller.
 *
 * @throws ComityError `sender-unknown`, and whatever the container, its seal or its schema is refused for.
 */
export async function readPassedOn(
  ctx: Context,
  container: Uint8Array,
  sender: AuthorityId,
): Promise<{ readonly dossierId: string; readonly dossier: Dossier }> {
  const { caDer, crl } = await trustOf(ctx.node, sender, 'sender-unknown', ctx.db)
  const opened = openDossier(container)
  mustVerifyChain({
    leafDer: opened.seal.signerCertificateDer,
    caDer,
    use: 'seal',
    at: ctx.now,
    ...(crl === undefined ? {} : { crl }),
  })
  const { dossierId, dossier } = readDossier(opened)
  if (dossier.sender !== sender) throw new ComityError('sender-unknown')
  return { dossierId, dossier }
}
