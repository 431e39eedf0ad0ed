import type { Key } from '../texts.ts'
import type { MeasureOfField } from './measure-fields.ts'

/** One input of a form: what it is called and how it is written. Required marks the label; the contract decides. */
export interface FieldSpec {
  readonly name: string
  readonly label: Key
  readonly hint?: Key
  readonly widget: 'line' | 'text' | 'date' | 'choice' | 'lines'
  /** Without a label an option is a name that somebody gave, shown as it is. */
  readonly options?: readonly { readonly value: string; readonly label?: Key }[]
  /** A choice that may be taken back. */
  readonly clearable?: true
  readonly required?: true
  /** The measure that the field is about: fields of one measure stand together under its name. */
  readonly measure?: MeasureOfField
}

/** A field of a form; a line unless `more` says otherwise. */
export function field(name: string, label: Key, more: Partial<FieldSpec> = {}): FieldSpec {
  return { name, label, widget: 'line', ...more }
}
