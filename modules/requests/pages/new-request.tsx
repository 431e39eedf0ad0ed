import type { Node } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, EmptyState, ErrorSummary, Form, PageHeading, SelectField } from '@comity/ui'
import { z } from 'zod'
import type { Form as CooperationForm } from '@comity/directory/contract'
import { copyParts, MatterFilter, type MatterRow } from '../contract.ts'
import { authorityFor } from '../policy.ts'
import { draftRequest, listMatters } from '../server.ts'
import { addresseesFor, authorityName, languageFor, type Addressee } from './authorities.ts'
import { AddresseeChoice } from './content/addressee-choice.tsx'
import { FormBody, typedIn, type Typed } from './form/read-fields.ts'
import { viewOf, type View } from './view.ts'

const form: CooperationForm = 'mutual-legal-assistance'
const Query = z.strictObject({ counterpart: z.string().max(80).optional(), matter: z.string().max(40).optional() })

/** Begins a request: the authority that is asked, and the matter it belongs to. */
export function addNewRequest(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/new', query: Query }, async (call) => {
    authorityFor(call.viewer.actor, 'draft')
    const props = await choices(node, call)
    return newPage({
      ...props,
      typed: { counterpart: call.query.counterpart ?? '', matter: call.query.matter ?? '' },
      problems: [],
    })
  })
  pageRoute(app, { method: 'POST', url: '/requests/new', body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const counterpart = AuthorityId.safeParse(typed['counterpart'])
    const props = await choices(node, call)
    const addressee = props.addressees.find((one) => one.id === counterpart.data)
    if (!counterpart.success || !addressee) {
      return newPage({
        ...props,
        typed,
        problems: [{ path: 'counterpart', message: view.say('problem.choose', { label: view.say('field.counterpart') }) }],
      })
    }
    const matterId = z.uuid().safeParse(typed['matter'])
    const language = languageFor(call.lang, addressee)
    const requestingAuthority = await authorityName(node, call.lang, node.facts.authorityId)
    const draft = await inContext(node, call.viewer.actor, (ctx) =>
      draftRequest(ctx, {
        form,
        counterpart: counterpart.data,
        content: {
          urgency: 'routine',
          confidentiality: 'ordinary',
          legalBasis: ['UNCAC art. 46'],
          requestingAuthority,
          ...(language === undefined ? {} : { language }),
        },
        ...(matterId.success ? { matterId: matterId.data, copy: [...copyParts] } : {}),
      }),
    )
    return redirect(`/requests/${draft.id}/edit`, { notice: view.say('notice.draftCreated') })
  })
}

interface NewRequestProps {
  readonly view: View
  readonly addressees: readonly Addressee[]
  readonly matters: readonly MatterRow[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function choices(
  node: Node,
  call: Parameters<typeof viewOf>[0],
): Promise<Pick<NewRequestProps, 'view' | 'addressees' | 'matters'>> {
  const [addressees, matters] = await Promise.all([
    addresseesFor(node, call.lang, form),
    listMatters(node.db, call.viewer, MatterFilter.parse({ limit: 100 })),
  ])
  return { view: viewOf(call), addressees, matters: matters.rows }
}

function newPage(props: NewRequestProps) {
  const { say } = props.view
  return show({
    title: say('new.title'),
    current: '/requests/outgoing',
    breadcrumbs: [{ text: say('nav.outgoing'), href: '/requests/outgoing' }],
    body: <NewRequest {...props} />,
    status: props.problems.length > 0 ? 422 : 200,
  })
}

function NewRequest({ view, addressees, matters, typed, problems }: NewRequestProps) {
  const { lang, say, csrf } = view
  if (addressees.length === 0) {
    return (
      <>
        <PageHeading title={say('new.title')} />
        <EmptyState title={say('new.noAuthorities')} />
      </>
    )
  }
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('new.title')} caption={say(`form.${form}`)} />
      <Form lang={lang} csrf={csrf} action="/requests/new">
        <AddresseeChoice
          view={view}
          addressees={addressees}
          value={typed['counterpart']}
          error={problems.find((problem) => problem.path === 'counterpart')?.message}
        />
        <SelectField
          lang={lang}
          name="matter"
          label={say('field.matter')}
          hint={say('requests.draftOfMatter')}
          optional
          value={typed['matter']}
          options={matters.map((matter) => ({ value: matter.id, label: `${matter.reference} · ${matter.title}` }))}
        />
        <ButtonRow>
          <Button>{say('button.createDraft')}</Button>
          <Button kind="link" href="/requests/outgoing">
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
