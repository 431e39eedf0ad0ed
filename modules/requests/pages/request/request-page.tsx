import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { DossierSummary } from '@comity/exchange/contract'
import { dossiersOf, lineNotice, opensDossiers } from '@comity/exchange/server'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { dayIn, formatDate, type Lang } from '@comity/i18n'
import { Bdi, Button, Code, EmptyState, InsetText, NoticeBanner, PageHeading, SummaryList } from '@comity/ui'
import type { VNode } from 'preact'
import type { Matter, Request, TimelineEntry } from '../../contract.ts'
import { may } from '../../policy.ts'
import { getRequest, openDossiers, timelineOf } from '../../server.ts'
import { FileLinks } from '../../export/file-links.tsx'
import { authorityName } from '../authorities.ts'
import { Attachments } from '../content/attachments.tsx'
import { RequestContentView } from '../content/request-content.tsx'
import { VersionQuery, versionShown } from '../content/versions.tsx'
import { DraftLinks } from '../draft/draft-links.tsx'
import { StateTag } from '../content/state-tag.tsx'
import { OfRequestParams } from '../draft/draft-call.ts'
import { Owed } from '../record/owed.tsx'
import { RecordSection } from '../record/record-section.tsx'
import { sayOfRecord } from '../record/texts.ts'
import { standingFor } from '../../rules/standing-for.ts'
import { sayOfSteps } from '../steps/texts.ts'
import { problemText } from '../texts.ts'
import { writtenAnew, WrittenAnew, type Anew } from '../threads/anew.tsx'
import { linkedTo, Supplements } from '../threads/supplements.tsx'
import type { LinkedRequest } from '../../store-supplements.ts'
import { viewOf, type View } from '../view.ts'
import { FlawedDecision } from './flawed-decision.tsx'
import { OffNetwork } from './off-network.tsx'
import { Measures } from './measures.tsx'
import { namesTold, passedOnBy } from './names-told.ts'
import { NextSteps } from './next-steps.tsx'
import { Progress } from './progress.tsx'
import { primaryStep } from './steps-ahead.ts'
import { isReceipt, RequestTimeline } from './timeline.tsx'
import { turnText } from './turn.ts'
import { behindHint, matterSeen } from '../matters/behind-hint.tsx'
import { UndoLast } from './undo.tsx'
import { Unopened } from './unopened.tsx'

/** What another module shows on the page of a request; null where it has nothing for this person. */
export type RequestPanel = (
  call: { readonly lang: Lang; readonly viewer: Viewer },
  request: Pick<Request, 'id' | 'state'>,
) => Promise<VNode | null>

/** The page of a request: where it stands on both sides, what comes next, what it says and what happened. */
export function addRequestPage(app: App, node: Node, panels: readonly RequestPanel[] = []): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id', params: OfRequestParams, query: VersionQuery }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const [timeline, dossiers, ownName, theirName, matter, linked] = await Promise.all([
      timelineOf(node.db, call.viewer, request.id),
      dossiersOf(node.db, request.thread),
      authorityName(node, call.lang, request.ownAuthority),
      request.counterpart === null
        ? (request.counterpartName ?? view.say('none'))
        : authorityName(node, call.lang, request.counterpart),
      matterSeen(node, call.viewer, request.matterId),
      linkedTo(node, call.viewer, request),
    ])
    const [names, anew] = await Promise.all([
      namesTold(node, view, { request, timeline, dossiers }),
      writtenAnew(node, call.viewer, timeline),
    ])
    const shown: (VNode | null)[] = []
    const behind = await behindHint(node, call, request)
    const line = await lineNotice(node, {
      lang: call.lang,
      zone: view.zone,
      thread: request.thread,
      actor: call.viewer.actor,
    })
    for (const panel of panels) shown.push(await panel(call, request))
    const list = `/requests/${request.direction}`
    const body = (
      <RequestPage
        view={view}
        request={request}
        timeline={timeline}
        dossiers={dossiers}
        ownName={ownName}
        theirName={theirName}
        names={names}
        matter={matter}
        assigns={may(call.viewer.actor, 'assign', request)}
        places={may(call.viewer.actor, 'place', request) && (matter !== null || request.matterId === null)}
        behind={behind}
        line={line}
        panels={shown}
        viewer={call.viewer}
        linked={linked}
        anew={anew}
        version={call.query.version}
        opensDossiers={opensDossiers(call.viewer.actor, node.facts.authorityId)}
        links={<DraftLinks view={view} request={request} viewer={call.viewer} />}
        today={dayIn(node.world.clock.now(), view.zone)}
      />
    )
    return show({
      title: request.content.subject ?? request.ownReference,
      current: list,
      breadcrumbs: [{ text: view.say(`nav.${request.direction}`), href: list }],
      body,
    })
  })
  pageRoute(app, { method: 'POST', url: '/requests/:id/open', params: OfRequestParams }, async (call) => {
    await inContext(node, call.viewer.actor, (ctx) => openDossiers(ctx, { requestId: call.params.id }))
    return redirect(`/requests/${call.params.id}`, { notice: viewOf(call).say('notice.opened') })
  })
}

interface RequestPageProps {
  readonly view: View
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly dossiers: readonly DossierSummary[]
  readonly ownName: string
  readonly theirName: string
  /** What the life of the request names by an id. */
  readonly names: ReadonlyMap<string, string>
  readonly matter: Matter | null
  readonly assigns: boolean
  /** May put it into a matter, or another one. */
  readonly places: boolean
  /** That its matter was changed since. */
  readonly behind: VNode | null
  /** What waits for the line, or ended undelivered. */
  readonly line: VNode | null
  readonly panels: readonly (VNode | null)[]
  readonly viewer: Viewer
  readonly linked: readonly LinkedRequest[]
  readonly anew: Anew
  readonly version: string | undefined
  readonly links: VNode
  readonly opensDossiers: boolean
  /** The reader's day. */
  readonly today: string
}

