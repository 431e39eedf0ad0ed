import { Fieldset, TextField } from '@comity/ui'
import { z } from 'zod'
import { recipients } from '../contract.ts'
import type { DeadlineRule, Recipient } from '../contract.ts'
import type { View } from './view.ts'

const Days = z.string().max(100).optional()

/** The days of each recipient, as they are typed. */
export const StepsTyped = z.strictObject({ officer: Days, head: Days, other: Days, secretariat: Days })
export type StepsTyped = z.output<typeof StepsTyped>

/** Under which name the days of each recipient are typed: `counterpart` is the authority that the rule is for. */
const fieldOf = { officer: 'officer', head: 'head', counterpart: 'other', secretariat: 'secretariat' } as const

/** The steps that were typed, for what the form had fields for; NaN where it is no number, so that the schema refuses it. */
export function stepsTyped(typed: StepsTyped): { steps?: { days: number; to: Recipient }[] } {
  if (recipients.every((to) => typed[fieldOf[to]] === undefined)) return {}
  const steps = recipients.flatMap((to) =>
    (typed[fieldOf[to]] ?? '')
      .normalize('NFKC')
      .split(/[\s,;]+/)
      .filter((word) => word !== '')
      .map((word) => ({ days: Number(word.replace(/^[\u2212\u2013]/, '-')), to })),
  )
  return { steps }
}

interface StepFieldsProps {
  readonly view: View
  readonly rule: DeadlineRule
  readonly typed: StepsTyped | null
  readonly error: string | undefined
}

/** Who is told of a deadline on which days, to be changed. */
export function StepFields({ view, rule, typed, error }: StepFieldsProps) {
  const { lang, say } = view
  return (
    <Fieldset legend={say('field.told')} hint={say('rules.told-hint')}>
      {recipients.map((to) => (
        <TextField
          key={to}
          lang={lang}
          name={fieldOf[to]}
          label={say(`to.${to}`)}
          width="medium"
          dir="ltr"
          optional
          value={
            typed?.[fieldOf[to]] ??
            rule.steps
              .filter((step) => step.to === to)
              .map(({ days }) => days)
              .join(' ')
          }
          error={error}
        />
      ))}
    </Fieldset>
  )
}
