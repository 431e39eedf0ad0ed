import type { Node } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, EmptyState, ErrorSummary, Form, PageHeading, SelectField } from '@comity/ui'
import { z } from 'zod'
import type { Form as CooperationForm } from '@comity/directory/contract'
import { copyParts, MatterFilter, type DraftRequest, type MatterRow, type Request } from '../contract.ts'
import { authorityFor } from '../policy.ts'
import { draftRequest, listMatters } from '../server.ts'
import { addresseesFor, authorityName, languageFor, type Addressee } from './authorities.ts'
import { AddresseeChoice } from './content/addressee-choice.tsx'
import { FormBody, typedIn, type Typed } from './form/read-fields.ts'
import { viewOf, type View } from './view.ts'

const form: CooperationForm = 'mutual-legal-assistance'
const Query = z.strictObject({ counterpart: z.string().max(80).optional(), matter: z.string().max(40).optional() })

/** Begins one request for each authority that is asked, and the matter they belong to. */
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
    const props = await choices(node, call)
    const chosen = (typed['counterpart'] ?? '').split('\n')
    const asked = props.addressees.filter(({ id }) => chosen.includes(id))
    if (asked.length === 0) {
      return newPage({
        ...props,
        typed,
        problems: [{ path: 'counterpart', message: view.say('problem.choose', { label: view.say('field.counterpart') }) }],
      })
    }
    const matterId = z.uuid().safeParse(typed['matter']).data
    const requestingAuthority = await authorityName(node, call.lang, node.facts.authorityId)
    const drafts = await inContext(node, call.viewer.actor, async (ctx) => {
      const made: Request[] = []
      for (const addressee of asked)
        made.push(await draftRequest(ctx, draftFor(addressee, { lang: call.lang, requestingAuthority, matterId })))
      return made
    })
    const [first] = drafts
    if (drafts.length === 1 && first) return redirect(`/requests/${first.id}/edit`, { notice: view.say('notice.draftCreated') })
    const notice = view.say('notice.draftsCreated', { count: drafts.length })
    return redirect(matterId === undefined ? '/requests/outgoing' : `/matters/${matterId}`, { notice })
  })
}

interface Beginning {
  readonly lang: Lang
  readonly requestingAuthority: string
  readonly matterId: string | undefined
}

/** What every request begins with: what its matter holds, in a language that the authority accepts. */
function draftFor(addressee: Addressee, { lang, requestingAuthority, matterId }: Beginning): DraftRequest {
  const language = languageFor(lang, addressee)
  return {
    form,
    counterpart: AuthorityId.parse(addressee.id),
    content: {
      urgency: 'routine',
      confidentiality: 'ordinary',
      legalBasis: ['UNCAC art. 46'],
      requestingAuthority,
      ...(language === undefined ? {} : { language }),
    },
    ...(matterId === undefined ? {} : { matterId, copy: [...copyParts] }),
  }
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
    listMatters(node.db, call.viewer, MatterFilter.parse({ state: 'open', limit: 100 })),
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
      <p>
        <a href="/directory/find">{say('counterpart.find')}</a>
      </p>
      <Form lang={lang} csrf={csrf} action="/requests/new">
        <AddresseeChoice
          view={view}
          addressees={addressees}
          value={typed['counterpart']}
          several
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
