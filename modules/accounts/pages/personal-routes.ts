import type { Problem } from '@comity/errors'
import { pageRoute, redirect } from '@comity/http'
import type { App, PageAnswer, RawForm } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import { AbsenceInput, ContactInput } from '../contract.ts'
import type { Node, Viewer } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { changeContact } from '../operations/change-contact.ts'
import { endAbsence, nameDeputy } from '../operations/name-deputy.ts'
import type { ContactValues } from './contact-form.tsx'
import { problemOf } from './problem-of.ts'

/** What the personal forms of a page hold, when they come back with problems. */
export interface PersonalForms {
  readonly problems: readonly Problem[]
  readonly contact?: ContactValues
  readonly absence?: { readonly deputyId: string; readonly fromOn: string; readonly untilOn: string }
}

/** A page with a person's contact and absences: one's own, or another's. */
export interface PersonalPage {
  /** `/profile`, or `/people/:id`. */
  readonly base: string
  shown(call: { readonly viewer: Viewer; readonly lang: Lang; readonly id: string }, forms: PersonalForms): Promise<PageAnswer>
}

const empty = z.literal('').transform(() => null)
const ContactForm = z.strictObject({
  email: z.union([empty, z.string().trim().pipe(ContactInput.shape.email.unwrap().unwrap())]),
  language: z.union([empty, ContactInput.shape.language.unwrap()]),
  timeZone: z.union([empty, z.string().trim().pipe(ContactInput.shape.timeZone.unwrap().unwrap())]),
})
const Params = z.strictObject({ id: z.uuid().optional() })
const AbsenceParams = z.strictObject({ id: z.uuid().optional(), absence: z.uuid() })

/** Contact and absences, on one's own page and on another person's. */
export function registerPersonalForms(app: App, node: Node, page: PersonalPage): void {
  const { base } = page
  const who = ({ viewer, lang, params }: { viewer: Viewer; lang: Lang; params: { id?: string | undefined } }) => ({
    viewer,
    lang,
    id: params.id ?? viewer.actor.id,
  })
  const back = (id: string): string => base.replace(':id', id)
  pageRoute(
    app,
    {
      method: 'POST',
      url: `${base}/contact`,
      params: Params,
      body: ContactForm,
      again: true,
      invalid: (call, problems, raw) =>
        page.shown(who(call), { problems: wordedContact(problems, call.lang), contact: typedContact(raw) }),
    },
    async (call) => {
      const { viewer, lang, id } = who(call)
      await inContext(node, viewer.actor, (ctx) => changeContact(ctx, { id, ...call.body }))
      return redirect(back(id), { notice: accountsText(lang)('contact-saved') })
    },
  )
  pageRoute(
    app,
    {
      method: 'POST',
      url: `${base}/absences`,
      params: Params,
      body: AbsenceInput,
      invalid: (call, problems, raw) =>
        page.shown(who(call), { problems: wordedAbsence(problems, call.lang), absence: typedAbsence(raw) }),
    },
    async (call) => {
      const { viewer, lang, id } = who(call)
      try {
        await inContext(node, viewer.actor, (ctx) => nameDeputy(ctx, { id, ...call.body }))
      } catch (error) {
        const problem = problemOf(error, lang, { 'deputy-not-possible': 'deputyId', 'absence-overlaps': 'fromOn' })
        return page.shown(who(call), { problems: [problem], absence: call.body })
      }
      return redirect(back(id), { notice: accountsText(lang)('deputy-named') })
    },
  )
  pageRoute(app, { method: 'POST', url: `${base}/absences/:absence/end`, params: AbsenceParams }, async (call) => {
    const { viewer, lang, id } = who(call)
    await inContext(node, viewer.actor, (ctx) => endAbsence(ctx, { id, absenceId: call.params.absence }))
    return redirect(back(id), { notice: accountsText(lang)('absence-ended') })
  })
}

const textOf = (raw: RawForm, name: string): string => String(raw[name] ?? '')

function typedContact(raw: RawForm): ContactValues {
  return { email: textOf(raw, 'email'), language: textOf(raw, 'language'), timeZone: textOf(raw, 'timeZone') }
}

function typedAbsence(raw: RawForm) {
  return { deputyId: textOf(raw, 'deputyId'), fromOn: textOf(raw, 'fromOn'), untilOn: textOf(raw, 'untilOn') }
}

function wordedContact(problems: readonly Problem[], lang: Lang): Problem[] {
  const t = accountsText(lang)
  return problems.map(({ path }) => ({ path, message: path === 'timeZone' ? t('bad-time-zone') : t('bad-email') }))
}

function wordedAbsence(problems: readonly Problem[], lang: Lang): Problem[] {
  const t = accountsText(lang)
  return problems.map(({ path }) => ({ path, message: path === 'deputyId' ? t('choose-deputy') : t('bad-days') }))
}
