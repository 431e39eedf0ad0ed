import type { Node } from '@comity/accounts/contract'
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
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import { z } from 'zod'
import { attachmentTypes, channels, MAX_ATTACHMENT_BYTES, RegisterRequest } from '../contract.ts'
import { sayOfExport } from '../export/texts.ts'
import { registerRequest } from '../operations.ts'
import { FormBody, typedIn, type Typed } from '../pages/form/read-fields.ts'
import { refusalText } from '../pages/texts.ts'
import { viewOf, type View } from '../pages/view.ts'
import { authorityFor } from '../policy.ts'
import { sayOffNetwork } from './texts.ts'

const url = '/requests/register'
export const scansUpload = { files: 20, fileBytes: MAX_ATTACHMENT_BYTES, filesBytes: 4 * MAX_ATTACHMENT_BYTES }
const Query = z.strictObject({ direction: z.enum(['incoming', 'outgoing']).optional() })

/** Registers by hand, with its scans, a request that came or went by paper, by e-mail or orally. */
export function addRegisterPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url, query: Query }, (call) => {
    authorityFor(call.viewer.actor, 'register')
    return registerPage({ view: viewOf(call), typed: { direction: call.query.direction ?? '' }, problems: [] })
  })
  pageRoute(app, { method: 'POST', url, body: FormBody, upload: scansUpload }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const parsed = RegisterRequest.safeParse(registrationIn(typed, node.world.chance.uuid()))
    const problems = [...(parsed.success ? [] : problemsIn(view, parsed.error)), ...untold(view, typed)]
    if (!parsed.success || problems.length > 0) return registerPage({ view, typed, problems })
    const scans = call.files.filter(({ name, bytes }) => name !== '' && bytes.length > 0)
    try {
      const registered = await inContext(node, call.viewer.actor, (ctx) => registerRequest(ctx, { ...parsed.data, scans }))
      const notice = sayOffNetwork(view.lang)('registered', { reference: registered.ownReference })
      return redirect(`/requests/${registered.id}`, { notice })
    } catch (error) {
      const problem = problemOf(view, error)
      if (problem === null) throw error
      return registerPage({ view, typed, problems: [problem] })
    }
  })
}

function registrationIn(typed: Typed, measureId: string): unknown {
  const given = (name: string) => (typed[name] === undefined || typed[name] === '' ? undefined : typed[name])
  const asked = given('asked')
  return {
    direction: given('direction'),
    form: 'mutual-legal-assistance',
    channel: given('channel'),
    counterpartName: given('counterpartName'),
    counterpartState: given('counterpartState')?.toUpperCase(),
    counterpartReference: given('counterpartReference'),
    ownReference: given('ownReference'),
    datedOn: given('datedOn'),
    content: {
      subject: given('subject'),
      facts: given('facts'),
      urgency: given('urgency') ?? 'routine',
      language: given('language'),
      legalBasis: ['UNCAC art. 46'],
      ...(asked === undefined ? {} : { measures: [{ id: measureId, kind: 'other', description: asked }] }),
    },
  }
}

function problemsIn({ lang, say }: View, error: z.ZodError): Problem[] {
  const names = error.issues
    .map(({ path }) => String(path[0] === 'content' ? path[1] : path[0]))
    .map((name) => (name === 'measures' ? 'asked' : name))
  return [...new Set(names)].map((path) => {
    if (path === 'counterpartState') return { path, message: sayOffNetwork(lang)('problem.state') }
    return { path, message: say('problem.required', { label: labelOf({ lang, say }, path) }) }
  })
}

/** What the contract leaves open, since an old register may lack it; who types one request knows it. */
function untold(view: View, typed: Typed): Problem[] {
  return ['subject', 'asked']
    .filter((name) => (typed[name] ?? '') === '')
    .map((path) => ({ path, message: view.say('problem.required', { label: labelOf(view, path) }) }))
}

function labelOf({ lang, say }: Pick<View, 'lang' | 'say'>, name: string): string {
  if (name === 'subject' || name === 'facts' || name === 'language') return say(`field.${name}`)
  const own = sayOffNetwork(lang)
  switch (name) {
    case 'direction':
    case 'channel':
    case 'counterpartName':
    case 'counterpartReference':
    case 'ownReference':
    case 'datedOn':
      return own(name)
    case 'asked':
      return own('asked')
    default:
      return name
  }
}

