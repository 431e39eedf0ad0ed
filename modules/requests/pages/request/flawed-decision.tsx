import { Button, NoticeBanner } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { flawsOfDecision } from '../../server.ts'
import { gateText } from '../steps/step.ts'
import { articleText, isKey } from '../texts.ts'
import type { View } from '../view.ts'

/** Tells the requesting State what the law wanted before the decision it received; nothing where nothing lacks. */
export function FlawedDecision({ view: { lang, say }, request }: { readonly view: View; readonly request: Request }) {
  const flaws = request.direction === 'outgoing' && request.state === 'decided' ? flawsOfDecision(request) : []
  if (flaws.length === 0) return null
  const consults = request.nextSteps.some(({ act }) => act === 'consult')
  return (
    <NoticeBanner lang={lang} tone="warning" title={say('request.flawedDecision')}>
      <ul>
        {flaws.map(({ gate, source }) => (
          <li key={gate}>{flawText(say, gate, source)}</li>
        ))}
      </ul>
      {consults && (
        <Button kind="secondary" href={`/requests/${request.id}/consult`}>
          {say('step.consult')}
        </Button>
      )}
    </NoticeBanner>
  )
}

function flawText(say: View['say'], gate: string, source: string): string {
  const key = `flaw.${gate}`
  return isKey(key) ? `${say(key)} (${articleText(say, source)})` : gateText(say, gate, source)
}
