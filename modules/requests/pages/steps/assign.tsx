import type { Node } from '@comity/accounts/contract'
import { inContext, peopleOf, unitsOf } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, EmptyState, Form, InsetText, PageHeading, SelectField, TextArea } from '@comity/ui'
import type { z } from 'zod'
import { actInputs, AssignRequest, type Request } from '../../contract.ts'
import { mustBeAllowed, sightFor } from '../../policy.ts'
import { assignRequest, doing, getRequest } from '../../server.ts'
import { withLoads } from '../lists/loads.ts'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { officerRoles } from '../lists/people.ts'
import { viewOf, type View } from '../view.ts'
import { authoritiesOfState } from './forward.tsx'
import { stepScene } from './step.ts'

/** Hands a request over: to an officer, whose load is shown, and to the unit that sees it; and passes one on for execution (46(13)). */
export function addAssign(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/assign', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    mustBeAllowed(call.viewer.actor, 'assign', request)
    const [people, units] = await Promise.all([peopleOf(node.db, request.ownAuthority), unitsOf(node.db, request.ownAuthority)])
    const choices = people
      .filter(({ disabled, roles }) => !disabled && roles.some((role) => officerRoles.includes(role)))
      .map(({ id, name }) => ({ value: id, label: name }))
    const officers = await withLoads(node.db, view, sightFor(call.viewer.actor), choices)
    const body = (
      <Choices view={view} request={request} page="assign" lead={view.say('assign.lead')}>
        <SelectField
          lang={view.lang}
          name="assignee"
          label={view.say('field.assignee')}
          value={request.assignee ?? ''}
          options={[{ value: 'nobody', label: view.say('assign.nobody') }, ...officers]}
        />
        <SelectField
          lang={view.lang}
          name="unit"
          label={view.say('field.unit')}
          value={request.unit ?? 'office'}
          options={[
            { value: 'office', label: view.say('assign.wholeOffice') },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Choices>
    )
    return choicesPage(view, request, 'step.assign', body)
  })
  pageRoute(app, { method: 'POST', url: '/requests/:id/assign', params: OfRequestParams, body: FormBody }, async (call) => {
    const input = chosen(AssignRequest, assignmentIn(typedIn(call.body)))
    await inContext(node, call.viewer.actor, (ctx) => assignRequest(ctx, { requestId: call.params.id, ...input }))
    return redirect(`/requests/${call.params.id}`, { notice: viewOf(call).say('notice.assigned') })
  })
  addPassOn(app, node)
}

/** What was taken from the lists. @throws ComityError `bad-input` for what is in none of them. */
function chosen<S extends z.ZodType>(schema: S, typed: unknown): z.output<S> {
  const parsed = schema.safeParse(typed)
  if (!parsed.success) throw new ComityError('bad-input')
  return parsed.data
}

function assignmentIn(typed: Typed): unknown {
  const { assignee = '', unit = '', remarks = '' } = typed
  return {
    ...(assignee === '' ? {} : { assignee: assignee === 'nobody' ? null : assignee }),
    ...(unit === '' ? {} : { unit: unit === 'office' ? null : unit }),
    ...(remarks === '' ? {} : { remarks }),
  }
}

function addPassOn(app: App, node: Node): void {
  const url = '/requests/:id/pass-on'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const { request } = await stepScene(node, call.viewer, view, { id: call.params.id, acts: ['pass-on'] })
    const options = await authoritiesOfState(node, view, request)
    const body =
      options.length === 0 ? (
        <EmptyState title={view.say('passOn.none')} />
      ) : (
        <Choices view={view} request={request} page="pass-on" lead={null}>
          <SelectField lang={view.lang} name="to" label={view.say('field.passTo')} options={options} />
        </Choices>
      )
    return choicesPage(view, request, 'step.pass-on', body)
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const { to = '', remarks = '' } = typedIn(call.body)
    const input = chosen(actInputs['pass-on'], { to, ...(remarks === '' ? {} : { remarks }) })
    const after = await inContext(node, call.viewer.actor, (ctx) =>
      doing('pass-on')(ctx, { requestId: call.params.id, ...input }),
    )
    return redirect(`/requests/${after.id}`, { notice: viewOf(call).say('notice.saved') })
  })
}

function choicesPage(view: View, request: Request, title: 'step.assign' | 'step.pass-on', body: ReturnType<typeof Choices>) {
  return show({
    title: view.say(title),
    current: `/requests/${request.direction}`,
    breadcrumbs: requestCrumbs(view.say, request),
    body: (
      <>
        <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={view.say(title)} />
        {body}
      </>
    ),
  })
}

interface ChoicesProps {
  readonly view: View
  readonly request: Request
  readonly page: 'assign' | 'pass-on'
  readonly lead: string | null
  readonly children: preact.ComponentChildren
}

function Choices({ view: { lang, say, csrf }, request, page, lead, children }: ChoicesProps) {
  return (
    <>
      {lead !== null && <InsetText>{lead}</InsetText>}
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/${page}`}>
        {children}
        <TextArea lang={lang} name="remarks" label={say('field.remarks')} optional rows={3} />
        <ButtonRow>
          <Button>{say(`step.${page}`)}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
