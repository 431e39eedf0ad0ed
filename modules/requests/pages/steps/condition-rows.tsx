import type { Problem } from '@comity/errors'
import { Button, DateField, Fieldset, InsetText, SelectField, TextArea } from '@comity/ui'
import { conditionKinds } from '../../contract.ts'
import type { Typed } from '../form/read-fields.ts'
import type { View } from '../view.ts'
import type { StepForm } from './step.ts'
import { sayOfSteps } from './texts.ts'

/** Most conditions that one dossier carries. */
const MOST = 20

/** The name of a field of the row; the first row has the plain names. */
const named = (field: string, row: number): string => (row === 1 ? field : `${field}-${row}`)

function rowsOf(typed: Typed): number {
  const asked = Number(typed['conditionRows'] ?? '1')
  const rows = Number.isInteger(asked) && asked >= 1 ? asked : 1
  return Math.min(MOST, rows + (typed['again'] === 'condition' ? 1 : 0))
}

/** The conditions that were typed, each with its kind; rows without a text are no conditions. */
export function conditionsIn(typed: Typed): { kind: string; text: string; dueOn?: string }[] {
  return Array.from({ length: rowsOf(typed) }, (_, at) => at + 1).flatMap((row) => {
    const text = typed[named('conditions', row)] ?? ''
    const dueOn = typed[named('conditionDueOn', row)] ?? ''
    const kind = typed[named('conditionKind', row)] ?? ''
    return text === '' ? [] : [{ kind: kind === '' ? 'other' : kind, text, ...(dueOn === '' ? {} : { dueOn }) }]
  })
}

/** A row of which only the kind or the day was given. */
export function problemsOfConditions({ lang }: View, typed: Typed): Problem[] {
  return Array.from({ length: rowsOf(typed) }, (_, at) => at + 1)
    .filter(
      (row) =>
        (typed[named('conditions', row)] ?? '') === '' &&
        ['conditionKind', 'conditionDueOn'].some((field) => (typed[named(field, row)] ?? '') !== ''),
    )
    .map((row) => ({ path: named('conditions', row), message: sayOfSteps(lang)('condition.noText', { at: row }) }))
}

/** One group of inputs for each condition. */
export function ConditionRows({ form, lead }: { readonly form: StepForm; readonly lead: 'with-lead' | 'plain' }) {
  const { view, typed, problems } = form
  const t = sayOfSteps(view.lang)
  const rows = rowsOf(typed)
  return (
    <>
      {lead === 'with-lead' && <InsetText>{t('condition.lead')}</InsetText>}
      <input type="hidden" name="conditionRows" value={rows} />
      {Array.from({ length: rows }, (_, at) => (
        <ConditionRow key={at} view={view} row={at + 1} needed={lead === 'plain' && at === 0} typed={typed} problems={problems} />
      ))}
    </>
  )
}

/** Adds another condition without losing anything typed. */
export function MoreConditions({ form: { view, typed } }: { readonly form: StepForm }) {
  if (rowsOf(typed) >= MOST) return null
  return (
    <Button kind="secondary" name="again" value="condition">
      {sayOfSteps(view.lang)('condition.more')}
    </Button>
  )
}

interface RowProps {
  readonly view: View
  readonly row: number
  /** Whether the form says nothing without it: the first condition of a form that proposes conditions. */
  readonly needed: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function ConditionRow({ view: { lang, say }, row, needed, typed, problems }: RowProps) {
  const t = sayOfSteps(lang)
  const field = (name: string) => ({
    lang,
    name: named(name, row),
    value: typed[named(name, row)],
    error: problems.find(({ path }) => path === named(name, row))?.message,
    optional: true,
  })
  return (
    <Fieldset legend={t('condition.nth', { at: row })}>
      <TextArea {...field('conditions')} optional={!needed} label={t('condition.text')} rows={3} />
      <SelectField
        {...field('conditionKind')}
        label={t('condition.kind')}
        options={conditionKinds.map((value) => ({
          value,
          label: value === 'other' ? t('condition.other') : say(`condition.${value}`),
        }))}
      />
      <DateField {...field('conditionDueOn')} label={t('condition.dueOn')} />
    </Fieldset>
  )
}
