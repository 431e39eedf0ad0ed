import { Money, Tag, type Tone } from '@comity/ui'
import type { AssetRow, Column } from '../../contract.ts'
import type { View } from '../view.ts'

const tones: Readonly<Record<Column, Tone>> = {
  identified: 'neutral',
  traced: 'neutral',
  frozen: 'info',
  'lift-proposed': 'warning',
  lifted: 'neutral',
  'confiscation-ordered': 'info',
  'order-final': 'info',
  enforced: 'info',
  managed: 'info',
  realised: 'info',
  returned: 'success',
  shared: 'success',
  'victim-compensated': 'success',
  retained: 'neutral',
  expense: 'neutral',
}

export function ColumnTag({ view, column }: { readonly view: View; readonly column: Column }) {
  return <Tag tone={tones[column]}>{view.say(`column.${column}`)}</Tag>
}

/** Where the parts of an asset stand; expenses are no place. */
export function Standing({ view, asset }: { readonly view: View; readonly asset: Pick<AssetRow, 'columns'> }) {
  return (
    <>
      {asset.columns
        .filter((column) => column !== 'expense' || asset.columns.length === 1)
        .map((column) => (
          <span key={column}>
            <ColumnTag view={view} column={column} />{' '}
          </span>
        ))}
    </>
  )
}

export function Value({ view, asset }: { readonly view: View; readonly asset: Pick<AssetRow, 'value' | 'currency'> }) {
  if (asset.value === null) return <>{view.say('unvalued')}</>
  return <Money lang={view.lang} amount={asset.value} currency={asset.currency} />
}
