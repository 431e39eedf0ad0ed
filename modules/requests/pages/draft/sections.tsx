import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { download, pageRoute, redirect, show, type App, type PageAnswer } from '@comity/http'
import { z } from 'zod'
import type { Request } from '../../contract.ts'
import { addresseeOf } from '../authorities.ts'
import { languageNames } from '../content/addressee-facts.tsx'
import { fingerprintOf, FormBody, typedIn } from '../form/read-fields.ts'
import { afterSection, fieldsFor, formSections, sectionValues, type FormSection } from '../form/sections.ts'
import { viewOf, type View } from '../view.ts'
import { Conflict } from './conflict.tsx'
import { draftCrumbs } from './crumbs.ts'
import { draftToEdit } from './draft-call.ts'
import { saveSection } from './save-section.ts'
import { SectionPage, type SectionPageProps } from './section-page.tsx'

const Params = z.strictObject({ id: z.uuid(), section: z.enum(formSections) })

/** The sections of a draft that are one form each. */
export function addSections(app: App, node: Node): void {
  for (const section of formSections) addSection(app, node, section)
}

function addSection(app: App, node: Node, section: FormSection): void {
  const url = `/requests/:id/edit/${section}`
  const params = Params.omit({ section: true })
  pageRoute(app, { method: 'GET', url, params }, async (call) => {
    const view = viewOf(call)
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const accepted = await acceptedLanguages(node, view, draft)
    return shown({ view, draft, section, typed: sectionValues(section, draft.content), problems: [], accepted })
  })
  pageRoute(app, { method: 'POST', url, params, body: FormBody, again: true }, async (call) => {
    const view = viewOf(call)
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const typed = typedIn(call.body)
    const saved = await saveSection(node, call.viewer, view.say, draft, section, typed)
    if (saved.kind === 'saved') return redirect(afterSection(saved.draft, section), { notice: view.say('notice.saved') })
    if (saved.kind === 'conflict') return conflict(view, saved.draft, section, typed)
    const accepted = await acceptedLanguages(node, view, draft)
    return shown({ view, draft, section, typed, problems: saved.problems, accepted }, 422)
  })
  pageRoute(app, { method: 'POST', url: `${url}/autosave`, params, body: FormBody, again: true }, async (call) => {
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const saved = await saveSection(node, call.viewer, viewOf(call).say, draft, section, typedIn(call.body))
    if (saved.kind === 'conflict') throw new ComityError('request-changed-meanwhile')
    if (saved.kind === 'faulty') throw new ComityError('bad-input', { problems: saved.problems })
    // The form goes on from what is saved now, or its next save would seem to be somebody else's.
    const was = fingerprintOf(sectionValues(section, saved.draft.content))
    return download({
      name: 'saved.json',
      mediaType: 'application/json',
      bytes: new TextEncoder().encode(JSON.stringify({ was })),
    })
  })
}

function shown(props: SectionPageProps, status = 200): PageAnswer {
  const {
    view: { say },
    draft,
    section,
  } = props
  return show({
    title: say(`section.${section}`),
    current: '/requests/outgoing',
    breadcrumbs: draftCrumbs(say, draft),
    body: <SectionPage {...props} />,
    status,
  })
}

function conflict(view: View, draft: Request, section: FormSection, typed: Readonly<Record<string, string>>): PageAnswer {
  const edit = `/requests/${draft.id}/edit`
  const body = (
    <Conflict
      view={view}
      specs={fieldsFor(section, draft)}
      mine={typed}
      theirs={sectionValues(section, draft.content)}
      action={`${edit}/${section}`}
      backHref={edit}
    />
  )
  return show({
    title: view.say('conflict.title'),
    current: '/requests/outgoing',
    breadcrumbs: draftCrumbs(view.say, draft),
    body,
    status: 409,
  })
}

async function acceptedLanguages(node: Node, view: View, draft: Request): Promise<string | null> {
  if (draft.counterpart === null) return null
  const addressee = await addresseeOf(node, view.lang, draft.counterpart, draft.form)
  const languages = addressee?.designation?.languages ?? []
  return languages.length === 0 ? null : languageNames(view.say, languages)
}
