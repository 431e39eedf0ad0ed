import type { App } from '@comity/http'
import { pageRoute, show } from '@comity/http'
import type { Node } from '@comity/accounts/contract'
import { Bdi, Button, ButtonRow, DataTable, Details, PageHeading, SummaryList, Tag } from '@comity/ui'
import type { VNode } from 'preact'
import type { Request } from '../../contract.ts'
import { completenessOf, type Finding } from '../../server.ts'
import { authorityName } from '../authorities.ts'
import { isAsked, sectionOfPath, sectionOrder, type SectionName } from '../form/sections.ts'
import { StateTag } from '../content/state-tag.tsx'
import { articleText } from '../texts.ts'
import { behindHint } from '../matters/behind-hint.tsx'
import { viewOf, type View } from '../view.ts'
import { draftToEdit, OfRequestParams, ownOf, type OpenDraft } from './draft-call.ts'
import { Others } from './others.tsx'
import { draftCrumbs } from './crumbs.ts'

/** The task list of a draft: what is there, what is missing, and the article that asks for it. */
export function addOverview(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/edit', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const counterpart = draft.counterpart === null ? null : await authorityName(node, call.lang, draft.counterpart)
    return show({
      title: view.say('edit.title'),
      current: '/requests/outgoing',
      breadcrumbs: draftCrumbs(view.say, draft),
      body: <Overview view={view} draft={draft} counterpart={counterpart} behind={await behindHint(node, call, draft)} />,
    })
  })
}

/** The article that asks for a section, in the order of the reference. */
const articleOf: Readonly<Record<SectionName, string>> = {
  basics: '46(15)(a)',
  proceeding: '46(15)(b)',
  facts: '46(15)(c)',
  offences: '43(2)',
  persons: '46(15)(e)',
  property: '55(3)(a)',
  measures: '46(15)(d)',
  confiscation: '54–55',
  return: '57(3), (5)',
  purpose: '46(15)(f)',
  undertakings: 'design',
  attachments: 'design',
  urgency: '46(20), (24)',
}

interface TaskRow {
  readonly section: SectionName
  readonly state: 'done' | 'incomplete' | 'optional'
}

function tasksOf(draft: Request): TaskRow[] {
  const findings = completenessOf(draft.content, ownOf(draft))
  return sectionOrder
    .filter((section) => isAsked(section, draft.content))
    .map((section) => ({ section, state: stateOf(section, findings, draft) }))
}

/** Sections that nothing in the draft asks for yet: out of the way, and within reach. */
function otherSections(draft: Request): SectionName[] {
  return sectionOrder.filter((section) => !isAsked(section, draft.content))
}

function stateOf(section: SectionName, findings: readonly Finding[], draft: Request): TaskRow['state'] {
  const own = findings.filter((finding) => sectionOfPath(finding.path) === section)
  if (own.some((finding) => finding.level === 'block')) return 'incomplete'
  if (section === 'attachments') return draft.attachments.length > 0 ? 'done' : 'optional'
  if (mayBeEmpty.includes(section) && isEmpty(draft.content, section)) return 'optional'
  return own.length > 0 ? 'optional' : 'done'
}

const mayBeEmpty: readonly SectionName[] = ['property', 'confiscation', 'return', 'undertakings']

function isEmpty(content: Request['content'], section: SectionName): boolean {
  const value: unknown = Reflect.get(content, section)
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

const tones = { done: 'success', incomplete: 'warning', optional: 'neutral' } as const

interface OverviewProps {
  readonly view: View
  readonly draft: OpenDraft
  /** Its name; null while none is chosen. */
  readonly counterpart: string | null
  /** That its matter was changed since. */
  readonly behind?: VNode | null
}

export function Overview({ view, draft, counterpart, behind }: OverviewProps) {
  const { lang, say } = view
  const tasks = tasksOf(draft)
  const others = otherSections(draft)
  const done = tasks.filter((task) => task.state !== 'incomplete').length
  return (
    <>
      <PageHeading
        caption={<Bdi>{draft.ownReference}</Bdi>}
        title={<Bdi>{draft.content.subject ?? say('requests.noSubject')}</Bdi>}
        status={<StateTag say={say} state={draft.state} />}
        lead={`${say('edit.lead')} ${say('edit.progress', { done, all: tasks.length })}`}
      />
      {behind}
      <Others view={view} others={draft.others} />
      <SummaryList
        lang={lang}
        items={[
          {
            label: say('field.counterpart'),
            value: counterpart === null ? say('none') : <Bdi>{counterpart}</Bdi>,
            changeHref: `/requests/${draft.id}/edit/counterpart`,
          },
        ]}
      />
      <DataTable
        lang={lang}
        caption={say('edit.title')}
        hideCaption
        rows={tasks}
        rowKey={(task) => task.section}
        columns={[
          {
            key: 'section',
            header: say('section.column'),
            names: true,
            cell: (task) => <a href={`/requests/${draft.id}/edit/${task.section}`}>{say(`section.${task.section}`)}</a>,
          },
          { key: 'article', header: say('article.column'), cell: (task) => articleText(say, articleOf[task.section]) },
          {
            key: 'state',
            header: say('section.state'),
            cell: (task) => <Tag tone={tones[task.state]}>{say(`section.${task.state}`)}</Tag>,
          },
        ]}
      />
      {others.length > 0 && (
        <Details summary={say('section.others')}>
          <ul>
            {others.map((section) => (
              <li key={section}>
                <a href={`/requests/${draft.id}/edit/${section}`}>{say(`section.${section}`)}</a>{' '}
                <span class="hint">{articleText(say, articleOf[section])}</span>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <ButtonRow>
        <Button href={`/requests/${draft.id}/check`}>{say('button.check')}</Button>
        <Button kind="secondary" href={`/requests/${draft.id}`}>
          {say('button.back')}
        </Button>
      </ButtonRow>
    </>
  )
}
