import type { Problem } from '@comity/errors'
import { Bdi, DateField, Fieldset, RadioGroup, SelectField, TextArea, TextField } from '@comity/ui'
import type { View } from '../view.ts'
import { groupsOf } from './measure-fields.ts'
import type { FieldSpec } from './specs.ts'
import type { Typed } from './read-fields.ts'

interface FieldsProps {
  readonly view: View
  readonly specs: readonly FieldSpec[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

// Up to here choices are seen at once; longer lists open.
const radioChoices = 6

/** The inputs of a form with what was typed and what is wrong with it. */
export function Fields({ view, specs, typed, problems }: FieldsProps) {
  const one = (spec: FieldSpec) => (
    <OneField
      key={spec.name}
      view={view}
      spec={spec}
      value={typed[spec.name]}
      error={problems.find((problem) => problem.path === spec.name)?.message}
    />
  )
  return (
    <>
      {groupsOf(specs).map((group) => {
        const [first] = group
        if (first?.measure === undefined) return group.map(one)
        const { at, kind, description } = first.measure
        return (
          <Fieldset key={first.name} legend={`${at + 1}. ${view.say(`measure.${kind}`)}`} hint={<Bdi>{description}</Bdi>}>
            {group.map(one)}
          </Fieldset>
        )
      })}
    </>
  )
}

interface OneFieldProps {
  readonly view: View
  readonly spec: FieldSpec
  readonly value: string | undefined
  readonly error: string | undefined
}

function OneField({ view: { lang, say }, spec, value, error }: OneFieldProps) {
  const own = {
    lang,
    name: spec.name,
    label: say(spec.label),
    error,
    optional: spec.required !== true,
    ...(spec.hint === undefined ? {} : { hint: say(spec.hint) }),
  }
  const options = (spec.options ?? []).map(({ value, label }) => ({ value, label: label === undefined ? value : say(label) }))
  if (spec.widget === 'date') return <DateField {...own} value={value} />
  if (spec.widget === 'text') return <TextArea {...own} value={value} rows={6} />
  if (spec.widget === 'lines') return <TextArea {...own} value={value} rows={3} />
  if (spec.widget !== 'choice') return <TextField {...own} value={value} />
  return options.length > radioChoices || spec.clearable === true ? (
    <SelectField {...own} value={value} options={options} width={spec.clearable === true ? 'full' : 'medium'} />
  ) : (
    <RadioGroup {...own} value={value} options={options} />
  )
}