/** What was refused and may be typed otherwise. */
function problemOf({ lang }: View, error: unknown): Problem | null {
  if (!(error instanceof ComityError)) return null
  const say = sayOffNetwork(lang)
  if (error.code === 'attachment-kind' || error.code === 'attachment-too-large')
    return { path: 'scans', message: refusalText(lang, error.code) }
  if (error.code !== 'conflict' && error.code !== 'bad-input') return null
  const reference = error.problems.some(({ path }) => path === 'reference' || path === 'ownReference')
  if (reference) return { path: 'ownReference', message: say('problem.reference') }
  return error.problems.some(({ path }) => path === 'datedOn') ? { path: 'datedOn', message: say('problem.future') } : null
}

interface RegisterPageProps {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function registerPage(props: RegisterPageProps) {
  const title = sayOffNetwork(props.view.lang)('register.title')
  const current = props.typed['direction'] === 'outgoing' ? '/requests/outgoing' : '/requests/incoming'
  const crumb = props.view.say(current === '/requests/outgoing' ? 'nav.outgoing' : 'nav.incoming')
  return show({
    title,
    current,
    breadcrumbs: [{ text: crumb, href: current }],
    body: <Registration {...props} />,
    status: props.problems.length > 0 ? 422 : 200,
  })
}

function Registration({ view, typed, problems }: RegisterPageProps) {
  const { lang, csrf } = view
  const say = sayOffNetwork(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('register.title')} lead={say('register.lead')} />
      <Form lang={lang} csrf={csrf} action={url} encoding="multipart">
        <Letterhead view={view} typed={typed} problems={problems} />
        <Asked view={view} typed={typed} problems={problems} />
        <FileField
          lang={lang}
          name="scans"
          label={say('scans')}
          hint={say('scans.hint')}
          error={problems.find(({ path }) => path === 'scans')?.message}
          optional
          multiple
          accept={attachmentTypes.join(',')}
          maxBytes={MAX_ATTACHMENT_BYTES}
        />
        <ButtonRow>
          <Button>{say('register.button')}</Button>
          <Button kind="link" href={`/requests/${typed['direction'] === 'outgoing' ? 'outgoing' : 'incoming'}`}>
            {view.say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

/** Who wrote to whom, when, how, under which numbers. */
function Letterhead({ view: { lang }, typed, problems }: RegisterPageProps) {
  const say = sayOffNetwork(lang)
  const field = (name: string, label: string) => ({
    lang,
    name,
    label,
    value: typed[name],
    error: problems.find(({ path }) => path === name)?.message,
  })
  return (
    <>
      <RadioGroup
        {...field('direction', say('direction'))}
        options={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: say(value) }))}
      />
      <SelectField
        {...field('channel', say('channel'))}
        options={channels
          .filter((one) => one !== 'network')
          .map((value) => ({ value, label: sayOfExport(lang)(`channel.${value}`) }))}
      />
      <TextField {...field('counterpartName', say('counterpartName'))} />
      <TextField {...field('counterpartState', say('counterpartState'))} hint={say('counterpartState.hint')} width="short" />
      <TextField {...field('counterpartReference', say('counterpartReference'))} optional />
      <TextField {...field('ownReference', say('ownReference'))} hint={say('ownReference.hint')} optional />
      <DateField {...field('datedOn', say('datedOn'))} />
    </>
  )
}

/** What it is about, as far as it is typed; the scans hold the rest. */
function Asked({ view: { lang, say }, typed, problems }: RegisterPageProps) {
  const field = (name: string, label: string) => ({
    lang,
    name,
    label,
    value: typed[name],
    error: problems.find(({ path }) => path === name)?.message,
  })
  return (
    <>
      <TextField {...field('subject', say('field.subject'))} hint={say('field.subject.hint')} />
      <TextArea {...field('asked', sayOffNetwork(lang)('asked'))} rows={4} />
      <TextArea {...field('facts', say('field.facts'))} optional rows={4} />
      <RadioGroup
        {...field('urgency', say('field.urgency'))}
        optional
        options={(['routine', 'urgent'] as const).map((value) => ({ value, label: say(`urgency.${value}`) }))}
      />
      <SelectField
        {...field('language', say('field.language'))}
        optional
        options={(['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).map((value) => ({ value, label: say(`language.${value}`) }))}
      />
    </>
  )
}
