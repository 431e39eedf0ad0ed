import { CheckboxGroup, SelectField } from '@comity/ui'
import type { AssetRequest } from '../../contract.ts'
import type { Typed } from '../form/typed.ts'
import type { View } from '../view.ts'

export interface TellingProps {
  readonly view: View
  readonly requests: readonly AssetRequest[]
  readonly typed: Typed
  readonly errors: ReadonlyMap<string, string>
  /** Some steps no dossier carries. */
  readonly tellable: boolean
}

/** By which request a step is taken, and whether the other State is told. Nothing where the asset has none. */
export function Telling({ view, requests, typed, errors, tellable }: TellingProps) {
  const { lang, say } = view
  if (requests.length === 0) return null
  const chosen = typed['requestId'] ?? (requests.length === 1 ? requests[0]?.requestId : undefined)
  return (
    <>
      <SelectField
        lang={lang}
        name="requestId"
        label={say('telling')}
        optional
        value={chosen}
        error={errors.get('requestId')}
        options={requests.map(({ requestId, reference, counterpart, direction }) => ({
          value: requestId,
          label: `${reference} (${say(direction)}${counterpart === null ? '' : `, ${counterpart}`})`,
        }))}
      />
      {tellable && (
        <CheckboxGroup
          lang={lang}
          name="tell"
          label={say('field.tell')}
          optional
          error={errors.get('tell')}
          values={typed['tell'] === 'true' ? ['true'] : []}
          options={[{ value: 'true', label: say('field.tell'), hint: say('hint.tell') }]}
        />
      )}
    </>
  )
}
