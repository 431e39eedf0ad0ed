import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App, RawForm } from '@comity/http'
import { isolate, languages } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import { UnitInput } from '../contract.ts'
import type { Context, Node, Unit, Viewer } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { addUnitMember, removeUnitMember } from '../operations/change-members.ts'
import { addUnit, archiveUnit, renameUnit, restoreUnit } from '../operations/change-unit.ts'
import { listUnits, seeUnit } from '../operations/list-units.ts'
import { isHeadOver, mayChangeUnits, mustSeeUnits } from '../policy.ts'
import { authorityOf } from '../routes.ts'
import { peopleAfter } from '../store.ts'
import type { UnitValues } from './unit-forms.tsx'
import { unitName } from './unit-name.ts'
import { UnitPage, UnitsPage } from './unit-pages.tsx'
import { problemOf } from './problem-of.ts'

const Params = z.strictObject({ id: z.uuid() })
const MemberParams = z.strictObject({ id: z.uuid(), person: z.uuid() })
const Text = z.string().max(200).default('')

/** The fields of the form: `name`, and `name-fr` and so on; left empty, there is no such name. */
const UnitFields = z
  .strictObject({
    name: UnitInput.shape.name,
    'name-ar': Text,
    'name-en': Text,
    'name-es': Text,
    'name-fr': Text,
    'name-ru': Text,
    'name-zh': Text,
  })
  .transform(({ name, ...fields }): UnitInput => {
    const named = languages.map(({ code }) => [code, fields[`name-${code}`].trim()] as const)
    return { name, names: Object.fromEntries(named.filter(([, text]) => text !== '')) }
  })

interface Call {
  readonly viewer: Viewer
  readonly lang: Lang
}

interface Typed {
  readonly problems: readonly Problem[]
  readonly values?: UnitValues
}

const within = <T>(node: Node, viewer: Viewer, act: (ctx: Context) => Promise<T>): Promise<T> =>
  inContext(node, viewer.actor, act)

/** Units: the list, and one with its members. */
export function registerUnitPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/people/units' }, (call) => unitsShown(node, call, { problems: [] }))
  pageRoute(
    app,
    {
      method: 'POST',
      url: '/people/units',
      body: UnitFields,
      invalid: (call, _, raw) => unitsShown(node, call, { problems: [missing(call.lang)], values: typed(raw) }),
    },
    async ({ viewer, lang, body }) => {
      try {
        const { id, name } = await within(node, viewer, (ctx) => addUnit(ctx, body))
        return redirect(`/people/units/${id}`, { notice: accountsText(lang)('unit-added', { name: isolate(name) }) })
      } catch (error) {
        const problem = problemOf(error, lang, { 'unit-name-taken': 'name' })
        return unitsShown(node, { viewer, lang }, { problems: [problem], values: valuesOf(body) })
      }
    },
  )
  registerUnit(app, node)
  registerMembers(app, node)
}

function registerUnit(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/people/units/:id', params: Params }, (call) =>
    unitShown(node, call, { id: call.params.id, problems: [] }),
  )
  pageRoute(
    app,
    {
      method: 'POST',
      url: '/people/units/:id',
      params: Params,
      body: UnitFields,
      again: true,
      invalid: (call, _, raw) =>
        unitShown(node, call, { id: call.params.id, problems: [missing(call.lang)], values: typed(raw) }),
    },
    async ({ viewer, lang, params: { id }, body }) => {
      try {
        await within(node, viewer, (ctx) => renameUnit(ctx, { id, ...body }))
      } catch (error) {
        const problem = problemOf(error, lang, { 'unit-name-taken': 'name' })
        return unitShown(node, { viewer, lang }, { id, problems: [problem], values: valuesOf(body) })
      }
      return redirect(`/people/units/${id}`, { notice: accountsText(lang)('unit-renamed') })
    },
  )
  pageRoute(
    app,
    { method: 'POST', url: '/people/units/:id/archive', params: Params },
    async ({ viewer, lang, params: { id } }) => {
      await within(node, viewer, (ctx) => archiveUnit(ctx, id))
      return redirect(`/people/units/${id}`, { notice: accountsText(lang)('unit-archived') })
    },
  )
  pageRoute(
    app,
    { method: 'POST', url: '/people/units/:id/restore', params: Params },
    async ({ viewer, lang, params: { id } }) => {
      await within(node, viewer, (ctx) => restoreUnit(ctx, id))
      return redirect(`/people/units/${id}`, { notice: accountsText(lang)('unit-restored') })
    },
  )
}

