import type { Context, Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Button,
  ButtonRow,
  DateField,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import type { VNode } from 'preact'
import { z } from 'zod'
import {
  attachmentTypes,
  letterChannels,
  MAX_ATTACHMENT_BYTES,
  NoteDelivery,
  NoteSending,
  type Rendition,
  type Request,
} from '../../contract.ts'
import { sayOfExport } from '../../export/texts.ts'
import { getRequest, noteDelivery, noteSending } from '../../operations.ts'
import { requestCrumbs } from '../../pages/draft/crumbs.ts'
import { FormBody, typedIn, type Typed } from '../../pages/form/read-fields.ts'
import { refusalText, sayOr } from '../../pages/texts.ts'
import { viewOf, type View } from '../../pages/view.ts'
import { mustBeAllowed } from '../../policy.ts'
import { scansUpload } from '../register-page.tsx'
import { sayOfLetters } from './texts.ts'

const OfLetter = z.strictObject({ id: z.uuid(), sequence: z.coerce.number().int().min(1) })

interface LetterForm {
  readonly view: View
  readonly request: Request
  readonly letter: Rendition
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Two short forms for each letter: how it was sent, and what proves that it arrived. */
export function addLetterForms(app: App, node: Node): void {
  const sent = '/requests/:id/renditions/:sequence/sent'
  pageRoute(app, { method: 'GET', url: sent, params: OfLetter }, async (call) => {
    const form = await formOf(node, call.viewer, viewOf(call), call.params)
    const { sentOn, channel, tracking } = form.letter
    const first = { on: sentOn ?? '', channel: channel ?? form.request.channel, tracking: tracking ?? '' }
    return letterPage({ ...form, typed: first }, 'noteSent', SentFields)
  })
  pageRoute(app, { method: 'POST', url: sent, params: OfLetter, body: FormBody }, async (call) => {
    const typed = typedIn(call.body)
    const form = { ...(await formOf(node, call.viewer, viewOf(call), call.params)), typed }
    const input = NoteSending.safeParse({
      sequence: form.letter.sequence,
      ...filled(typed, ['on', 'channel', 'tracking', 'remarks']),
    })
    if (!input.success) return letterPage({ ...form, problems: unfilled(form.view, typed) }, 'noteSent', SentFields)
    const problems = await tried(node, call.viewer, form.view, (ctx) =>
      noteSending(ctx, { requestId: form.request.id, ...input.data }),
    )
    return problems.length > 0 ? letterPage({ ...form, problems }, 'noteSent', SentFields) : done(form)
  })
  const delivered = '/requests/:id/renditions/:sequence/delivered'
  pageRoute(app, { method: 'GET', url: delivered, params: OfLetter }, async (call) =>
    letterPage(await formOf(node, call.viewer, viewOf(call), call.params), 'noteArrived', DeliveredFields),
  )
  pageRoute(app, { method: 'POST', url: delivered, params: OfLetter, body: FormBody, upload: scansUpload }, async (call) => {
    const typed = typedIn(call.body)
    const form = { ...(await formOf(node, call.viewer, viewOf(call), call.params)), typed }
    const input = NoteDelivery.safeParse({ sequence: form.letter.sequence, ...filled(typed, ['on', 'remarks']) })
    if (!input.success) return letterPage({ ...form, problems: unfilled(form.view, typed) }, 'noteArrived', DeliveredFields)
    const scans = call.files.filter(({ name, bytes }) => name !== '' && bytes.length > 0)
    const problems = await tried(node, call.viewer, form.view, (ctx) =>
      noteDelivery(ctx, { requestId: form.request.id, ...input.data, scans }),
    )
    return problems.length > 0 ? letterPage({ ...form, problems }, 'noteArrived', DeliveredFields) : done(form)
  })
}

/** @throws ComityError `not-found` for a line that is no letter. */
async function formOf(node: Node, viewer: Viewer, view: View, { id, sequence }: z.output<typeof OfLetter>): Promise<LetterForm> {
  const request = await getRequest(node.db, viewer, id)
  mustBeAllowed(viewer.actor, 'note-rendition', request)
  const letter = request.renditions.find((one) => one.sequence === sequence)
  if (letter === undefined) throw new ComityError('not-found')
  return { view, request, letter, typed: {}, problems: [] }
}

function filled(typed: Typed, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => ((typed[name] ?? '') === '' ? [] : [[name, typed[name] ?? '']])))
}

