import type { LegalRecord } from '../contract.ts'
import { awaited, otherSide, standing } from './standing-item.ts'
import type { Standing } from './standing-item.ts'

/** Liftings of freezes and agreements on return, as they stand now. */
export function standingOfProperty(record: LegalRecord): Standing[] {
  return [...record.liftings.map(ofLifting), ...record.agreements.map(ofAgreement)]
}

/** 55(8): the requesting side is heard, then the requested side lifts or leaves it. */
function ofLifting(one: LegalRecord['liftings'][number]): Standing {
  const { id, property, reasons, proposedAt: at, viewsBy, viewsAt, liftedAt } = one
  const item = { kind: 'lifting', id, by: 'requested', at, text: `${property}: ${reasons}`, source: '55(7)–(8)' } as const
  if (liftedAt !== null) return standing({ ...item, state: 'lifted' })
  const lift = { side: 'requested', act: 'lift-freeze' } as const
  if (viewsAt !== null) return standing({ ...item, state: 'heard', acts: [lift] })
  const asked = awaited('requesting', 'give-lifting-views', { since: at, until: viewsBy })
  return standing({ ...item, state: 'open', ...asked, acts: [...asked.acts, lift] })
}

/** 57(5). */
function ofAgreement({ id, proposedBy: by, at, text, status, answerBy }: LegalRecord['agreements'][number]): Standing {
  const item = { kind: 'agreement', id, by, at, state: status, text, source: '57(5)' } as const
  if (status !== 'proposed') return standing(item)
  return standing({ ...item, ...awaited(otherSide[by], 'answer-agreement', { since: at, until: answerBy }) })
}
