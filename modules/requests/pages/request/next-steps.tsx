import { Button, ButtonRow, Details } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { gateText } from '../steps/step.ts'
import { articleText } from '../texts.ts'
import type { View } from '../view.ts'
import { closedSteps, primaryStep, stepsAhead } from './steps-ahead.ts'

/** What this viewer may do next, each with the article that allows or demands it; the one that is their turn stands out and comes first. */
export function NextSteps({ view: { say }, request }: { readonly view: View; readonly request: Request }) {
  const primary = primaryStep(request)
  const steps = stepsAhead(request)
  const closed = closedSteps(request)
  const ordered = [...steps.filter((step) => step.page === primary?.page), ...steps.filter((step) => step.page !== primary?.page)]
  return (
    <section>
      <h2>{say('request.next')}</h2>
      {ordered.length === 0 && <p class="hint">{say('request.next.none')}</p>}
      <ButtonRow>
        {ordered.map(({ page, source, label }) => (
          <span key={page}>
            <Button kind={page === primary?.page ? 'primary' : 'secondary'} href={`/requests/${request.id}/${page}`}>
              {say(label)}
            </Button>
            <span class="hint"> {articleText(say, source)}</span>
          </span>
        ))}
      </ButtonRow>
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