function unfilled({ lang }: View, typed: Typed): Problem[] {
  const path = z.iso.date().safeParse(typed['on']).success ? 'channel' : 'on'
  return [{ path, message: sayOfLetters(lang)('problem.required') }]
}

async function tried(node: Node, viewer: Viewer, { lang }: View, run: (ctx: Context) => Promise<Request>): Promise<Problem[]> {
  try {
    await inContext(node, viewer.actor, run)
    return []
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    if (error.code === 'bad-input') return [{ path: 'on', message: sayOfLetters(lang)('problem.day') }]
    if (error.code === 'attachment-kind' || error.code === 'attachment-too-large')
      return [{ path: 'scans', message: refusalText(lang, error.code) }]
    throw error
  }
}

function done({ view, request }: LetterForm) {
  return redirect(`/requests/${request.id}/renditions`, { notice: view.say('notice.saved') })
}

function letterPage(
  form: LetterForm,
  title: 'noteSent' | 'noteArrived',
  fields: (props: { readonly form: LetterForm }) => VNode,
) {
  const { view, request, letter, problems } = form
  const { lang, say, csrf } = view
  const t = sayOfLetters(lang)
  const page = `/requests/${request.id}/renditions`
  const OwnFields = fields
  return show({
    title: t(title),
    current: `/requests/${request.direction}`,
    breadcrumbs: [...requestCrumbs(say, request), { text: t('title'), href: page }],
    body: (
      <>
        <ErrorSummary lang={lang} problems={problems} />
        <PageHeading caption={sayOr(say, `act.${letter.act}`, letter.act)} title={t(title)} />
        <Form
          lang={lang}
          csrf={csrf}
          action={`${page}/${letter.sequence}/${title === 'noteSent' ? 'sent' : 'delivered'}`}
          {...(title === 'noteSent' ? {} : { encoding: 'multipart' as const })}
        >
          <OwnFields form={form} />
          <ButtonRow>
            <Button>{t(title)}</Button>
            <Button kind="link" href={page}>
              {say('button.cancel')}
            </Button>
          </ButtonRow>
        </Form>
      </>
    ),
    status: problems.length > 0 ? 422 : 200,
  })
}

function fieldOf({ view: { lang }, typed, problems }: LetterForm, name: string) {
  return { lang, name, value: typed[name], error: problems.find(({ path }) => path === name)?.message }
}

function SentFields({ form }: { readonly form: LetterForm }) {
  const { lang, say } = form.view
  const t = sayOfLetters(lang)
  return (
    <>
      <DateField {...fieldOf(form, 'on')} label={t('on.sent')} />
      <SelectField
        {...fieldOf(form, 'channel')}
        label={t('channel')}
        options={letterChannels.map((value) => ({ value, label: sayOfExport(lang)(`channel.${value}`) }))}
      />
      <TextField {...fieldOf(form, 'tracking')} label={t('tracking')} hint={t('tracking.hint')} optional />
      <TextArea {...fieldOf(form, 'remarks')} label={say('field.remarks')} optional rows={3} />
    </>
  )
}

function DeliveredFields({ form }: { readonly form: LetterForm }) {
  const { lang, say } = form.view
  const t = sayOfLetters(lang)
  const { value: _, ...scans } = fieldOf(form, 'scans')
  return (
    <>
      <DateField {...fieldOf(form, 'on')} label={t('on.arrived')} />
      <FileField
        {...scans}
        label={t('scans')}
        hint={t('scans.hint')}
        optional
        multiple
        accept={attachmentTypes.join(',')}
        maxBytes={MAX_ATTACHMENT_BYTES}
      />
      <TextArea {...fieldOf(form, 'remarks')} label={say('field.remarks')} optional rows={3} />
    </>
  )
}
