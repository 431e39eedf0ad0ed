import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { formatDate } from '@comity/i18n'
import { Bdi, Button, DataTable, DateTime, EmptyState, PageHeading, Tag } from '@comity/ui'
import type { Rendition, Request } from '../../contract.ts'
import { sayOfExport } from '../../export/texts.ts'
import { getRequest } from '../../operations.ts'
import { requestCrumbs } from '../../pages/draft/crumbs.ts'
import { OfRequestParams } from '../../pages/draft/draft-call.ts'
import { sayOr } from '../../pages/texts.ts'
import { viewOf, type View } from '../../pages/view.ts'
import { mustBeAllowed } from '../../policy.ts'
import { addLetterForms } from './letter-forms.tsx'
import { sayOfLetters } from './texts.ts'

/** The letters of an off-network request: what is still to be sent by hand, what was, and what proves that it arrived. */
export function addLetterPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/renditions', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    mustBeAllowed(call.viewer.actor, 'note-rendition', request)
    return show({
      title: sayOfLetters(view.lang)('title'),
      current: `/requests/${request.direction}`,
      breadcrumbs: requestCrumbs(view.say, request),
      body: <Letters view={view} request={request} />,
    })
  })
  addLetterForms(app, node)
}

function Letters({ view, request }: { readonly view: View; readonly request: Request }) {
  const { lang, say } = view
  const t = sayOfLetters(lang)
  const page = `/requests/${request.id}/renditions`
  return (
    <>
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={t('title')} lead={t('lead')} />
      <DataTable
        lang={lang}
        caption={t('title')}
        hideCaption
        rows={request.renditions.toReversed()}
        rowKey={({ sequence }) => String(sequence)}
        empty={<EmptyState title={t('none')} />}
        columns={[
          {
            key: 'letter',
            header: t('letter'),
            names: true,
            cell: ({ sequence, act }) => <a href={`${page}/${sequence}`}>{sayOr(say, `act.${act}`, act)} (PDF)</a>,
          },
          { key: 'said', header: t('saidOn'), cell: ({ saidOn }) => <DateTime lang={lang} at={saidOn} only="date" /> },
          { key: 'sent', header: t('sent'), cell: (one) => <Sent view={view} letter={one} page={page} /> },
          { key: 'arrived', header: t('arrived'), cell: (one) => <Arrived view={view} letter={one} page={page} /> },
        ]}
      />
    </>
  )
}

interface LetterProps {
  readonly view: View
  readonly letter: Rendition
  readonly page: string
}

function Sent({ view: { lang }, letter: { sequence, sentOn, channel, tracking, sentBy }, page }: LetterProps) {
  const t = sayOfLetters(lang)
  const href = `${page}/${sequence}/sent`
  if (sentOn === null || channel === null)
    return (
      <>
        <Tag tone="warning">{t('toSend')}</Tag>{' '}
        <Button kind="secondary" href={href}>
          {t('noteSent')}
        </Button>
      </>
    )
  const how = { date: formatDate(lang, sentOn), channel: sayOfExport(lang)(`channel.${channel}`), name: sentBy ?? '' }
  return (
    <>
      {t('sent.how', how)} {tracking !== null && <Bdi>{tracking}</Bdi>} <a href={href}>{t('correct')}</a>
    </>
  )
}

function Arrived({ view: { lang }, letter: { sequence, sentOn, arrivedOn }, page }: LetterProps) {
  const t = sayOfLetters(lang)
  if (arrivedOn !== null) return <DateTime lang={lang} at={arrivedOn} only="date" />
  return sentOn === null ? (
    <>–</>
  ) : (
    <Button kind="secondary" href={`${page}/${sequence}/delivered`}>
      {t('noteArrived')}
    </Button>
  )
}
