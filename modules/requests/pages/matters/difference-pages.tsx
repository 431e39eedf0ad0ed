import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Card, DataTable, EmptyState, Form, InsetText, PageHeading, SummaryList, Tag } from '@comity/ui'
import type { Difference, MatterItem, Request } from '../../contract.ts'
import { differencesOfRequest, reconcile } from '../../matters/reconcile.ts'
import { sayOfMatters } from '../../matters/texts.ts'
import { may } from '../../policy.ts'
import { followable } from '../../rules/matter-differences.ts'
import { getMatter, getRequest } from '../../server.ts'
import { FieldValue, ItemDetails } from '../content/item-details.tsx'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { itemKind, itemName } from '../form/items.ts'
import type { FieldSpec } from '../form/specs.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { viewOf, type View } from '../view.ts'
import type { SayOfMatters } from './matter-scene.ts'

/** What a request and its matter say differently, each to be taken over the one way or the other, or kept. */
export function addDifferencePages(app: App, node: Node): void {
  const url = '/requests/:id/differences'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const differences = await differencesOfRequest(node.db, call.viewer, request.id)
    const matter = await getMatter(node.db, call.viewer, request.matterId ?? '')
    const t = sayOfMatters(call.lang)
    const writesMatter = matter.closedAt === null && may(call.viewer.actor, 'save-matter', matter)
    const body = <Differences view={view} t={t} request={request} differences={differences} writesMatter={writesMatter} />
    return show({
      title: t('diff'),
      current: `/requests/${request.direction}`,
      breadcrumbs: requestCrumbs(view.say, request),
      body,
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const { act = '', key = '' } = typedIn(call.body)
    const chosen = acts.find(({ name }) => name === act)
    if (!chosen) throw new ComityError('bad-input')
    await inContext(node, call.viewer.actor, (ctx) => reconcile(ctx, { requestId: call.params.id, ...chosen.wish(key) }))
    return redirect(`/requests/${call.params.id}/differences`, { notice: sayOfMatters(call.lang)(chosen.notice) })
  })
}

/** What the buttons of the page do. */
const acts = [
  { name: 'all', notice: 'notice.reconciled', wish: () => ({ everything: 'to-request' as const }) },
  { name: 'take', notice: 'notice.reconciled', wish: (key: string) => ({ toRequest: [key] }) },
  { name: 'keep', notice: 'notice.kept', wish: (key: string) => ({ keep: [key] }) },
  { name: 'give', notice: 'notice.given', wish: (key: string) => ({ toMatter: [key] }) },
] as const

interface DifferencesProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly request: Request
  readonly differences: readonly Difference[]
  readonly writesMatter: boolean
}

