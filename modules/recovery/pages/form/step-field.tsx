import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from '@comity/ui'
import { claimArticles, freezeBases, rateRules, ReturnBasis, ValuationKind, assetKinds } from '../../contract.ts'
import { isKey, type Key } from '../texts.ts'
import type { View } from '../view.ts'
import type { Typed } from './typed.ts'

export interface StepFieldProps {
  readonly view: View
  readonly name: string
  readonly typed: Typed
  readonly errors: ReadonlyMap<string, string>
  readonly optional: boolean
  /** A hint other than the field's own. */
  readonly hint?: Key
}

/** One field of a step, by what it holds. */
export function StepField({ view, name, typed, errors, optional, hint }: StepFieldProps) {
  const { lang, say } = view
  const label = isKey(`field.${name}`) ? say(`field.${name}` as Key) : name
  const own: string = hint ?? `hint.${name}`
  const field = { lang, name, label, optional, error: errors.get(name), ...(isKey(own) ? { hint: say(own) } : {}) }
  const value = typed[name]
  const options = choicesOf(view, name)
  if (options !== undefined && options.length <= 6) return <RadioGroup {...field} value={value} options={options} />
  if (options !== undefined) return <SelectField {...field} value={value} options={options} />
  if (flags.includes(name))
    return <CheckboxGroup {...field} values={value === 'true' ? ['true'] : []} options={[{ value: 'true', label }]} />
  if (/^on$|On$|^until$|By$/.test(name)) return <DateField {...field} value={value} />
  if (long.includes(name)) return <TextArea {...field} value={value} rows={3} />
  const figures = /amount|rateValue|expenses|currency|^state$|rateFrom|rateTo/i.test(name)
  return <TextField {...field} value={value} width={figures ? 'short' : 'full'} dir={figures ? 'ltr' : 'auto'} />
}

const flags: readonly string[] = ['untilFurtherOrder', 'informal', 'tell']
const long: readonly string[] = [
  'reasons',
  'evidence',
  'automaticLifting',
  'hearingImpossible',
  'finalityWaived',
  'note',
  'grounds',
  'settlement',
]

/** The values of a closed field with their words. */
function choicesOf({ say }: View, name: string): { value: string; label: string }[] | undefined {
  const all = <Value extends string>(values: readonly Value[], key: (value: Value) => Key) =>
    values.map((value) => ({ value, label: say(key(value)) }))
  switch (name) {
    case 'kind':
      return all(assetKinds, (value) => `kind.${value}`)
    case 'valuationKind':
      return all(ValuationKind.options, (value) => `valuation.${value}`)
    case 'rateRule':
      return all(rateRules, (value) => `rule.${value}`)
    case 'freezeBasis':
      return all(freezeBases, (value) => `basis.${value}`)
    case 'returnBasis':
      return all(ReturnBasis.options, (value) => `return.${value}`)
    case 'established':
      return all(['prior-ownership', 'damage'] as const, (value) => `established.${value}`)
    case 'claimState':
      return all(['admitted', 'rejected', 'withdrawn'] as const, (value) => `claim.${value}`)
    case 'article':
      return claimArticles.map((value) => ({ value, label: say('article', { article: value }) }))
    default:
      return undefined
  }
}
