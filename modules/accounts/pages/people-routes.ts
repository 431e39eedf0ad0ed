import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App, RawForm } from '@comity/http'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import { PersonInput, Role } from '../contract.ts'
import type { Node, Viewer } from '../contract.ts'
import { accountsText, errorText } from '../messages.ts'
import { addPerson } from '../operations/add-person.ts'
import { listPeople } from '../operations/list-people.ts'
import { may } from '../policy.ts'
import { authorityOf, newPerson } from '../routes.ts'
import { PeoplePage } from './people-page.tsx'
import type { PersonFormValues } from './people-page.tsx'

const Query = z.strictObject({ after: z.string().max(200).optional() })

/** Checkboxes: none, one or several of a name. */
export const RoleBoxes = z.union([Role.transform((role) => [role]), z.array(Role)]).default([])

const AddForm = PersonInput.extend({ roles: RoleBoxes })

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
        if (!(error instanceof ComityError) || error.code !== 'login-taken') throw error
        return listed(
          node,
          { viewer, lang },
          { form: body, problems: [{ path: 'login', message: errorText(lang)('login-taken') }] },
        )
      }
    },
  )
}

const emptyForm: PersonFormValues = { name: '', login: '', roles: [] }

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
  const mayAdd = may(viewer.actor, 'add', { id: '', authorityId: authorityOf(viewer), authorityName: null })
  const nextHref = next === null ? null : `/people?after=${encodeURIComponent(next)}`
  const body = PeoplePage({ lang, csrf: viewer.csrf, people, nextHref, form: mayAdd ? form : null, problems })
  return show({ title: accountsText(lang)('people'), current: '/people', status: problems.length > 0 ? 422 : 200, body })
}

function typed(raw: RawForm): PersonFormValues {
  const { name, login, roles } = raw
  return { name: String(name ?? ''), login: String(login ?? ''), roles: [roles ?? []].flat() }
}

function worded(problems: readonly Problem[], lang: Lang): Problem[] {
  const t = accountsText(lang)
  return problems.map(({ path }) => ({ path, message: path === 'login' ? t('bad-login') : t('missing') }))
}
