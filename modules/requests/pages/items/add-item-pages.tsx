import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { z } from 'zod'
import { Conflict } from '../draft/conflict.tsx'
import { itemKind, itemName, itemsOf } from '../form/items.ts'
import { fingerprintOf, FormBody, typedIn } from '../form/read-fields.ts'
import type { ListSection } from '../form/sections.ts'
import { viewOf } from '../view.ts'
import { removeItem, saveItem } from './change-items.ts'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { ItemForm, type ItemFormProps } from './item-form.tsx'
import { ItemList } from './item-list.tsx'
import type { Owner, OwnerKind } from './owner.ts'

const OfOwner = z.strictObject({ id: z.uuid() })
const OfItem = z.strictObject({ id: z.uuid(), at: z.union([z.literal('new'), z.coerce.number().int().min(0).max(199)]) })

/** The pages of every repeated group of a draft or a matter: its list, and one small page for each item. */
export function addItemPages(app: App, node: Node, kind: OwnerKind): void {
  for (const section of kind.sections) {
    addList(app, node, kind, section)
    addForm(app, node, kind, section)
    addRemoval(app, node, kind, section)
  }
}

function addList(app: App, node: Node, kind: OwnerKind, section: ListSection): void {
  pageRoute(app, { method: 'GET', url: `${kind.url}/${section}`, params: OfOwner }, async (call) => {
    const view = viewOf(call)
    const owner = await kind.load(node, call.viewer, call.params.id)
    return show({
      ...frame(owner, view.say),
      title: view.say(`section.${section}`),
      body: <ItemList view={view} owner={owner} section={section} nextHref={owner.after(section)} />,
    })
  })
}

function addForm(app: App, node: Node, kind: OwnerKind, section: ListSection): void {
  const url = `${kind.url}/${section}/:at`
  pageRoute(app, { method: 'GET', url, params: OfItem }, async (call) => {
    const owner = await kind.load(node, call.viewer, call.params.id)
    const item = itemAt(owner, section, call.params.at)
    const props = formProps(viewOf(call), owner, section, call.params.at)
    return show({
      ...frame(owner, props.view.say),
      title: props.title,
      body: <ItemForm {...props} typed={item ?? {}} was={fingerprintOf(item)} problems={[]} />,
    })
  })
  // An item that is there is saved; a new one is made.
  const again = ({ at }: z.output<typeof OfItem>) => at !== 'new'
  pageRoute(app, { method: 'POST', url, params: OfItem, body: FormBody, again }, async (call) => {
    const view = viewOf(call)
    const { at } = call.params
    const owner = await kind.load(node, call.viewer, call.params.id)
    const item = itemAt(owner, section, at)
    const typed = typedIn(call.body)
    const saved = await saveItem(owner, section, {
      at: at === 'new' ? null : at,
      typed,
      say: view.say,
      newId: node.world.chance.uuid(),
    })
    const props = formProps(view, owner, section, at)
    if (saved.kind === 'saved') return redirect(props.backHref, { notice: view.say('notice.saved') })
    const page = { ...frame(owner, view.say), title: props.title }
    if (saved.kind === 'faulty')
      return show({
        ...page,
        body: <ItemForm {...props} typed={typed} was={typed['was'] ?? ''} problems={saved.problems} />,
        status: 422,
      })
    return show({
      ...page,
      body: (
        <Conflict
          view={view}
          specs={itemKind(section).fields}
          mine={typed}
          theirs={item ?? {}}
          action={props.action}
          backHref={props.backHref}
        />
      ),
      status: 409,
    })
  })
}

function addRemoval(app: App, node: Node, kind: OwnerKind, section: ListSection): void {
  const params = z.strictObject({ id: z.uuid(), at: z.coerce.number().int().min(0).max(199) })
  pageRoute(app, { method: 'POST', url: `${kind.url}/${section}/:at/remove`, params, body: FormBody }, async (call) => {
    const owner = await kind.load(node, call.viewer, call.params.id)
    const { was = '', confirmed } = typedIn(call.body)
    const item = itemAt(owner, section, call.params.at)
    if (confirmed !== 'yes' && item !== undefined) {
      const view = viewOf(call)
      const list = `${owner.editUrl}/${section}`
      const name = itemName(section, item)
      const body = <ConfirmRemoval view={view} list={list} at={call.params.at} was={was} name={name} />
      return show({ ...frame(owner, view.say), title: view.say('button.remove'), body })
    }
    const done = await removeItem(owner, section, call.params.at, was)
    if (done === 'conflict') throw new ComityError('request-changed-meanwhile')
    return redirect(`${owner.editUrl}/${section}`, { notice: viewOf(call).say('notice.removed') })
  })
}

type Item = Readonly<Record<string, string>>

/** Undefined for a new one. @throws ComityError `not-found` when the list is shorter. */
function itemAt(owner: Owner, section: ListSection, at: number | 'new'): Item | undefined {
  if (at === 'new') return undefined
  const item = itemsOf(section, owner.lists)[at]
  if (!item) throw new ComityError('not-found')
  return item
}

function formProps(
  view: ItemFormProps['view'],
  owner: Owner,
  section: ListSection,
  at: number | 'new',
): Pick<ItemFormProps, 'view' | 'section' | 'title' | 'action' | 'backHref' | 'others'> {
  const list = `${owner.editUrl}/${section}`
  return {
    view,
    section,
    title: view.say(at === 'new' ? `button.add.${section}` : `section.${section}`),
    action: `${list}/${at}`,
    backHref: list,
    others: owner.others,
  }
}

function frame(owner: Owner, say: ItemFormProps['view']['say']) {
  return { current: owner.current, breadcrumbs: owner.breadcrumbs(say) }
}
