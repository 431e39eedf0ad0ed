import type { Problem } from '@comity/errors'
import { Bdi, RadioGroup, TextArea } from '@comity/ui'
import type { StandingItem } from '../../contract.ts'
import { openItems } from '../../rules/open-items.ts'
import type { Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import { factsOfItem } from '../record/item-words.ts'
import type { StepForm } from './step.ts'
import { sayOfSteps } from './texts.ts'

/** One condition alone: the plain form. */
export const answerFields: readonly FieldSpec[] = [
  {
    name: 'accepted',
    label: 'field.conditionsAnswer',
    widget: 'choice',
    required: true,
    options: [
      { value: 'yes', label: 'accept.yes' },
      { value: 'no', label: 'accept.no' },
    ],
  },
  { name: 'remarks', label: 'field.remarks', widget: 'text' },
]

const answered = (conditionId: string, accepted: string, remarks: string) => ({
  conditionId,
  accepted: accepted === '' ? undefined : accepted === 'yes',
  ...(remarks === '' ? {} : { remarks }),
})

/** The answers as the contract wants them: to the one that was chosen, or to each of several that got one. */
export function answersIn(typed: Typed, open: readonly StandingItem[], item: StandingItem | null): object[] {
  const given = (name: string) => typed[name] ?? ''
  if (typeof item?.id === 'string') return [answered(item.id, given('accepted'), given('remarks'))]
  return open.flatMap(({ id }) => {
    const accepted = given(`accepted-${id}`)
    return id === null || accepted === '' || accepted === 'later' ? [] : [answered(id, accepted, given(`remarks-${id}`))]
  })
}

/** Several at once, and none was answered. */
export function unanswered({ view, typed, scene, item }: StepForm): Problem[] {
  const open = openItems(scene.request, 'answer-conditions')
  const [first] = open
  if (item !== null || first === undefined || answersIn(typed, open, item).length > 0) return []
  return [{ path: `accepted-${first.id}`, message: sayOfSteps(view.lang)('condition.noAnswer') }]
}

/** Where several conditions are open each is accepted, declined or left open by itself: who accepts one accepts no other. */
export function EachCondition({ form }: { readonly form: StepForm }) {
  const { view, scene, typed, problems, item } = form
  if (item !== null) return null
  const { lang, say } = view
  const t = sayOfSteps(lang)
  return (
    <>
      {openItems(scene.request, 'answer-conditions').map((one, at) => (
        <div key={one.id}>
          <RadioGroup
            lang={lang}
            name={`accepted-${one.id}`}
            label={t('condition.nth', { at: at + 1 })}
            hint={
              <>
                {factsOfItem(view, scene.request, one)
                  .filter(({ value }) => value !== '')
                  .map(({ label, value }) => (
                    <span key={label}>
                      {label}: <Bdi>{value}</Bdi>{' '}
                    </span>
                  ))}
              </>
            }
            value={typed[`accepted-${one.id}`] ?? 'later'}
            error={problems.find(({ path }) => path === `accepted-${one.id}`)?.message}
            options={[
              { value: 'yes', label: say('accept.yes') },
              { value: 'no', label: say('accept.no') },
              { value: 'later', label: t('condition.later') },
            ]}
          />
          <TextArea
            lang={lang}
            name={`remarks-${one.id}`}
            label={say('field.remarks')}
            value={typed[`remarks-${one.id}`]}
            optional
            rows={2}
          />
        </div>
      ))}
    </>
  )
}
