import { Bdi, SummaryList } from '@comity/ui'
import { formatDate, formatMoney } from '@comity/i18n'
import type { View } from '../view.ts'
import type { FieldSpec } from '../form/specs.ts'

/** One field of a record in words: choices by their label, days in the reader's language, lines as lines. */
export function FieldValue({
  view: { lang, say },
  spec,
  value,
}: {
  readonly view: View
  readonly spec: FieldSpec
  readonly value: string
}) {
  if (spec.widget === 'choice') {
    const option = spec.options?.find((candidate) => candidate.value === value)
    return option?.label === undefined ? <Bdi>{value}</Bdi> : <>{say(option.label)}</>
  }
  if (spec.widget === 'date') return <>{formatDate(lang, value)}</>
  return (
    <>
      {value.split('\n').map((line, at) => (
        <div key={at} dir={spec.widget === 'text' ? 'auto' : undefined}>
          <Bdi>{line}</Bdi>
        </div>
      ))}
    </>
  )
}

/** The filled fields of a record. */
export function ItemDetails({
  view,
  specs,
  item,
}: {
  readonly view: View
  readonly specs: readonly FieldSpec[]
  readonly item: Readonly<Record<string, string>>
}) {
  const items = specs.flatMap((spec) => {
    const value = item[spec.name]
    return value === undefined || value === ''
      ? []
      : [
          {
            label: view.say(spec.label),
            value: <FieldValue view={view} spec={spec} value={moneyOf(view, item, spec.name) ?? value} />,
          },
        ]
  })
  return <SummaryList lang={view.lang} items={items} />
}

const Decimal = /^\d+(\.\d+)?$/

/** An amount as amounts are read, with its currency; null for any other field, and for what a draft holds that is no amount yet. */
function moneyOf({ lang }: View, item: Readonly<Record<string, string>>, name: string): string | null {
  const [amount, currency] = [item[name], item['currency']]
  if (name !== 'amount' || amount === undefined || !Decimal.test(amount)) return null
  return currency !== undefined && /^[A-Z]{3}$/.test(currency) ? formatMoney(lang, amount, currency) : null
}