function Differences(props: DifferencesProps) {
  const { view, t, request, differences } = props
  const { lang, say, csrf } = view
  const writes = request.nextSteps.some(({ act }) => act === 'save')
  const behind = differences.filter(({ changedIn }) => changedIn !== 'request')
  const own = differences.filter(({ changedIn }) => changedIn === 'request')
  const all = followable(differences).length
  return (
    <>
      <PageHeading
        title={t('diff')}
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        lead={differences.length === 0 ? undefined : t('diff.lead')}
      />
      {differences.length === 0 && <EmptyState title={t('diff.none')} />}
      {behind.length > 0 && !writes && <InsetText tone="warning">{t('diff.notDraft')}</InsetText>}
      {behind.length > 0 && <h2>{t('diff.fromMatter')}</h2>}
      {all > 1 && writes && (
        <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/differences`}>
          <ButtonRow>
            <Button name="act" value="all">
              {t('diff.all', { count: all })}
            </Button>
          </ButtonRow>
        </Form>
      )}
      {behind.map((difference) => (
        <OneDifference key={difference.key} {...props} difference={difference} writes={writes} />
      ))}
      {own.length > 0 && <h2>{t('diff.fromRequest')}</h2>}
      {own.map((difference) => (
        <OneDifference key={difference.key} {...props} difference={difference} writes={writes} />
      ))}
      <ButtonRow>
        <Button kind="secondary" href={writes ? `/requests/${request.id}/edit` : `/requests/${request.id}`}>
          {say('button.back')}
        </Button>
      </ButtonRow>
    </>
  )
}

interface OneProps extends DifferencesProps {
  readonly difference: Difference
  /** The request is a draft of the reader's to write. */
  readonly writes: boolean
}

function OneDifference({ view, t, request, difference, writes, writesMatter }: OneProps) {
  const { lang, csrf } = view
  const { part, matter, request: said, base, changedIn, key } = difference
  const behind = changedIn !== 'request'
  const name = nameOf(difference)
  const button = (act: 'take' | 'keep' | 'give', primary = false) => (
    <Button kind={primary ? 'primary' : 'secondary'} name="act" value={act}>
      {t(`diff.${act}`)}
      <span class="unseen"> {name}</span>
    </Button>
  )
  const footer = (
    <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/differences`}>
      <input type="hidden" name="key" value={key} />
      <ButtonRow>
        {behind && writes && button('take', true)}
        {behind && writes && button('keep')}
        {changedIn !== 'matter' && writesMatter && button('give')}
      </ButtonRow>
    </Form>
  )
  const shown = (item: MatterItem | null) => <Said view={view} t={t} part={part} item={item} />
  return (
    <Card title={`${t(`part.${part}`)}${name === '' ? '' : `: ${name}`}`} footer={footer}>
      {changedIn === 'both' && <Tag tone="warning">{t('diff.both')}</Tag>}
      {matter !== null && said !== null && part !== 'facts' ? (
        <Fields view={view} t={t} difference={difference} part={part} />
      ) : (
        <SummaryList
          lang={lang}
          items={[
            { label: t('diff.inMatter'), value: shown(matter) },
            { label: t('diff.inRequest'), value: shown(said) },
            ...(changedIn === 'both' && base !== null ? [{ label: t('diff.was'), value: shown(base) }] : []),
          ]}
        />
      )}
    </Card>
  )
}

interface FieldsProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly difference: Difference
  readonly part: Exclude<Difference['part'], 'facts'>
}

/** The fields in which two versions of one item differ, beside each other. */
function Fields({ view, t, difference: { matter, request, base, changedIn }, part }: FieldsProps) {
  const [ours, theirs, before] = [textsOf(matter ?? {}), textsOf(request ?? {}), textsOf(base ?? {})]
  const cell = (texts: Readonly<Record<string, string>>) => (spec: FieldSpec) =>
    texts[spec.name] === undefined ? (
      <span class="hint">{t('diff.absent')}</span>
    ) : (
      <FieldValue view={view} spec={spec} value={texts[spec.name] ?? ''} />
    )
  return (
    <DataTable
      lang={view.lang}
      caption={t('diff')}
      hideCaption
      rows={itemKind(part).fields.filter(({ name }) => ours[name] !== theirs[name])}
      rowKey={({ name }) => name}
      columns={[
        { key: 'field', header: t('diff.field'), names: true, cell: (spec) => view.say(spec.label) },
        { key: 'matter', header: t('diff.inMatter'), cell: cell(ours) },
        { key: 'request', header: t('diff.inRequest'), cell: cell(theirs) },
        ...(changedIn === 'both' && base !== null ? [{ key: 'base', header: t('diff.was'), cell: cell(before) }] : []),
      ]}
    />
  )
}

interface SaidProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly part: Difference['part']
  readonly item: MatterItem | null
}

function Said({ view, t, part, item }: SaidProps) {
  if (item === null) return <span class="hint">{t('diff.absent')}</span>
  if (typeof item === 'string' || part === 'facts') return <Bdi>{typeof item === 'string' ? item : ''}</Bdi>
  return <ItemDetails view={view} specs={itemKind(part).fields} item={textsOf(item)} />
}

function textsOf(item: object | string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]: [string, unknown]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

function nameOf({ part, matter, request }: Difference): string {
  const item = matter ?? request
  return item === null || typeof item === 'string' || part === 'facts' ? '' : itemName(part, textsOf(item))
}
