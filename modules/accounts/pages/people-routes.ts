import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App, RawForm } from '@comity/http'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { awayAmong } from '../absence-store.ts'
import { inContext } from '../context.ts'
import { AuthorityId, PersonInput, Role } from '../contract.ts'
import type { Node, Viewer } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { addPerson } from '../operations/add-person.ts'
import { listPeople } from '../operations/list-people.ts'
import { listUnits } from '../operations/list-units.ts'
import { may } from '../policy.ts'
import { authorityOf, newPerson } from '../routes.ts'
import { stateOf } from '../rules/role-pairs.ts'
import type { PersonFormValues } from './add-person-form.tsx'
import { PeoplePage } from './people-page.tsx'
import { problemOf } from './problem-of.ts'

const Query = z.strictObject({ after: z.string().max(200).optional() })

/** Checkboxes: none, one or several of a name. */
export const RoleBoxes = z.union([Role.transform((role) => [role]), z.array(Role)]).default([])

/** An empty field of a form is a field left out. */
const Left = z.literal('').transform(() => undefined)
const AddForm = PersonInput.extend({
  roles: RoleBoxes,
  authorityId: z.union([Left, AuthorityId]).optional(),
  authorityName: z.union([Left, z.string().trim().min(1).max(200)]).optional(),
})

/** The list of people and the form to add one. */
export function registerPeoplePages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/people', query: Query }, ({ viewer, lang, query }) =>
    listed(node, { viewer, lang }, { after: query.after, form: emptyForm, problems: [] }),
  )
  pageRoute(
    app,
    {
      method: 'POST',
      url: '/people',
      body: AddForm,
      invalid: ({ viewer, lang }, problems, raw) =>
        listed(node, { viewer, lang }, { form: typed(raw), problems: worded(problems, lang) }),
    },
    async ({ viewer, lang, body }) => {
      try {
        const person = await inContext(node, viewer.actor, (ctx) => addPerson(ctx, newPerson(body, viewer)))
        return redirect(`/people/${person.id}`, { notice: accountsText(lang)('person-added', { name: isolate(person.name) }) })
      } catch (error) {
        const fields = { 'login-taken': 'login', 'roles-incompatible': 'roles', 'guest-not-possible': 'authorityId' }
        const form = { ...body, authorityId: body.authorityId ?? '', authorityName: body.authorityName ?? '' }
        return listed(node, { viewer, lang }, { form, problems: [problemOf(error, lang, fields)] })
      }
    },
  )
}

const emptyForm: PersonFormValues = { name: '', login: '', roles: [], authorityId: '', authorityName: '' }

interface Listed {
  readonly after?: string | undefined
  readonly form: PersonFormValues
  readonly problems: readonly Problem[]
}

async function listed(
  node: Node,
  { viewer, lang }: { readonly viewer: Viewer; readonly lang: Lang },
  { after, form, problems }: Listed,
) {
  const { people, next } = await listPeople(node.db, viewer.actor, { after, limit: 100 })
  const authorityId = authorityOf(viewer)
  const ids = people.map(({ id }) => id)
  const body = PeoplePage({
    lang,
    csrf: viewer.csrf,
    people,
    units: await listUnits(node.db, viewer.actor),
    away: await awayAmong(node.db, ids, node.world.clock.now()),
    nextHref: next === null ? null : `/people?after=${encodeURIComponent(next)}`,
    form: may(viewer.actor, 'add', { id: '', authorityId, authorityName: null }) ? form : null,
    example: `${stateOf(authorityId)}.high-court`,
    problems,
  })
  return show({ title: accountsText(lang)('people'), current: '/people', status: problems.length > 0 ? 422 : 200, body })
}

function typed(raw: RawForm): PersonFormValues {
  const text = (name: string): string => String(raw[name] ?? '')
  return {
    name: text('name'),
    login: text('login'),
    roles: [raw['roles'] ?? []].flat(),
    authorityId: text('authorityId'),
    authorityName: text('authorityName'),
  }
}

function worded(problems: readonly Problem[], lang: Lang): Problem[] {
  const t = accountsText(lang)
  const example = 'xa.high-court'
  return problems.map(({ path }) => {
    if (path === 'login') return { path, message: t('bad-login') }
    return { path, message: path === 'authorityId' ? t('authority-id-hint', { example }) : t('missing') }
  })
}
