import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, Code, DateTime, Details, EmptyState, PageHeading, Pagination, Tag, type Option } from '@comity/ui'
import { z } from 'zod'
import { Cursor, type TriageRow } from '../../contract.ts'
import { authorityFor, may } from '../../policy.ts'
import { assignRequest, doing } from '../../server.ts'
import { listTriage } from '../../work/list-triage.ts'
import { sayOfWork } from '../../work/texts.ts'
import { authorityNames } from '../authorities.ts'
import { StateTag } from '../content/state-tag.tsx'
import { findingText } from '../form/finding-text.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { staffFor, type Staff } from '../lists/people.ts'
import { articleText } from '../texts.ts'
import { viewOf, type View } from '../view.ts'

const Query = z.strictObject({ after: Cursor.optional() })
const Assignment = z.strictObject({ requestId: z.uuid(), assignee: z.uuid().optional(), unit: z.uuid().optional() })
const PAGE_ROWS = 20

/** What came in and nobody has: assigned, acknowledged or passed on in one place. */
export function addTriage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/triage', query: Query }, async (call) => {
    authorityFor(call.viewer.actor, 'assign')
    const view = viewOf(call)
    const { after } = call.query
    const [page, names, staff] = await Promise.all([
      listTriage(node.db, call.viewer, { after, limit: PAGE_ROWS }),
      authorityNames(node, call.lang),
      staffFor(node, call.viewer),
    ])
    const t = sayOfWork(call.lang)
    const acknowledges = may(call.viewer.actor, 'acknowledge', { ownAuthority: authorityFor(call.viewer.actor, 'read') })
    const body = (
      <>
        <PageHeading title={t('triage.title')} lead={t('triage.lead')} />
        {page.rows.length === 0 && <EmptyState title={t('triage.none')} />}
        {page.rows.map((row) => (
          <Arrival key={row.id} view={view} row={row} names={names} staff={staff} acknowledges={acknowledges} />
        ))}
        <Pagination
          lang={call.lang}
          previousHref={after === undefined ? undefined : '/requests/triage'}
          nextHref={page.next === null ? undefined : `/requests/triage?after=${page.next}`}
        />
      </>
    )
    const breadcrumbs = [{ text: view.say('nav.incoming'), href: '/requests/incoming' }]
    return show({ title: t('triage.title'), current: '/requests/incoming', breadcrumbs, body })
  })
  pageRoute(app, { method: 'POST', url: '/requests/triage', body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { act = 'assign', ...typed } = typedIn(call.body)
    const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
    const input = Assignment.safeParse(filled)
    if (!input.success) throw new ComityError('bad-input')
    const { requestId, assignee, unit } = input.data
    if (act === 'acknowledge') {
      await inContext(node, call.viewer.actor, (ctx) => doing('acknowledge')(ctx, { requestId }))
      return redirect('/requests/triage', { notice: view.say('notice.saved') })
    }
    if (assignee === undefined && unit === undefined)
      return redirect('/requests/triage', { notice: sayOfWork(call.lang)('bulk.whom') })
    await inContext(node, call.viewer.actor, (ctx) => assignRequest(ctx, { requestId, assignee, unit }))
    return redirect('/requests/triage', { notice: view.say('notice.assigned') })
  })
}

interface ArrivalProps {
  readonly view: View
  readonly row: TriageRow
  readonly names: ReadonlyMap<string, string>
  readonly staff: Staff
  readonly acknowledges: boolean
}

function Arrival({ view, row, names, staff, acknowledges }: ArrivalProps) {
  const { lang, say, zone } = view
  const t = sayOfWork(lang)
  const from = row.counterpart === null ? (row.counterpartName ?? say('none')) : (names.get(row.counterpart) ?? row.counterpart)
  return (
    <section class="card">
      <h2>
        <a href={`/requests/${row.id}`}>
          <Bdi>{row.subject === '' ? say('requests.noSubject') : row.subject}</Bdi>
        </a>{' '}
        <StateTag say={say} state={row.state} />
        {row.urgency === 'urgent' && (
          <>
            {' '}
            <Tag tone="danger">{say('urgency.urgent')}</Tag>
          </>
        )}
      </h2>
      <p>
        <Bdi>{from}</Bdi> · <Code>{row.ownReference}</Code> · <DateTime lang={lang} at={row.changedAt} zone={zone} />
      </p>
      <p>
        {t('triage.asks')}:{' '}
        {row.measures.length === 0 ? say('none') : row.measures.map((kind) => say(`measure.${kind}`)).join(' · ')}
      </p>
      <Lacking view={view} row={row} />
      <DealOut view={view} row={row} staff={staff} acknowledges={acknowledges && row.state === 'received'} />
    </section>
  )
}

/** What art. 46(15) finds lacking; nothing to open where it is whole. */
function Lacking({ view: { lang, say }, row }: Pick<ArrivalProps, 'view' | 'row'>) {
  const t = sayOfWork(lang)
  const blocking = row.lacking.some(({ level }) => level === 'block')
  const count = t('triage.lacking', { count: row.lacking.length })
  if (row.lacking.length === 0) return <p class="hint">{count}</p>
  return (
    <Details summary={blocking ? <Tag tone="warning">{count}</Tag> : count}>
      <ul>
        {row.lacking.map(({ path, article }) => (
          <li key={`${path} ${article}`}>
            {findingText(say, { path })} ({articleText(say, article)})
          </li>
        ))}
      </ul>
    </Details>
  )
}

/** Officer and unit in one small form, beside the one-click acknowledgement and the way of what belongs elsewhere. */
function DealOut({ view: { lang, say, csrf }, row, staff, acknowledges }: Omit<ArrivalProps, 'names'>) {
  const t = sayOfWork(lang)
  const reference = row.ownReference
  return (
    // Each arrival has a form of its own, and so an address: one form acts once.
    <form class="filters" method="post" action={`/requests/triage?of=${row.id}`}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="requestId" value={row.id} />
      <Choice name="assignee" id={`assignee-${row.id}`} label={say('field.assignee')} of={reference} options={staff.officers} />
      {staff.units.length > 0 && (
        <Choice name="unit" id={`unit-${row.id}`} label={say('field.unit')} of={reference} options={staff.units} />
      )}
      <div class="filters-buttons">
        <Button name="act" value="assign">
          {t('button.assign')}
          <span class="unseen"> {reference}</span>
        </Button>
        {acknowledges && (
          <Button kind="secondary" name="act" value="acknowledge">
            {t('button.acknowledge')}
            <span class="unseen"> {reference}</span>
          </Button>
        )}
        <Button kind="link" href={`/requests/${row.id}/forward`}>
          {t('button.misdirected')}
          <span class="unseen"> {reference}</span>
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  /** Ids differ from card to card. */
  readonly id: string
  readonly label: string
  readonly of: string
  readonly options: readonly Option[]
}

/** A choice among many of its kind on one page; the request is named for who hears labels alone. */
function Choice({ name, id, label, of, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        <span class="unseen"> {of}</span>
      </label>
      <select name={name} id={id} class="medium">
        <option value="">–</option>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
