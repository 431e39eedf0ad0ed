import { Button, ButtonRow, Details } from '@comity/ui'
import type { Request, StandingItem } from '../../contract.ts'
import { gateText } from '../steps/step.ts'
import { sayOfSteps } from '../steps/texts.ts'
import { articleText } from '../texts.ts'
import type { View } from '../view.ts'
import { groupedSteps } from './step-groups.ts'
import { closedSteps, primaryStep, type StepAhead } from './steps-ahead.ts'

interface NextStepsProps {
  readonly view: View
  readonly request: Request
  /** What stands between the two sides: what one's own side owes is among the first steps. */
  readonly items: readonly StandingItem[]
  readonly own: 'requesting' | 'requested'
}

/**
 * What this viewer may do next, each with the article that allows or demands it: the step of their turn first, what is seldom needed by kind behind
 * one word.
 */
export function NextSteps({ view, request, items, own }: NextStepsProps) {
  const { say, lang } = view
  const t = sayOfSteps(lang)
  const owed = new Set(items.flatMap(({ owedBy, answers }) => (owedBy === own ? answers : [])))
  const { now, more } = groupedSteps(request, owed)
  const closed = closedSteps(request)
  const none = now.length === 0 && more.length === 0
  return (
    <section aria-labelledby="next">
      <h2 id="next">{say('request.next')}</h2>
      {none && <p class="hint">{say('request.next.none')}</p>}
      {now.length === 0 && !none && <p class="hint">{t('steps.notYourTurn')}</p>}
      <Steps view={view} request={request} steps={now} />
      {more.length > 0 && (
        <Details summary={t('steps.more')}>
          {more.map(({ kind, steps }) => (
            <section key={kind} aria-labelledby={`steps-${kind}`}>
              <h3 id={`steps-${kind}`}>{t(`steps.${kind}`)}</h3>
              <Steps view={view} request={request} steps={steps} />
            </section>
          ))}
        </Details>
      )}
      {closed.length > 0 && (
        <Details summary={say('request.closedSteps')}>
          <ul>
            {closed.map(({ label, gate, source }) => (
              <li key={label}>
                <strong>{say(label)}</strong>: {gateText(say, gate, source)}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}

interface StepsProps {
  readonly view: View
  readonly request: Request
  readonly steps: readonly StepAhead[]
}

function Steps({ view: { say }, request, steps }: StepsProps) {
  if (steps.length === 0) return null
  const primary = primaryStep(request)
  return (
    <ButtonRow>
      {steps.map(({ page, source, label }) => (
        <span key={page}>
          <Button kind={page === primary?.page ? 'primary' : 'secondary'} href={`/requests/${request.id}/${page}`}>
            {say(label)}
          </Button>
          <span class="hint"> {articleText(say, source)}</span>
        </span>
      ))}
    </ButtonRow>
  )
}
