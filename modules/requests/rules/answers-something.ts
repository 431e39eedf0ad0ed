import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import type { StoredRequest } from '../stored-request.ts'
import type { Said } from './record.ts'

/**
 * What a dossier names by its identity is there and waits for it: otherwise a peer could fill a timeline with answers to what nobody asked, with second
 * answers, and with one question asked again and again. What may have crossed on the way is taken: a word in a consultation that was ended meanwhile,
 * views on a freeze that was lifted meanwhile.
 *
 * @throws ComityError `step-not-possible` with what is named in vain; the sender's receipt says so.
 */
export function mustAnswerSomething(request: Pick<StoredRequest, 'record' | 'content' | 'state'>, said: Said): void {
  const problems = namedInVain(request, said)
  if (problems.length > 0)
    throw new ComityError('step-not-possible', { values: { state: request.state, act: said.kind }, problems })
}

function namedInVain({ record, content }: Pick<StoredRequest, 'record' | 'content'>, said: Said): Problem[] {
  const { by } = said
  switch (said.kind) {
    case 'consultation':
      return unasked(record.consultations, said.body.consultationId, 'consultationId')
    case 'consultation-reply':
      return awaited(record.consultations, said.body.consultationId, { path: 'consultationId', waits: () => true })
    case 'consultation-concluded': {
      const waits = (one: { openedBy: string; concludedAt: string | null }) => one.openedBy === by && one.concludedAt === null
      return awaited(record.consultations, said.body.consultationId, { path: 'consultationId', waits })
    }
    case 'conditions-answered':
      return said.body.answers.flatMap(({ conditionId }, index) =>
        awaited(record.conditions, conditionId, {
          path: `answers.${index}.conditionId`,
          waits: ({ status }) => status === 'proposed',
        }),
      )
    case 'condition-met': {
      const waits = (one: { status: string; metOn: string | null }) => one.status === 'accepted' && one.metOn === null
      return awaited(record.conditions, said.body.conditionId, { path: 'conditionId', waits })
    }
    case 'decision': {
      const known = (content.measures ?? []).map(({ id }) => id)
      return (said.body.measures ?? []).flatMap(({ measureId }, index) =>
        known.includes(measureId) ? [] : [{ path: `measures.${index}.measureId`, message: 'unknown' }],
      )
    }
    case 'status-enquiry':
      return unasked(record.enquiries, said.body.enquiryId, 'enquiryId')
    case 'status-reply': {
      const waits = (one: { by: string; repliedAt: string | null }) => one.by !== by && one.repliedAt === null
      return awaited(record.enquiries, said.body.enquiryId, { path: 'enquiryId', waits })
    }
    case 'use-consent-asked':
      return unasked(record.consents, said.body.consentId, 'consentId')
    case 'use-consent-answered':
      return awaited(record.consents, said.body.consentId, { path: 'consentId', waits: ({ status }) => status === 'asked' })
    case 'cost-notice':
      return unasked(record.costs, said.body.costId, 'costId')
    case 'cost-answer':
      return awaited(record.costs, said.body.costId, { path: 'costId', waits: ({ status }) => status === 'told' })
    default:
      return namedOfProperty({ record }, said)
  }
}

function namedOfProperty({ record }: Pick<StoredRequest, 'record'>, said: Said): Problem[] {
  const { by } = said
  switch (said.kind) {
    case 'lifting-proposed':
      return unasked(record.liftings, said.body.liftingId, 'liftingId')
    case 'lifting-views':
      return awaited(record.liftings, said.body.liftingId, { path: 'liftingId', waits: ({ viewsAt }) => viewsAt === null })
    case 'freeze-lifted': {
      // That a freeze is gone must be known even where nobody was heard before: only the same lifting is not told twice.
      const { liftingId } = said.body
      const twice = record.liftings.some(({ id, liftedAt }) => id === liftingId && liftedAt !== null)
      return twice ? [{ path: 'liftingId', message: 'not-awaited' }] : []
    }
    case 'agreement-proposed':
      return unasked(record.agreements, said.body.agreementId, 'agreementId')
    case 'agreement-answered': {
      const waits = (one: { status: string; proposedBy: string }) => one.status === 'proposed' && one.proposedBy !== by
      return awaited(record.agreements, said.body.agreementId, { path: 'agreementId', waits })
    }
    default:
      return []
  }
}

function awaited<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  { path, waits }: { readonly path: string; readonly waits: (item: Item) => boolean },
): Problem[] {
  const item = items.find((one) => one.id === id)
  if (item === undefined) return [{ path, message: 'unknown' }]
  return waits(item) ? [] : [{ path, message: 'not-awaited' }]
}

function unasked(items: readonly { readonly id: string }[], id: string, path: string): Problem[] {
  return items.some((one) => one.id === id) ? [{ path, message: 'asked-already' }] : []
}
