import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, ErrorSummary, Form, PageHeading } from '@comity/ui'
import { z } from 'zod'
import { saveDraft } from '../../server.ts'
import { addresseesFor, languageFor, type Addressee } from '../authorities.ts'
import { AddresseeChoice } from '../content/addressee-choice.tsx'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { sayOr } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { draftCrumbs } from './crumbs.ts'
import { draftToEdit, OfRequestParams, type OpenDraft } from './draft-call.ts'
import { Others } from './others.tsx'

const Chosen = z.strictObject({ counterpart: AuthorityId.optional() })

/** Asks another authority than the draft began with; what is written stays. */
export function addCounterpart(app: App, node: Node): void {
  const url = '/requests/:id/edit/counterpart'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: Chosen }, async (call) => {
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    return counterpartPage({
      view: viewOf(call),
      draft,
      chosen: call.query.counterpart ?? draft.counterpart ?? '',
      addressees: await addresseesFor(node, call.lang, draft.form),
      problems: [],
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody, again: true }, async (call) => {
    const view = viewOf(call)
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const addressees = await addresseesFor(node, call.lang, draft.form)
    const chosen = AuthorityId.safeParse(typedIn(call.body)['counterpart'])
    const addressee = addressees.find((one) => one.id === chosen.data)
    if (!chosen.success || !addressee) {
      const message = view.say('problem.choose', { label: view.say('field.counterpart') })
      return counterpartPage({ view, draft, chosen: chosen.data ?? '', addressees, problems: [{ path: 'counterpart', message }] })
    }
    const language = draft.content.language ?? languageFor(view.lang, addressee)
    const content = { ...draft.content, ...(language === undefined ? {} : { language }) }
    const { revision } = draft
    await inContext(node, call.viewer.actor, (ctx) =>
      saveDraft(ctx, { requestId: draft.id, revision, content, counterpart: chosen.data }),
    )
    return redirect(`/requests/${draft.id}/edit`, { notice: savedText(view, addressee, language) })
  })
}

/** Says at once when the draft is in a language that the new addressee does not list. */
function savedText({ say }: View, { designation }: Addressee, language: string | undefined): string {
  const accepted = designation?.languages ?? []
  if (language === undefined || accepted.length === 0 || accepted.includes(language)) return say('notice.saved')
  return `${say('notice.saved')} ${say('send.languageMismatch', { language: sayOr(say, `language.${language}`, language) })}`
}

interface CounterpartProps {
  readonly view: View
  readonly draft: OpenDraft
  /** What is ticked: the present one, or one that the directory's finding led to. */
  readonly chosen: string
  readonly addressees: readonly Addressee[]
  readonly problems: readonly Problem[]
}

function counterpartPage(props: CounterpartProps) {
  const { draft, problems } = props
  const { say } = props.view
  return show({
    title: say('counterpart.title'),
    current: '/requests/outgoing',
    breadcrumbs: draftCrumbs(say, draft),
    body: <Counterpart {...props} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function Counterpart({ view, draft, chosen, addressees, problems }: CounterpartProps) {
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('counterpart.title')} lead={say('counterpart.lead')} />
      <Others view={view} others={draft.others} />
      <p>
        <a href={`/directory/find?request=${draft.id}`}>{say('counterpart.find')}</a>
      </p>
      <Form lang={lang} csrf={csrf} action={`/requests/${draft.id}/edit/counterpart`}>
        <AddresseeChoice view={view} addressees={addressees} value={chosen} error={problems[0]?.message} />
        <ButtonRow>
          <Button>{say('button.save')}</Button>
          <Button kind="link" href={`/requests/${draft.id}/edit`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
