import type { Node, Viewer } from '@comity/accounts/contract'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, DataTable, EmptyState, Form, PageHeading, SelectField, Tag, type Tone } from '@comity/ui'
import { Language, type Request } from '../../contract.ts'
import { may } from '../../policy.ts'
import { getRequest, translationsInWork } from '../../server.ts'
import { addresseeOf } from '../authorities.ts'
import { languageName } from '../content/versions.tsx'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { staleTranslations } from '../../rules/translation.ts'
import type { Key } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { requestCrumbs } from './crumbs.ts'
import { OfRequestParams } from './draft-call.ts'

const beforeSending: readonly string[] = ['draft', 'in-review', 'approved', 'ready']
const always = ['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const

/** Whether this person may work at translations of the request now. */
export function translatesFor({ actor }: Viewer, request: Request): boolean {
  return request.direction === 'outgoing' && beforeSending.includes(request.state) && may(actor, 'translate', request)
}

/** The language versions of a request, those in work too; where one is begun. */
export function addTranslations(app: App, node: Node): void {
  const url = '/requests/:id/translations'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const inWork = await translationsInWork(node.db, call.viewer, request.id)
    const accepted = await languagesOf(node, view, request)
    const translates = translatesFor(call.viewer, request)
    return show({
      title: view.say('translate.title'),
      current: '/requests/outgoing',
      breadcrumbs: requestCrumbs(view.say, request),
      body: <Translations view={view} request={request} inWork={inWork} languages={accepted} translates={translates} />,
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody, again: true }, async (call) => {
    const language = Language.safeParse(typedIn(call.body)['into'])
    return redirect(`/requests/${call.params.id}/translations${language.success ? `/${language.data}` : ''}`)
  })
}

/** What the addressee accepts first, then the six; never the authentic text's own. */
async function languagesOf(node: Node, { lang }: View, { counterpart, form, content }: Request): Promise<string[]> {
  const addressee = counterpart === null ? null : await addresseeOf(node, lang, counterpart, form)
  const all = [...(addressee?.designation?.languages ?? []), ...always]
  return [...new Set(all)].filter((one) => one !== content.language && Language.safeParse(one).success)
}

interface TranslationsProps {
  readonly view: View
  readonly request: Request
  readonly inWork: readonly string[]
  readonly languages: readonly string[]
  readonly translates: boolean
}

interface Row {
  readonly language: string
  readonly states: readonly (readonly [Key, Tone])[]
  readonly by: string
}

function rowsOf({ content }: Request, inWork: readonly string[]): Row[] {
  const carried = content.translations ?? []
  const stale = staleTranslations(content)
  const languages = [...new Set([...carried.map(({ language }) => language), ...inWork])]
  return languages.map((language) => {
    const one = carried.find((other) => other.language === language)
    return {
      language,
      by: one === undefined ? '' : [one.translatedBy, one.certifiedBy].filter((name) => name !== undefined).join(' · '),
      states: [
        ...(one === undefined ? [] : [['translate.added', 'success'] as const]),
        ...(one !== undefined && stale.includes(one) ? [['translate.stale', 'warning'] as const] : []),
        ...(content.operativeLanguage === language ? [['version.operative', 'success'] as const] : []),
        ...(inWork.includes(language) ? [['translate.prepared', 'info'] as const] : []),
      ],
    }
  })
}

function Translations({ view, request, inWork, languages, translates }: TranslationsProps) {
  const { lang, say, csrf } = view
  const url = `/requests/${request.id}/translations`
  const rows = rowsOf(request, inWork)
  return (
    <>
      <PageHeading
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        title={say('translate.title')}
        lead={say('translate.lead')}
      />
      {rows.length === 0 ? (
        <EmptyState title={say('translate.none')} />
      ) : (
        <DataTable
          lang={lang}
          caption={say('version.title')}
          rows={rows}
          rowKey={({ language }) => language}
          columns={[
            {
              key: 'language',
              header: say('field.language'),
              names: true,
              cell: ({ language }) =>
                translates ? (
                  <a href={`${url}/${language}`}>{languageName(lang, say, language)}</a>
                ) : (
                  languageName(lang, say, language)
                ),
            },
            { key: 'by', header: say('field.translatedBy'), cell: ({ by }) => <Bdi>{by === '' ? '–' : by}</Bdi> },
            {
              key: 'state',
              header: say('section.state'),
              cell: ({ states }) =>
                states.map(([key, tone]) => (
                  <span key={key}>
                    <Tag tone={tone}>{say(key)}</Tag>{' '}
                  </span>
                )),
            },
          ]}
        />
      )}
      {translates && (
        <Form lang={lang} csrf={csrf} action={url}>
          <SelectField
            lang={lang}
            name="into"
            label={say('translate.language')}
            options={languages.map((value) => ({ value, label: languageName(lang, say, value) }))}
          />
          <ButtonRow>
            <Button>{say('translate.open')}</Button>
            <Button kind="link" href={`/requests/${request.id}`}>
              {say('button.back')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
