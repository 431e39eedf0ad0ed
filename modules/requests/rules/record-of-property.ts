import type { LegalRecord } from '../contract.ts'
import { added, changed } from './record-items.ts'
import type { SayingOf as Of } from './record.ts'

/** The record after what was said of property: liftings of freezes and agreements on return. */
export function afterProperty(
  record: LegalRecord,
  said: Of<'lifting-proposed' | 'lifting-views' | 'freeze-lifted' | 'agreement-proposed' | 'agreement-answered'>,
): LegalRecord {
  const { by, at } = said
  switch (said.kind) {
    case 'lifting-proposed': {
      const { liftingId: id, assetId, ...told } = said.body
      const open = { viewsAt: null, opposes: null, views: null, liftedAt: null, hearingImpossible: null }
      return { ...record, liftings: added(record.liftings, { id, assetId: assetId ?? null, ...told, proposedAt: at, ...open }) }
    }
    case 'lifting-views': {
      const { liftingId, opposes, views } = said.body
      const liftings = changed(record.liftings, liftingId, (one) =>
        one.viewsAt === null ? { ...one, viewsAt: at, opposes, views } : one,
      )
      return { ...record, liftings }
    }
    case 'freeze-lifted':
      return { ...record, liftings: lifted(record.liftings, said) }
    case 'agreement-proposed': {
      const { agreementId: id, answerBy = null, amount, currency, share, expenses, ...told } = said.body
      const money = { amount: amount ?? null, currency: currency ?? null, share: share ?? null, expenses: expenses ?? null }
      const agreement = {
        id,
        ...told,
        ...money,
        answerBy,
        proposedBy: by,
        at,
        status: 'proposed' as const,
        answeredAt: null,
        answer: null,
      }
      return { ...record, agreements: added(record.agreements, agreement) }
    }
    case 'agreement-answered': {
      const { agreementId, accepted, text } = said.body
      const status = accepted ? ('accepted' as const) : ('declined' as const)
      const agreements = changed(record.agreements, agreementId, (one) =>
        one.status === 'proposed' && one.proposedBy !== by ? { ...one, status, answeredAt: at, answer: text ?? null } : one,
      )
      return { ...record, agreements }
    }
  }
}

/** A lifting without a hearing has no proposal before it: it is recorded with why the hearing was impossible. */
function lifted(liftings: LegalRecord['liftings'], { body, at }: Of<'freeze-lifted'>): LegalRecord['liftings'] {
  const { liftingId, property, assetId, on, reasons, hearingImpossible } = body
  if (liftingId !== undefined && liftings.some((one) => one.id === liftingId))
    return changed(liftings, liftingId, (one) => (one.liftedAt === null ? { ...one, liftedAt: at } : one))
  if (liftingId === undefined) return liftings
  const unheard = { viewsAt: null, opposes: null, views: null, hearingImpossible: hearingImpossible ?? null }
  return [
    ...liftings,
    { id: liftingId, assetId: assetId ?? null, property, reasons, viewsBy: on, proposedAt: at, liftedAt: at, ...unheard },
  ]
}
