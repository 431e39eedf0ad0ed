import { Button, ButtonRow, Form, InsetText } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { articleText, sayOr } from '../texts.ts'
import type { View } from '../view.ts'

/** The page on which an act is done; acts that share a page lead to it once. */
const pageOf: Readonly<Record<string, string>> = {
  save: 'edit',
  submit: 'check',
  return: 'review',
  approve: 'review',
  send: 'send',
  answer: 'answer',
  assess: 'assess',
  acknowledge: 'acknowledge',
  ask: 'ask',
  decide: 'decide',
  'start-execution': 'start-execution',
  'send-part': 'send-result',
  'send-result': 'send-result',
  close: 'close',
}

/** What this viewer may do next, each with the article that allows or demands it. */
export function NextSteps({ view: { say, lang, csrf }, request }: { readonly view: View; readonly request: Request }) {
  const steps = request.nextSteps.flatMap(({ act, source }) => {
    const page = pageOf[act]
    return page === undefined ? [] : [{ act, source, page }]
  })
  const shown = steps.filter((step, at) => steps.findIndex((other) => other.page === step.page) === at)
  return (
    <section>
      <h2>{say('request.next')}</h2>
      {shown.length === 0 && request.unopened === 0 && <InsetText>{say('request.next.none')}</InsetText>}
      <ButtonRow>
        {shown.map(({ act, source, page }, at) => (
          <span key={page}>
            <Button kind={at === 0 ? 'primary' : 'secondary'} href={`/requests/${request.id}/${page}`}>
              {sayOr(say, page === 'review' ? 'step.review' : `step.${act}`, act)}
            </Button>
            <span class="hint"> {articleText(say, source)}</span>
          </span>
        ))}
      </ButtonRow>
      {request.unopened > 0 && (
        <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/open`}>
          <p class="hint">{say('request.unopened.hint')}</p>
          <ButtonRow>
            <Button kind="secondary">{say('request.unopened')}</Button>
          </ButtonRow>
        </Form>
      )}
    </section>
  )
}
