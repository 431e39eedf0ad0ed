import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Card, Code, EmptyState, Form, PageHeading } from '@comity/ui'
import { z } from 'zod'
import { LinkMatter, MatterFilter, type MatterLink, type MatterRow } from '../../contract.ts'
import { linkMatter, linksOfMatter, unlinkMatter } from '../../matters/links.ts'
import { listMatters } from '../../server.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { FindMatter } from './find-matter.tsx'
import { matterCrumbs } from './matter-pages.tsx'
import { matterScene, OfMatter, type MatterScene } from './matter-scene.ts'

const Search = z.strictObject({ text: z.string().max(200).optional() })
const url = '/matters/:id/links'

/** The matters that a matter is linked to, and the way to link another. */
export function addLinkPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url, params: OfMatter, query: Search }, async (call) =>
    linksPage(node, call.viewer, await matterScene(node, call), { text: call.query.text, wrong: null }),
  )
  pageRoute(app, { method: 'POST', url, params: OfMatter, body: FormBody }, async (call) => {
    const typed = typedIn(call.body)
    const to = typed['to'] ?? ''
    const scene = await matterScene(node, call)
    const parsed = LinkMatter.safeParse({ to, reason: typed[`reason-${to}`] ?? '' })
    if (!parsed.success) {
      if (parsed.error.issues.some(({ path }) => path[0] === 'to')) throw new ComityError('matter-not-found')
      return linksPage(node, call.viewer, scene, { text: undefined, wrong: { to, error: scene.t('links.needReason') } })
    }
    await inContext(node, call.viewer.actor, (ctx) => linkMatter(ctx, { ...parsed.data, matterId: call.params.id }))
    return redirect(`/matters/${call.params.id}/links`, { notice: scene.t('notice.linked') })
  })
  const OfLink = z.strictObject({ id: z.uuid(), to: z.uuid() })
  pageRoute(app, { method: 'POST', url: `${url}/:to/remove`, params: OfLink, body: FormBody }, async (call) => {
    const { id, to } = call.params
    await inContext(node, call.viewer.actor, (ctx) => unlinkMatter(ctx, { matterId: id, to }))
    return redirect(`/matters/${id}/links`, { notice: (await matterScene(node, call)).t('notice.unlinked') })
  })
}

interface Looked {
  readonly text: string | undefined
  readonly wrong: { readonly to: string; readonly error: string } | null
}

async function linksPage(node: Node, viewer: Viewer, scene: MatterScene, looked: Looked) {
  const { matter, t, view } = scene
  const [links, found] = await Promise.all([
    linksOfMatter(node.db, viewer, matter.id),
    listMatters(node.db, viewer, MatterFilter.parse({ limit: 20, ...(looked.text === undefined ? {} : { text: looked.text }) })),
  ])
  const known = new Set([matter.id, ...links.map(({ id }) => id)])
  return show({
    title: t('links'),
    current: '/matters',
    breadcrumbs: matterCrumbs(view, matter),
    body: <Links {...scene} links={links} rows={found.rows.filter(({ id }) => !known.has(id))} looked={looked} />,
    status: looked.wrong === null ? 200 : 422,
  })
}

interface LinksProps extends MatterScene {
  readonly links: readonly MatterLink[]
  readonly rows: readonly MatterRow[]
  readonly looked: Looked
}

function Links({ view, t, matter, writes, links, rows, looked }: LinksProps) {
  const { lang, csrf } = view
  const page = `/matters/${matter.id}/links`
  return (
    <>
      <PageHeading title={t('links')} caption={<Bdi>{matter.title}</Bdi>} />
      {links.length === 0 && <EmptyState title={t('links.none')} />}
      {links.map(({ id, reference, title, reason, byName }) => (
        <Card
          key={id}
          title={title}
          href={`/matters/${id}`}
          footer={
            writes ? (
              <Form lang={lang} csrf={csrf} action={`${page}/${id}/remove`}>
                <ButtonRow>
                  <Button kind="secondary">
                    {t('links.unlink')}
                    <span class="unseen"> {reference}</span>
                  </Button>
                </ButtonRow>
              </Form>
            ) : undefined
          }
        >
          <p>
            <Code>{reference}</Code> <Bdi>{reason}</Bdi>
          </p>
          {byName !== '' && <p class="hint">{t('links.by', { name: byName })}</p>}
        </Card>
      ))}
      {writes && (
        <section>
          <h2>{t('links.add')}</h2>
          <FindMatter
            view={view}
            t={t}
            page={page}
            text={looked.text}
            rows={rows}
            action={page}
            button={t('links.link')}
            reason={{ label: t('links.reason'), wrong: looked.wrong }}
          />
        </section>
      )}
    </>
  )
}
