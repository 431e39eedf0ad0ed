import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Code, Form, InsetText, PageHeading } from '@comity/ui'
import { z } from 'zod'
import { MatterFilter, type Matter, type MatterRow, type Request } from '../../contract.ts'
import { placeRequest } from '../../matters/place-request.ts'
import { sayOfMatters } from '../../matters/texts.ts'
import { mustBeAllowed } from '../../policy.ts'
import { getMatter, getRequest, listMatters } from '../../server.ts'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { viewOf, type View } from '../view.ts'
import { FindMatter } from './find-matter.tsx'
import type { SayOfMatters } from './matter-scene.ts'

const Search = z.strictObject({ text: z.string().max(200).optional() })

/** Puts a request into a matter, moves it, or takes it out. */
export function addPlacePage(app: App, node: Node): void {
  const url = '/requests/:id/matter'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: Search }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    mustBeAllowed(call.viewer.actor, 'place', request)
    const { text } = call.query
    const [now, found] = await Promise.all([
      request.matterId === null ? null : getMatter(node.db, call.viewer, request.matterId),
      listMatters(
        node.db,
        call.viewer,
        MatterFilter.parse({ state: 'open', limit: 20, ...(text === undefined ? {} : { text }) }),
      ),
    ])
    const t = sayOfMatters(call.lang)
    const title = t(now === null ? 'place' : 'place.move')
    const rows = found.rows.filter(({ id }) => id !== now?.id)
    return show({
      title,
      current: `/requests/${request.direction}`,
      breadcrumbs: requestCrumbs(view.say, request),
      body: <Place view={view} t={t} title={title} request={request} now={now} rows={rows} text={text} />,
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const { to = '' } = typedIn(call.body)
    const parsed = z.union([z.literal('none'), z.uuid()]).safeParse(to)
    if (!parsed.success) throw new ComityError('matter-not-found')
    const matterId = parsed.data === 'none' ? null : parsed.data
    await inContext(node, call.viewer.actor, (ctx) => placeRequest(ctx, { requestId: call.params.id, matterId }))
    const t = sayOfMatters(call.lang)
    return redirect(`/requests/${call.params.id}`, { notice: t(matterId === null ? 'notice.takenOut' : 'notice.placed') })
  })
}

interface PlaceProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly title: string
  readonly request: Request
  readonly now: Matter | null
  readonly rows: readonly MatterRow[]
  readonly text: string | undefined
}

function Place({ view, t, title, request, now, rows, text }: PlaceProps) {
  const { lang, csrf } = view
  const page = `/requests/${request.id}/matter`
  return (
    <>
      <PageHeading title={title} caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} lead={t('place.lead')} />
      {now !== null && (
        <InsetText>
          <p>
            {t('place.now')} <Code>{now.reference}</Code> <Bdi>{now.title}</Bdi>
          </p>
          <Form lang={lang} csrf={csrf} action={page}>
            <input type="hidden" name="to" value="none" />
            <ButtonRow>
              <Button kind="secondary">{t('place.out')}</Button>
            </ButtonRow>
          </Form>
        </InsetText>
      )}
      <FindMatter view={view} t={t} page={page} text={text} rows={rows} action={page} button={t('place.here')} />
    </>
  )
}
