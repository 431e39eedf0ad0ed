import { z } from 'zod'
import { inContext } from '@comity/accounts/server'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, CheckboxGroup, Code, Form, InsetText, PageHeading } from '@comity/ui'
import { makeFeed, revokeFeed } from '../operations/feed.ts'
import { feedOf } from '../store-feed.ts'
import { deadlinesCrumb, viewOf, type Place, type View } from './view.ts'

const Asked = z.strictObject({ act: z.enum(['make', 'revoke']), withReference: z.string().max(10).optional() })

/** The address under which one's own deadlines appear in one's own calendar. */
export function addFeedPage(app: App, { node }: Place): void {
  const shown = (view: View, held: boolean, url: string | null) =>
    show({
      title: view.say('feed'),
      current: '/deadlines',
      breadcrumbs: [deadlinesCrumb(view.say)],
      body: <FeedPage view={view} held={held} url={url} />,
      ...(url === null ? {} : { made: true }),
    })
  pageRoute(app, { method: 'GET', url: '/deadlines/calendar' }, async (call) =>
    shown(await viewOf(node, call), (await feedOf(node.db, call.viewer.actor.id)) !== null, null),
  )
  pageRoute(app, { method: 'POST', url: '/deadlines/calendar', body: Asked }, async (call) => {
    const view = await viewOf(node, call)
    if (call.body.act === 'revoke') {
      await inContext(node, call.viewer.actor, revokeFeed)
      return redirect('/deadlines/calendar', { notice: view.say('feed.revoked') })
    }
    const withReference = call.body.withReference === 'yes'
    const { url } = await inContext(node, call.viewer.actor, (ctx) => makeFeed(ctx, { withReference }))
    return shown(view, true, url)
  })
}

function FeedPage({ view, held, url }: { readonly view: View; readonly held: boolean; readonly url: string | null }) {
  const { lang, say, csrf } = view
  return (
    <>
      <PageHeading title={say('feed')} lead={say('feed.lead')} />
      {url !== null && (
        <InsetText tone="success">
          {say('feed.made')} <Code>{url}</Code>
        </InsetText>
      )}
      <Form lang={lang} csrf={csrf} action="/deadlines/calendar">
        <CheckboxGroup
          lang={lang}
          name="withReference"
          label={say('feed')}
          options={[{ value: 'yes', label: say('feed.withReference') }]}
          optional
        />
        <ButtonRow>
          <Button name="act" value="make">
            {say('feed.make')}
          </Button>
          {held && (
            <Button kind="danger" name="act" value="revoke">
              {say('feed.revoke')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </>
  )
}