function registerMembers(app: App, node: Node): void {
  pageRoute(
    app,
    { method: 'POST', url: '/people/units/:id/members', params: Params, body: z.strictObject({ person: z.uuid() }) },
    async ({ viewer, lang, params: { id }, body }) => {
      const { name } = await within(node, viewer, (ctx) => addUnitMember(ctx, { unitId: id, personId: body.person }))
      return redirect(`/people/units/${id}`, { notice: accountsText(lang)('member-wished', { name: isolate(name) }) })
    },
  )
  pageRoute(
    app,
    { method: 'POST', url: '/people/units/:id/members/:person/remove', params: MemberParams },
    async ({ viewer, lang, params }) => {
      const { units, proposedUnits } = await within(node, viewer, (ctx) =>
        removeUnitMember(ctx, { unitId: params.id, personId: params.person }),
      )
      const waits = units.includes(params.id) && proposedUnits !== null
      return redirect(`/people/units/${params.id}`, { notice: accountsText(lang)(waits ? 'leaving-waits' : 'member-removed') })
    },
  )
}

async function unitsShown(node: Node, { viewer, lang }: Call, { problems, values = {} }: Typed) {
  mustSeeUnits(viewer.actor)
  const units = await listUnits(node.db, viewer.actor)
  const form = mayChangeUnits(viewer.actor) ? values : null
  return show({
    title: accountsText(lang)('units'),
    current: '/people',
    breadcrumbs: [{ text: accountsText(lang)('people'), href: '/people' }],
    status: problems.length > 0 ? 422 : 200,
    body: UnitsPage({ lang, csrf: viewer.csrf, units, values: form, problems }),
  })
}

async function unitShown(node: Node, { viewer, lang }: Call, { id, problems, values }: Typed & { readonly id: string }) {
  const { unit, members, waiting } = await seeUnit(node.db, viewer.actor, id)
  const t = accountsText(lang)
  const candidates = mayChangeUnits(viewer.actor) ? await candidatesFor(node, viewer, unit) : null
  return show({
    title: unitName(lang, unit),
    current: '/people',
    breadcrumbs: [
      { text: t('people'), href: '/people' },
      { text: t('units'), href: '/people/units' },
    ],
    status: problems.length > 0 ? 422 : 200,
    body: UnitPage({
      lang,
      csrf: viewer.csrf,
      unit,
      members,
      waiting,
      candidates,
      mayRestore: isHeadOver(viewer.actor, []),
      values: values ?? valuesOf(unit),
      problems,
    }),
  })
}

async function candidatesFor(node: Node, viewer: Viewer, unit: Unit) {
  const people = await peopleAfter(node.db, { authorityId: authorityOf(viewer), after: '', limit: 200 })
  return people.filter(
    ({ id, units, proposedUnits, disabled }) =>
      !disabled && id !== viewer.actor.id && !(proposedUnits ?? units).includes(unit.id),
  )
}

const missing = (lang: Lang): Problem => ({ path: 'name', message: accountsText(lang)('missing') })

function typed(raw: RawForm): UnitValues {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value ?? '')]))
}

function valuesOf({ name, names }: UnitInput): UnitValues {
  return { name, ...Object.fromEntries(Object.entries(names).map(([code, text]) => [`name-${code}`, text])) }
}
