import type { Viewer } from '@comity/accounts/contract'
import { CheckboxGroup, SelectField } from '@comity/ui'
import type { Request } from '../../contract.ts'
import type { Typed } from '../form/read-fields.ts'
import type { Choice, ChoicesOf, StepForm } from './step.ts'
import { sayOfSteps } from './texts.ts'

/** Gives the assets of the ledger that belong to a request and that this person may see; empty for whom assets are nothing. */
export type Ledger = (viewer: Viewer, request: Pick<Request, 'id'>) => Promise<readonly Choice[]>

export function choicesFrom(ledger: Ledger): ChoicesOf {
  return (_, viewer, __, request) => ledger(viewer, request)
}

/** One asset that property is, where the ledger has it. */
export function assetIn({ asset = '' }: Typed): { assetId?: string } {
  return asset === '' ? {} : { assetId: asset }
}

export function assetsIn({ assets = '' }: Typed): string[] {
  return assets.split('\n').filter((one) => one !== '')
}

/** Which asset of the ledger the property is; nothing where it has none. */
export function AssetChoice({ form: { view, scene, typed, problems } }: { readonly form: StepForm }) {
  if (scene.choices.length === 0) return null
  return (
    <SelectField
      lang={view.lang}
      name="asset"
      label={sayOfSteps(view.lang)('asset')}
      value={typed['asset']}
      error={problems.find(({ path }) => path === 'assetId')?.message}
      optional
      options={scene.choices}
    />
  )
}

/** Which assets of the ledger an agreement is about. */
export function AssetsChoice({ form: { view, scene, typed } }: { readonly form: StepForm }) {
  if (scene.choices.length === 0) return null
  const t = sayOfSteps(view.lang)
  return (
    <CheckboxGroup
      lang={view.lang}
      name="assets"
      label={t('assets')}
      hint={t('assets.hint')}
      values={assetsIn(typed)}
      optional
      options={scene.choices}
    />
  )
}
