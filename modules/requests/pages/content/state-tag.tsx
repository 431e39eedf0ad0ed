import { Tag, type Tone } from '@comity/ui'
import type { RequestState } from '../../contract.ts'
import type { Say } from '../texts.ts'

const tones: Readonly<Record<RequestState, Tone>> = {
  draft: 'neutral',
  'in-review': 'warning',
  approved: 'info',
  ready: 'info',
  'sent-orally': 'warning',
  sent: 'info',
  delivered: 'info',
  received: 'warning',
  acknowledged: 'info',
  'awaiting-confirmation': 'warning',
  'under-assessment': 'info',
  'in-consultation': 'warning',
  'clarification-asked': 'warning',
  decided: 'info',
  'with-executing-authority': 'info',
  executing: 'info',
  executed: 'info',
  'result-received': 'success',
  'result-sent': 'success',
  assessed: 'success',
  closed: 'neutral',
  withdrawn: 'danger',
  returned: 'danger',
  forwarded: 'neutral',
}

export function StateTag({ say, state }: { readonly say: Say; readonly state: RequestState }) {
  return <Tag tone={tones[state]}>{say(`state.${state}`)}</Tag>
}
