import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, ErrorSummary, Form, PageHeading } from '@comity/ui'
import { z } from 'zod'
import { OpenMatter, SaveMatter, type Matter } from '../../contract.ts'
import { authorityFor } from '../../policy.ts'
import { getMatter, openMatter, saveMatter } from '../../server.ts'
import { Conflict } from '../draft/conflict.tsx'
import { Fields } from '../form/fields.tsx'
import { fingerprintOf, FormBody, problemsOf, typedIn, type Typed } from '../form/read-fields.ts'
import { matterFields } from '../form/specs.ts'
import { viewOf, type View } from '../view.ts'

const OfMatter = z.strictObject({ id: z.uuid() })

/** Opening a matter, and changing its title and facts. Its persons, property and offences have pages of their own. */
export function addMatterForms(app: App, node: Node): void {
  addOpening(app, node)
  pageRoute(app, { method: 'GET', url: '/matters/:id/edit', params: OfMatter }, async (call) => {
    const matter = await getMatter(node.db, call.viewer, call.params.id)
    return editPage({ view: viewOf(call), matter, typed: textsOf(matter), problems: [] })
  })
  pageRoute(app, { method: 'POST', url: '/matters/:id/edit', params: OfMatter, body: FormBody, again: true }, async (call) => {
    const view = viewOf(call)
    const matter = await getMatter(node.db, call.viewer, call.params.id)
    const typed = typedIn(call.body)
    if (typed['was'] !== fingerprintOf(textsOf(matter))) return conflict(view, matter, typed)
    const { persons, property, offences, revision } = matter
    const parsed = SaveMatter.safeParse({
      persons,
      property,
      offences,
      revision,
      title: typed['title'] ?? '',
      facts: typed['facts'] ?? '',
    })
    if (!parsed.success) return editPage({ view, matter, typed, problems: problemsOf(view.say, parsed.error, matterFields) })
    try {
      await inContext(node, call.viewer.actor, (ctx) => saveMatter(ctx, { ...parsed.data, matterId: matter.id }))
    } catch (error) {
      if (error instanceof ComityError && error.code === 'request-changed-meanwhile')
        return conflict(view, await getMatter(node.db, call.viewer, matter.id), typed)
      throw error
    }
    return redirect(`/matters/${matter.id}`, { notice: view.say('notice.saved') })
  })
}

function addOpening(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters/new' }, async (call) => {
    authorityFor(call.viewer.actor, 'open-matter')
    return newPage(viewOf(call), {}, [])
  })
  pageRoute(app, { method: 'POST', url: '/matters/new', body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const parsed = OpenMatter.safeParse({
      title: typed['title'] ?? '',
      facts: typed['facts'] ?? '',
      persons: [],
      property: [],
      offences: [],
    })
    if (!parsed.success) return newPage(view, typed, problemsOf(view.say, parsed.error, matterFields))
    const matter = await inContext(node, call.viewer.actor, (ctx) => openMatter(ctx, parsed.data))
    return redirect(`/matters/${matter.id}`, { notice: view.say('notice.saved') })
  })
}

function textsOf({ title, facts }: Matter): Typed {
  return { title, facts }
}

function newPage(view: View, typed: Typed, problems: readonly Problem[]) {
  const { say } = view
  const body = (
    <MatterForm
      view={view}
      title={say('matters.new')}
      action="/matters/new"
      backHref="/matters"
      typed={typed}
      problems={problems}
      was=""
    />
  )
  return show({
    title: say('matters.new'),
    current: '/matters',
    breadcrumbs: [{ text: say('nav.matters'), href: '/matters' }],
    body,
    status: problems.length > 0 ? 422 : 200,
  })
}

interface EditProps {
  readonly view: View
  readonly matter: Matter
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function editPage({ view, matter, typed, problems }: EditProps) {
  const url = `/matters/${matter.id}`
  const was = typed['was'] ?? fingerprintOf(textsOf(matter))
  const body = (
    <MatterForm
      view={view}
      title={view.say('matters.edit')}
      action={`${url}/edit`}
      backHref={url}
      typed={typed}
      problems={problems}
      was={was}
    />
  )
  return show({
    title: view.say('matters.edit'),
    current: '/matters',
    breadcrumbs: matterCrumbs(view, matter),
    body,
    status: problems.length > 0 ? 422 : 200,
  })
}

function conflict(view: View, matter: Matter, typed: Typed) {
  const url = `/matters/${matter.id}`
  const body = (
    <Conflict view={view} specs={matterFields} mine={typed} theirs={textsOf(matter)} action={`${url}/edit`} backHref={url} />
  )
  return show({
    title: view.say('conflict.title'),
    current: '/matters',
    breadcrumbs: matterCrumbs(view, matter),
    body,
    status: 409,
  })
}

/** The way to a matter. */
export function matterCrumbs({ say }: View, matter: Matter) {
  return [
    { text: say('nav.matters'), href: '/matters' },
    { text: matter.reference, href: `/matters/${matter.id}` },
  ]
}

interface MatterFormProps {
  readonly view: View
  readonly title: string
  readonly action: string
  readonly backHref: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly was: string
}

function MatterForm({ view, title, action, backHref, typed, problems, was }: MatterFormProps) {
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={title} />
      <Form lang={lang} csrf={csrf} action={action}>
        <input type="hidden" name="was" value={was} />
        <Fields view={view} specs={matterFields} typed={typed} problems={problems} />
        <ButtonRow>
          <Button>{say('button.saveContinue')}</Button>
          <Button kind="link" href={backHref}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
