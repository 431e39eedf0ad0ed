import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { formatDate } from '@comity/i18n'
import { Bdi, Button, ButtonRow, Code, EmptyState, InsetText, PageHeading, SummaryList, Tag, type SummaryItem } from '@comity/ui'
import { SurveyPage } from '../../contract.ts'
import type { Laggard, MatterLink, Survey } from '../../contract.ts'
import { present } from '../../rules/exhibits.ts'
import { linksOfMatter } from '../../matters/links.ts'
import { laggardsOfMatter } from '../../matters/reconcile.ts'
import { surveyMatter } from '../../matters/survey.ts'
import { authorityNames } from '../authorities.ts'
import { ListPart } from '../content/request-content.tsx'
import { staffFor, type Staff } from '../lists/people.ts'
import { Laggards } from './laggards.tsx'
import { matterScene, OfMatter, type MatterScene } from './matter-scene.ts'
import { ItemTable, SurveyTable } from './survey-table.tsx'

/** A matter: what was sent where, which drafts lag behind it, what it says, who sees it. */
export function addMatterView(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters/:id', params: OfMatter, query: SurveyPage }, async (call) => {
    const scene = await matterScene(node, call)
    const { matter, view } = scene
    const [survey, drafts, links, names, staff] = await Promise.all([
      surveyMatter(node.db, call.viewer, matter.id, call.query),
      laggardsOfMatter(node.db, call.viewer, matter.id),
      linksOfMatter(node.db, call.viewer, matter.id),
      authorityNames(node, call.lang),
      staffFor(node, call.viewer),
    ])
    return show({
      title: matter.title,
      current: '/matters',
      breadcrumbs: [{ text: view.say('nav.matters'), href: '/matters' }],
      body: (
        <MatterView
          {...scene}
          survey={survey}
          isLater={call.query.after !== undefined}
          drafts={drafts}
          links={links}
          names={names}
          staff={staff}
        />
      ),
    })
  })
}

interface MatterViewProps extends MatterScene {
  readonly survey: Survey
  /** Whether the survey is on a page after its first. */
  readonly isLater: boolean
  readonly drafts: readonly Laggard[]
  readonly links: readonly MatterLink[]
  readonly names: ReadonlyMap<string, string>
  readonly staff: Staff
}

function MatterView(props: MatterViewProps) {
  const { view, t, matter, survey, drafts, names } = props
  const { lang, say, zone } = view
  const drafting = view.writes && matter.closedAt === null
  const newRequest = drafting ? (
    <Button href={`/requests/new?matter=${matter.id}`}>{say('button.newRequestFromMatter')}</Button>
  ) : undefined
  const file = (format: string) => `/matters/${matter.id}/survey.${format}`
  return (
    <>
      <PageHeading
        caption={<Code>{matter.reference}</Code>}
        title={<Bdi>{matter.title}</Bdi>}
        status={matter.closedAt === null ? undefined : <Tag>{t('closed')}</Tag>}
        actions={newRequest}
      />
      {matter.closedAt !== null && (
        <InsetText>
          <p>{t('closed.on', { date: formatDate(lang, matter.closedAt, zone), name: matter.closedBy ?? say('none') })}</p>
          <p>
            <Bdi>{matter.closedBecause ?? ''}</Bdi>
          </p>
        </InsetText>
      )}
      <h2>{t('survey')}</h2>
      {survey.requests.length === 0 ? (
        <EmptyState title={say('requests.empty.matter')} action={newRequest} />
      ) : (
        <SurveyTable
          view={view}
          t={t}
          survey={survey}
          names={names}
          exports={{ csvHref: file('csv'), xlsxHref: file('xlsx') }}
          paging={{
            previousHref: props.isLater ? `/matters/${matter.id}` : undefined,
            nextHref: survey.next === null ? undefined : `/matters/${matter.id}?after=${survey.next}`,
          }}
        />
      )}
      <Laggards view={view} t={t} drafts={drafts} names={names} />
      <ItemTable view={view} t={t} survey={survey} names={names} />
      <h2>{say('field.matter')}</h2>
      <Facts {...props} />
      <ListPart view={view} section="persons" content={matter} />
      <ListPart view={view} section="property" content={matter} />
      <ListPart view={view} section="offences" content={matter} />
      <Life {...props} />
    </>
  )
}

function Facts({ view: { lang, say }, t, matter, writes, assigns, links, staff }: MatterViewProps) {
  const url = `/matters/${matter.id}`
  const edit = (part: string) => (writes ? `${url}/edit${part}` : undefined)
  const reading = (part: string) => `${url}/${part}`
  const unit = staff.units.find(({ value }) => value === matter.unit)?.label
  const nameOf = (id: string) => staff.names.get(id) ?? t('readers.hidden')
  const items: SummaryItem[] = [
    {
      label: say('matters.edit'),
      value: <Bdi>{matter.facts === '' ? say('none') : matter.facts}</Bdi>,
      changeHref: edit(''),
    },
    ...(['persons', 'property', 'offences'] as const).map((section) => ({
      label: say(`section.${section}`),
      value: String(matter[section].length),
      changeHref: edit(`/${section}`),
    })),
    {
      label: t('exhibits'),
      value: <a href={reading('exhibits')}>{String(present(matter.exhibits).length)}</a>,
      changeHref: writes ? reading('exhibits') : undefined,
    },
    {
      label: t('links'),
      value: links.length === 0 ? say('none') : <LinkList links={links} />,
      changeHref: writes ? reading('links') : undefined,
    },
    {
      label: t('readers'),
      value: (
        <>
          <div>
            {t('readers.has')}: <Bdi>{matter.assignee === null ? say('assign.nobody') : nameOf(matter.assignee)}</Bdi>
          </div>
          <div>
            <Bdi>{matter.unit === null ? say('assign.wholeOffice') : (unit ?? t('readers.unit'))}</Bdi>
          </div>
          {matter.named.map((id) => (
            <div key={id}>
              <Bdi>{nameOf(id)}</Bdi>
            </div>
          ))}
        </>
      ),
      changeHref: assigns ? reading('readers') : undefined,
    },
  ]
  return <SummaryList lang={lang} items={items} />
}

function LinkList({ links }: { readonly links: readonly MatterLink[] }) {
  return (
    <>
      {links.map(({ id, reference, title, reason }) => (
        <div key={id}>
          <a href={`/matters/${id}`}>
            <Code>{reference}</Code> <Bdi>{title}</Bdi>
          </a>
          <div class="hint">
            <Bdi>{reason}</Bdi>
          </div>
        </div>
      ))}
    </>
  )
}

/** What ends a matter and begins it again. */
function Life({ t, matter, closes }: MatterViewProps) {
  if (!closes) return null
  const page = matter.closedAt === null ? 'close' : 'reopen'
  return (
    <ButtonRow>
      <Button kind="secondary" href={`/matters/${matter.id}/${page}`}>
        {t(page)}
      </Button>
    </ButtonRow>
  )
}
