import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Bdi, Code, InsetText, NoticeBanner, PageHeading, SummaryList } from '@comity/ui'
import { formatDate, formatDateTime } from '@comity/i18n'
import type { Request } from '../../contract.ts'
import { getRequest } from '../../server.ts'
import { authorityName } from '../authorities.ts'
import { Attachments } from '../content/attachments.tsx'
import { VersionContent } from '../content/request-content.tsx'
import { Certified, languageName, versionsOf, type Version } from '../content/versions.tsx'
import { viewOf, type View } from '../view.ts'
import { requestCrumbs } from './crumbs.ts'
import { OfRequestParams } from './draft-call.ts'

/** Everything that a request says, in all its languages, as one page for paper: nothing folded, nothing to press. */
export function addPrintPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/print', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const [ownName, theirName] = await Promise.all([
      authorityName(node, call.lang, request.ownAuthority),
      request.counterpart === null
        ? (request.counterpartName ?? view.say('none'))
        : authorityName(node, call.lang, request.counterpart),
    ])
    const at = node.world.clock.now()
    return show({
      title: request.content.subject ?? request.ownReference,
      current: `/requests/${request.direction}`,
      breadcrumbs: requestCrumbs(view.say, request),
      body: <PrintPage view={view} request={request} ownName={ownName} theirName={theirName} at={at} />,
    })
  })
}

interface PrintProps {
  readonly view: View
  readonly request: Request
  readonly ownName: string
  readonly theirName: string
  readonly at: Date
}

const unsent: readonly string[] = ['draft', 'in-review', 'approved', 'ready', 'sent-orally']

function PrintPage({ view, request, ownName, theirName, at }: PrintProps) {
  const { lang, say, zone } = view
  const { content } = request
  const [own, their] = request.direction === 'outgoing' ? [ownName, theirName] : [theirName, ownName]
  const versions = versionsOf(content)
  return (
    <>
      <PageHeading caption={say(`form.${request.form}`)} title={<Bdi>{content.subject ?? say('requests.noSubject')}</Bdi>} />
      {unsent.includes(request.state) && (
        <NoticeBanner lang={lang} tone="warning" title={say('print.notSent', { state: say(`state.${request.state}`) })} />
      )}
      <SummaryList
        lang={lang}
        items={[
          { label: say('print.requesting'), value: <Bdi>{own}</Bdi> },
          { label: say('print.requested'), value: <Bdi>{their}</Bdi> },
          { label: say('field.ownReference'), value: <Code>{request.ownReference}</Code> },
          {
            label: say('field.counterpartReference'),
            value: request.counterpartReference === null ? say('none') : <Code>{request.counterpartReference}</Code>,
          },
          ...(request.datedOn === null ? [] : [{ label: say('print.dated'), value: formatDate(lang, request.datedOn) }]),
          { label: say('print.state'), value: say(`state.${request.state}`) },
        ]}
      />
      {versions.map((version) => (
        <OneVersion key={version.language} view={view} request={request} version={version} alone={versions.length === 1} />
      ))}
      {request.attachments.length > 0 && (
        <>
          <h2>{say('section.attachments')}</h2>
          <Attachments view={view} requestId={request.id} files={request.attachments} />
        </>
      )}
      <InsetText>
        {say('print.printed', { time: formatDateTime(lang, at, zone) })} · {say('print.hint')}
      </InsetText>
    </>
  )
}

interface OneVersionProps {
  readonly view: View
  readonly request: Request
  readonly version: Version
  readonly alone: boolean
}

function OneVersion({ view, request: { content }, version, alone }: OneVersionProps) {
  const { lang, say } = view
  const kind = say(version.translation === null ? 'version.authentic' : 'version.translation')
  const counts = version.language === (content.operativeLanguage ?? content.language)
  return (
    <section>
      <h2>
        {alone
          ? say('request.content')
          : `${languageName(lang, say, version.language)} (${kind}${counts ? `, ${say('version.operative')}` : ''})`}
      </h2>
      <Certified view={view} content={content} version={version} />
      <VersionContent view={view} content={version.content} />
    </section>
  )
}
