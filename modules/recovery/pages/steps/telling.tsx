import type { Node, Viewer } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { authorityName } from '@comity/requests/pages'
import { subjectsOf } from '@comity/requests/server'
import { CheckboxGroup, SelectField } from '@comity/ui'
import type { AssetRequest } from '../../contract.ts'
import type { Typed } from '../form/typed.ts'
import { sayIn } from '../texts.ts'
import type { View } from '../view.ts'

/** A request of an asset as people know it. */
export interface NamedRequest {
  readonly requestId: string
  /** Its number, what it is about, its direction and the other side. */
  readonly name: string
}

/** The requests of an asset as people know them; what a request is about is told to who may see it. */
export async function namedRequests(
  node: Node,
  { viewer, lang }: { readonly viewer: Viewer; readonly lang: Lang },
  requests: readonly AssetRequest[],
): Promise<NamedRequest[]> {
  const say = sayIn(lang)
  const subjects = await subjectsOf(
    node.db,
    viewer.actor,
    requests.map(({ requestId }) => requestId),
  )
  return Promise.all(
    requests.map(async ({ requestId, reference, counterpart, direction }) => {
      const subject = subjects.get(requestId) ?? ''
      const side = counterpart === null ? '' : `, ${await authorityName(node, lang, counterpart)}`
      return { requestId, name: `${reference}${subject === '' ? '' : ` · ${subject}`} (${say(direction)}${side})` }
    }),
  )
}

export interface TellingProps {
  readonly view: View
  readonly requests: readonly NamedRequest[]
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
        options={requests.map(({ requestId, name }) => ({ value: requestId, label: name }))}
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
