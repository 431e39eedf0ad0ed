import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  ButtonRow,
  CheckboxGroup,
  ErrorSummary,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  TextArea,
} from '@comity/ui'
import { AssignMatter, MatterReasons, RequestFilter, type RequestRow } from '../../contract.ts'
import { assignMatter, closeMatter, reopenMatter } from '../../matters/matter-life.ts'
import { listRequests } from '../../server.ts'
import { authorityNames } from '../authorities.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { staffFor, type Staff } from '../lists/people.ts'
import { RequestTable } from '../lists/request-table.tsx'
import { matterCrumbs } from './matter-pages.tsx'
import { matterScene, OfMatter, type MatterScene } from './matter-scene.ts'

/** Who has and sees a matter; its closing and its opening again. */
export function addLifePages(app: App, node: Node): void {
  addReaders(app, node)
  addEnds(app, node)
}

function addReaders(app: App, node: Node): void {
  const url = '/matters/:id/readers'
  pageRoute(app, { method: 'GET', url, params: OfMatter }, async (call) => {
    const scene = await matterScene(node, call)
    if (!scene.assigns) throw new ComityError('not-allowed', { values: { act: 'assign-matter' } })
    return page(scene, 'readers', <Readers {...scene} staff={await staffFor(node, call.viewer)} />)
  })
  pageRoute(app, { method: 'POST', url, params: OfMatter, body: FormBody }, async (call) => {
    const typed = typedIn(call.body)
    const { assignee = '', unit = '' } = typed
    const parsed = AssignMatter.safeParse({
      ...(assignee === '' ? {} : { assignee: assignee === 'nobody' ? null : assignee }),
      ...(unit === '' ? {} : { unit: unit === 'office' ? null : unit }),
      named: (typed['named'] ?? '').split('\n').filter((id) => id !== ''),
    })
    if (!parsed.success) throw new ComityError('bad-input')
    await inContext(node, call.viewer.actor, (ctx) => assignMatter(ctx, { ...parsed.data, matterId: call.params.id }))
    return redirect(`/matters/${call.params.id}`, { notice: (await matterScene(node, call)).t('notice.readers') })
  })
}

function Readers({ view: { lang, say, csrf }, t, matter, staff }: MatterScene & { readonly staff: Staff }) {
  // Who no longer works here stays named until somebody takes them off.
  const gone = matter.named.filter((id) => staff.officers.every(({ value }) => value !== id))
  const people = [...staff.officers, ...gone.map((id) => ({ value: id, label: staff.names.get(id) ?? t('readers.hidden') }))]
  return (
    <>
      <PageHeading title={t('readers')} caption={<Bdi>{matter.title}</Bdi>} lead={t('readers.lead')} />
      <Form lang={lang} csrf={csrf} action={`/matters/${matter.id}/readers`}>
        <SelectField
          lang={lang}
          name="assignee"
          label={t('readers.has')}
          value={matter.assignee ?? 'nobody'}
          options={[{ value: 'nobody', label: say('assign.nobody') }, ...staff.officers]}
        />
        <SelectField
          lang={lang}
          name="unit"
          label={t('readers.unit')}
          value={matter.unit ?? 'office'}
          options={[{ value: 'office', label: say('assign.wholeOffice') }, ...staff.units]}
        />
        <CheckboxGroup lang={lang} name="named" label={t('readers.named')} optional values={matter.named} options={people} />
        <Buttons cancel={say('button.cancel')} href={`/matters/${matter.id}`}>
          {say('button.save')}
        </Buttons>
      </Form>
    </>
  )
}

const ends = { close: closeMatter, reopen: reopenMatter } as const
const told = { close: 'notice.closed', reopen: 'notice.reopened' } as const

function addEnds(app: App, node: Node): void {
  for (const name of ['close', 'reopen'] as const) {
    const url = `/matters/:id/${name}`
    pageRoute(app, { method: 'GET', url, params: OfMatter }, async (call) =>
      endPage(node, call.viewer, { scene: await matterScene(node, call), name, typed: '', problems: [] }),
    )
    pageRoute(app, { method: 'POST', url, params: OfMatter, body: FormBody }, async (call) => {
      const scene = await matterScene(node, call)
      const typed = typedIn(call.body)['reasons'] ?? ''
      const parsed = MatterReasons.safeParse({ reasons: typed })
      if (!parsed.success) {
        const problems = [{ path: 'reasons', message: scene.t('close.needReasons') }]
        return endPage(node, call.viewer, { scene, name, typed, problems })
      }
      await inContext(node, call.viewer.actor, (ctx) => ends[name](ctx, { ...parsed.data, matterId: call.params.id }))
      return redirect(`/matters/${call.params.id}`, { notice: scene.t(told[name]) })
    })
  }
}

interface End {
  readonly scene: MatterScene
  readonly name: 'close' | 'reopen'
  readonly typed: string
  readonly problems: readonly Problem[]
}

async function endPage(node: Node, viewer: Viewer, end: End) {
  const { scene, name, problems } = end
  if (!scene.closes) throw new ComityError('not-allowed', { values: { act: 'close-matter' } })
  const filter = RequestFilter.parse({ matterId: scene.matter.id, open: 'yes', limit: 100 })
  const [open, names] = await Promise.all([listRequests(node.db, viewer, filter), authorityNames(node, scene.view.lang)])
  const body = <EndOfMatter {...end} open={name === 'close' ? open.rows : []} names={names} />
  return page(scene, name, body, problems.length > 0 ? 422 : 200)
}

interface EndProps extends End {
  readonly open: readonly RequestRow[]
  readonly names: ReadonlyMap<string, string>
}

function EndOfMatter({ scene, name, typed, problems, open, names }: EndProps) {
  const { view, t, matter } = scene
  const { lang, say, csrf } = view
  const cancel = `/matters/${matter.id}`
  if (open.length > 0)
    return (
      <>
        <PageHeading title={t(name)} caption={<Bdi>{matter.title}</Bdi>} />
        <InsetText tone="warning">{t('close.open')}</InsetText>
        <RequestTable view={view} caption={t('close.open')} rows={open} names={names} more={{ hideCaption: true }} />
        <ButtonRow>
          <Button kind="secondary" href={cancel}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </>
    )
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t(name)} caption={<Bdi>{matter.title}</Bdi>} lead={name === 'close' ? t('close.lead') : undefined} />
      <Form lang={lang} csrf={csrf} action={`${cancel}/${name}`}>
        <TextArea
          lang={lang}
          name="reasons"
          label={t('close.reasons')}
          value={typed}
          rows={4}
          maxLength={2000}
          error={problems[0]?.message}
        />
        <Buttons cancel={say('button.cancel')} href={cancel}>
          {t(name)}
        </Buttons>
      </Form>
    </>
  )
}

interface ButtonsProps {
  readonly cancel: string
  readonly href: string
  readonly children: string
}

function Buttons({ cancel, href, children }: ButtonsProps) {
  return (
    <ButtonRow>
      <Button>{children}</Button>
      <Button kind="link" href={href}>
        {cancel}
      </Button>
    </ButtonRow>
  )
}

function page(scene: MatterScene, title: 'readers' | 'close' | 'reopen', body: preact.VNode, status = 200) {
  const { view, t, matter } = scene
  return show({ title: t(title), current: '/matters', breadcrumbs: matterCrumbs(view, matter), body, status })
}