function RequestPage(props: RequestPageProps) {
  const { view, request, timeline, dossiers, theirName, names, assigns, today } = props
  const { lang, say } = view
  const { content } = request
  const files = allFiles(request, timeline)
  const own = request.direction === 'outgoing' ? ('requesting' as const) : ('requested' as const)
  const said = timeline.some(({ internal }) => !internal)
  const standing = {
    view,
    request,
    items: standingFor(request, timeline),
    sides: { own, theirName, names, passedOnBy: passedOnBy(props, names) },
    today,
  }
  return (
    <>
      <PageHeading
        caption={`${say(`form.${request.form}`)} · ${say(`direction.${request.direction}`)}`}
        title={<Bdi>{content.subject ?? say('requests.noSubject')}</Bdi>}
        status={<StateTag say={say} state={request.state} />}
        actions={
          assigns ? (
            <Button kind="secondary" href={`/requests/${request.id}/assign`}>
              {say('step.assign')}
            </Button>
          ) : undefined
        }
      />
      {request.problem !== null && (
        <NoticeBanner lang={lang} tone="danger" title={say('request.problem')}>
          {problemText(lang, request.problem)}
        </NoticeBanner>
      )}
      <InsetText tone={primaryStep(request) === null ? 'neutral' : 'info'}>
        {turnText(view, request, { name: theirName, since: lastNews(request, timeline) })}
      </InsetText>
      {request.answerBy !== null && (
        <InsetText tone="warning">{say('request.answerBy', { date: formatDate(lang, request.answerBy) })}</InsetText>
      )}
      <Contents view={view} said={said} />
      <FlawedDecision view={view} request={request} />
      {props.line}
      {props.behind}
      <Unopened view={view} request={request} />
      {request.channel !== 'network' && <OffNetwork view={view} request={request} name={theirName} />}
      {said && <Owed {...standing} />}
      <NextSteps view={view} request={request} items={standing.items} own={own} />
      <UndoLast view={view} request={request} />
      <Facts {...props} />
      <Supplements {...props} />
      <WrittenAnew {...props} />
      <h2 id="progress">{say('request.progress')}</h2>
      <Progress {...props} />
      {(content.measures ?? []).length > 0 && (
        <Measures view={view} request={{ ...request, content: versionShown(content, props.version).content }} />
      )}
      {said && <RecordSection {...standing} />}
      {props.panels}
      <h2 id="documents">{say('request.documents')}</h2>
      {files.length === 0 ? (
        <EmptyState title={say('request.documents.none')} />
      ) : (
        <Attachments view={view} requestId={request.id} files={files} />
      )}
      <FileLinks lang={lang} requestId={request.id} />
      {props.links}
      <h2 id="timeline">{say('request.timeline')}</h2>
      <RequestTimeline {...{ view, request, timeline, dossiers, theirName, names }} opensDossiers={props.opensDossiers} />
      <h2 id="content">{say('request.content')}</h2>
      <RequestContentView view={view} content={content} version={props.version} />
    </>
  )
}

/** The way to each part of a page that may be long. */
function Contents({ view: { lang, say }, said }: { readonly view: View; readonly said: boolean }) {
  return (
    <nav class="hint" aria-label={sayOfSteps(lang)('page.contents')}>
      {sayOfSteps(lang)('page.contents')}: <a href="#next">{say('request.next')}</a> ·{' '}
      <a href="#progress">{say('request.progress')}</a> ·{' '}
      {said && (
        <>
          <a href="#record">{sayOfRecord(lang)('title')}</a> ·{' '}
        </>
      )}
      <a href="#documents">{say('request.documents')}</a> · <a href="#timeline">{say('request.timeline')}</a> ·{' '}
      <a href="#content">{say('request.content')}</a>
    </nav>
  )
}

/** When the last thing happened that people did. */
function lastNews(request: Request, timeline: readonly TimelineEntry[]): string {
  return timeline.findLast((entry) => !isReceipt(entry))?.at ?? request.createdAt
}

function Facts({ view: { lang, say }, request, theirName, matter, places }: RequestPageProps) {
  const placing = places ? `/requests/${request.id}/matter` : undefined
  const items = [
    { label: say('field.counterpart'), value: <Bdi>{theirName}</Bdi> },
    { label: say('field.ownReference'), value: <Code>{request.ownReference}</Code> },
    {
      label: say('field.counterpartReference'),
      value: request.counterpartReference === null ? say('none') : <Code>{request.counterpartReference}</Code>,
    },
    ...(matter === null && placing === undefined
      ? []
      : [
          {
            label: say('field.matter'),
            value:
              matter === null ? (
                say('none')
              ) : (
                <a href={`/matters/${matter.id}`}>
                  <Code>{matter.reference}</Code> <Bdi>{matter.title}</Bdi>
                </a>
              ),
            changeHref: placing,
          },
        ]),
  ]
  return <SummaryList lang={lang} items={items} />
}

function allFiles(request: Request, timeline: readonly TimelineEntry[]) {
  const files = [...request.attachments, ...timeline.flatMap((entry) => entry.attachments)]
  return files.filter((file, at) => files.findIndex((other) => other.sha256 === file.sha256 && other.name === file.name) === at)
}
