import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, DataTable, ErrorSummary, Form, InsetText, PageHeading, Tag } from '@comity/ui'
import { formatNumber } from '@comity/i18n'
import { z } from 'zod'
import { CertifyTranslation, Language, type Request, type TranslationDraft } from '../../contract.ts'
import { certifyTranslation, getRequest, translationDraft } from '../../server.ts'
import { languageName } from '../content/versions.tsx'
import { field, type FieldSpec } from '../form/field-spec.ts'
import { Fields } from '../form/fields.tsx'
import { filledIn, FormBody, problemsOf, typedIn, type Typed } from '../form/read-fields.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { sayOr, type Say } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { requestCrumbs } from './crumbs.ts'
import { chunkHref, chunksOf, type Chunk } from './translation-chunks.ts'

export const OfLanguageParams = z.strictObject({ id: z.uuid(), language: Language })

const certificateFields: readonly FieldSpec[] = [
  field('translatedBy', 'field.translatedBy', { required: true }),
  field('translatedOn', 'field.translatedOn', { widget: 'date', required: true }),
  field('certifiedBy', 'field.certifiedBy'),
  field('certification', 'field.certification', { widget: 'text' }),
]
const operative = field('operative', 'translate.operative', {
  widget: 'choice',
  required: true,
  options: [
    { value: 'yes', label: 'translate.operative.yes' },
    { value: 'no', label: 'translate.operative.no' },
  ],
})

/** One translation: how far it is, part by part, and its certification. */
export function addTranslationPage(app: App, node: Node): void {
  const url = '/requests/:id/translations/:language'
  pageRoute(app, { method: 'GET', url, params: OfLanguageParams }, async (call) => {
    const { id, language } = call.params
    const request = await getRequest(node.db, call.viewer, id)
    const draft = await translationDraft(node.db, call.viewer, { requestId: id, language })
    const today = node.world.clock.now().toISOString().slice(0, 10)
    const typed = { translatedBy: call.viewer.actor.name, translatedOn: today, operative: 'no' }
    return page({ view: viewOf(call), request, draft, typed, problems: [] })
  })
  pageRoute(app, { method: 'POST', url: `${url}/certify`, params: OfLanguageParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { id, language } = call.params
    const request = await getRequest(node.db, call.viewer, id)
    const draft = await translationDraft(node.db, call.viewer, { requestId: id, language })
    const typed = typedIn(call.body)
    const parsed = CertifyTranslation.safeParse({
      ...filledIn(certificateFields, typed),
      operative: typed['operative'] === 'yes' && draft.missing === 0,
    })
    if (!parsed.success)
      return page({ view, request, draft, typed, problems: problemsOf(view.say, parsed.error, certificateFields) })
    const after = await inContext(node, call.viewer.actor, (ctx) =>
      certifyTranslation(ctx, { requestId: id, language, ...parsed.data }),
    )
    return redirect(`/requests/${id}`, { notice: noticeAfter(view, view.say('notice.translated'), after) })
  })
}

interface TranslationProps {
  readonly view: View
  readonly request: Request
  readonly draft: TranslationDraft
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** The way to a translation. */
export function translationCrumbs(say: Say, request: Request) {
  return [...requestCrumbs(say, request), { text: say('translate.title'), href: `/requests/${request.id}/translations` }]
}

function page(props: TranslationProps) {
  const { view, request, draft, problems } = props
  return show({
    title: titleOf(view, draft.language),
    current: '/requests/outgoing',
    breadcrumbs: translationCrumbs(view.say, request),
    body: <TranslationPage {...props} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

export function titleOf({ lang, say }: View, language: string): string {
  return say('translate.heading', { language: languageName(lang, say, language) })
}

/** How much of these passages is translated. */
export function progressOf({ lang, say }: View, passages: Chunk['passages']): string {
  const done = passages.filter(({ translation }) => translation !== '').length
  return say('translate.progress', { done: formatNumber(lang, done), all: formatNumber(lang, passages.length) })
}

function TranslationPage({ view, request, draft, typed, problems }: TranslationProps) {
  const { lang, say, csrf } = view
  const url = `/requests/${request.id}/translations/${draft.language}`
  const mayCertify = request.nextSteps.some(({ act }) => act === 'translate')
  const isWhole = draft.missing === 0
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={titleOf(view, draft.language)} lead={progressOf(view, draft.passages)} />
      <DataTable
        lang={lang}
        caption={say('section.column')}
        hideCaption
        rows={chunksOf(draft.passages)}
        rowKey={({ part, at }) => `${part}-${at}`}
        columns={[
          {
            key: 'part',
            header: say('section.column'),
            names: true,
            cell: (chunk) => <a href={chunkHref(request.id, draft.language, chunk)}>{chunkTitle(say, chunk)}</a>,
          },
          { key: 'progress', header: say('section.state'), cell: (chunk) => <ChunkState view={view} chunk={chunk} /> },
        ]}
      />
      <h2>{say('translate.finish')}</h2>
      {mayCertify ? (
        <Form lang={lang} csrf={csrf} action={`${url}/certify`}>
          <p class="hint">{say('translate.finishLead')}</p>
          <Fields
            view={view}
            specs={isWhole ? [...certificateFields, operative] : certificateFields}
            typed={typed}
            problems={problems}
          />
          {!isWhole && <InsetText tone="warning">{say('translate.incomplete')}</InsetText>}
          <ButtonRow>
            <Button>{say('translate.finish')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <InsetText>{say('translate.notYet')}</InsetText>
      )}
    </>
  )
}

/** A part of the request by name, with the number of the page where it has several. */
export function chunkTitle(say: Say, { part, at }: Pick<Chunk, 'part' | 'at'>): string {
  const name = sayOr(say, `section.${part}`, part)
  return at === 0 ? name : `${name} (${at + 1})`
}

function ChunkState({ view, chunk: { passages } }: { readonly view: View; readonly chunk: Chunk }) {
  const whole = passages.every(({ translation }) => translation !== '')
  return (
    <>
      <Tag tone={whole ? 'success' : 'neutral'}>{progressOf(view, passages)}</Tag>{' '}
      {passages.some(({ changed }) => changed) && <Tag tone="warning">{view.say('translate.stale')}</Tag>}
    </>
  )
}
