import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { DossierSummary } from '@comity/exchange/contract'
import { dossiersOf } from '@comity/exchange/server'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { formatDate } from '@comity/i18n'
import { Bdi, Code, Details, EmptyState, InsetText, NoticeBanner, PageHeading, SummaryList } from '@comity/ui'
import type { Request, TimelineEntry } from '../../contract.ts'
import { getRequest, openDossiers, timelineOf } from '../../server.ts'
import { authorityName } from '../authorities.ts'
import { Attachments } from '../content/attachments.tsx'
import { RequestContentView } from '../content/request-content.tsx'
import { StateTag } from '../content/state-tag.tsx'
import { OfRequestParams } from '../draft/draft-call.ts'
import { refusalText } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { Measures } from './measures.tsx'
import { NextSteps } from './next-steps.tsx'
import { Progress } from './progress.tsx'
import { RequestTimeline } from './timeline.tsx'

/** The page of a request: where it stands on both sides, what comes next, what it says and what happened. */
export function addRequestPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const [timeline, dossiers, ownName, theirName] = await Promise.all([
      timelineOf(node.db, call.viewer, request.id),
      dossiersOf(node.db, request.thread),
      authorityName(node, call.lang, request.ownAuthority),
      request.counterpart === null ? view.say('none') : authorityName(node, call.lang, request.counterpart),
    ])
    const list = `/requests/${request.direction}`
    const body = <RequestPage view={view} request={request} timeline={timeline} dossiers={dossiers} ownName={ownName} theirName={theirName} />
    return show({ title: request.content.subject ?? request.ownReference, current: list, breadcrumbs: [{ text: view.say(`nav.${request.direction}`), href: list }], body })
  })
  pageRoute(app, { method: 'POST', url: '/requests/:id/open', params: OfRequestParams }, async (call) => {
    await inContext(node, call.viewer.actor, (ctx) => openDossiers(ctx, { requestId: call.params.id }))
    return redirect(`/requests/${call.params.id}`, { notice: viewOf(call).say('receipt.opened') })
  })
}

interface RequestPageProps {
  readonly view: View
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly dossiers: readonly DossierSummary[]
  readonly ownName: string
  readonly theirName: string
}

function RequestPage(props: RequestPageProps) {
  const { view, request, timeline, dossiers, theirName } = props
  const { lang, say } = view
  const { content } = request
  const files = allFiles(request, timeline)
  return (
    <>
      <PageHeading caption={`${say(`form.${request.form}`)} · ${say(`direction.${request.direction}`)}`} title={<Bdi>{content.subject ?? say('requests.noSubject')}</Bdi>} status={<StateTag say={say} state={request.state} />} />
      {request.problem !== null && <NoticeBanner lang={lang} tone="danger" title={say('request.problem')}>{refusalText(lang, request.problem)}</NoticeBanner>}
      {request.answerBy !== null && <InsetText tone="warning">{say('request.answerBy', { date: formatDate(lang, request.answerBy) })}</InsetText>}
      <Facts view={view} request={request} theirName={theirName} />
      <NextSteps view={view} request={request} />
      <h2>{say('request.progress')}</h2>
      <Progress {...props} />
      {(content.measures ?? []).length > 0 && <Measures view={view} request={request} />}
      <h2>{say('request.documents')}</h2>
      {files.length === 0 ? <EmptyState title={say('request.documents.none')} /> : <Attachments view={view} requestId={request.id} files={files} />}
      <h2>{say('request.timeline')}</h2>
      <RequestTimeline view={view} request={request} timeline={timeline} dossiers={dossiers} theirName={theirName} />
      <h2>{say('request.content')}</h2>
      <Details summary={say('request.content')} open={request.state === 'received' || request.state === 'in-review'}>
        <RequestContentView view={view} content={content} skip={['measures']} />
      </Details>
    </>
  )
}

function Facts({ view: { lang, say }, request, theirName }: { readonly view: View; readonly request: Request; readonly theirName: string }) {
  const people = [
    ...(request.matterId === null ? [] : [{ label: say('field.matter'), value: <a href={`/matters/${request.matterId}`}>{say('field.matter')}</a> }]),
  ]
  const items = [
    { label: say('field.counterpart'), value: <Bdi>{theirName}</Bdi> },
    { label: say('field.ownReference'), value: <Code>{request.ownReference}</Code> },
    { label: say('field.counterpartReference'), value: request.counterpartReference === null ? say('none') : <Code>{request.counterpartReference}</Code> },
    ...people,
  ]
  return <SummaryList lang={lang} items={items} />
}

function allFiles(request: Request, timeline: readonly TimelineEntry[]) {
  const files = [...request.attachments, ...timeline.flatMap((entry) => entry.attachments)]
  return files.filter((file, at) => files.findIndex((other) => other.sha256 === file.sha256 && other.name === file.name) === at)
}
