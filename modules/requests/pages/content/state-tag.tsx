import { Tag, type Tone } from '@comity/ui'
import type { RequestState } from '../../contract.ts'
import type { Say } from '../texts.ts'

const tones: Readonly<Record<RequestState, Tone>> = {
  draft: 'neutral',
  'in-review': 'warning',
  approved: 'info',
  sent: 'info',
  delivered: 'info',
  received: 'warning',
  acknowledged: 'info',
  'clarification-asked': 'warning',
  decided: 'info',
  executing: 'info',
  'result-received': 'success',
  'result-sent': 'success',
  assessed: 'success',
  closed: 'neutral',
  withdrawn: 'danger',
}

export function StateTag({ say, state }: { readonly say: Say; readonly state: RequestState }) {
  return <Tag tone={tones[state]}>{say(`state.${state}`)}</Tag>
}
