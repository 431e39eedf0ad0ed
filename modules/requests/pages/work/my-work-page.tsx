import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { dayIn } from '@comity/i18n'
import { Bdi, Button, Code, Count, Counted, DataTable, EmptyState, PageHeading, Stat, StatRow } from '@comity/ui'
import { z } from 'zod'
import { Cursor, WORK_COUNTED_TO, WorkDay, type WorkPile, type WorkRow } from '../../contract.ts'
import { myWork } from '../../work/my-work.ts'
import { sayAll, sayOfWork } from '../../work/texts.ts'
import { authorityNames } from '../authorities.ts'
import { Due, StateCell } from '../lists/request-table.tsx'
import { pageOf } from '../request/steps-ahead.ts'
import { isKey } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { WorkTabs } from './work-tabs.tsx'

const Query = z.strictObject({ day: WorkDay.optional(), after: Cursor.optional() })

/** Of each pile the first few; a pile of its own is paged. */
const FIRST_ROWS = 10
const PAGE_ROWS = 25

/** My work: what waits for the reader, by when it is owed, each with its next act. */
export function addMyWork(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/', query: Query }, async (call) => {
    const view = viewOf(call)
    const { day, after } = call.query
    const today = dayIn(node.world.clock.now(), view.zone)
    const asked = day === undefined ? { limit: FIRST_ROWS } : { day, after, limit: PAGE_ROWS }
    const [piles, names] = await Promise.all([myWork(node.db, call.viewer, asked, today), authorityNames(node, call.lang)])
    const t = sayOfWork(call.lang)
    const body =
      day === undefined ? (
        <MyWork view={view} piles={piles} names={names} />
      ) : (
        <>
          <PageHeading caption={t('title.work')} title={t(`day.${day}`)} />
          <p>
            <a href="/">{t('pile.back')}</a>
          </p>
          {piles.length === 0 && <EmptyState title={t('work.none')} />}
          {piles.map((pile) => (
            <PileTable key={pile.day} view={view} pile={pile} names={names} paged={after === undefined ? 'first' : 'later'} />
          ))}
        </>
      )
    return show({ title: t('title.work'), current: '/', body })
  })
}

interface MyWorkProps {
  readonly view: View
  readonly piles: readonly WorkPile[]
  readonly names: ReadonlyMap<string, string>
}

function MyWork({ view, piles, names }: MyWorkProps) {
  const { lang, say } = view
  const t = sayOfWork(lang)
  const buttons = view.writes ? (
    <>
      <Button kind="secondary" href="/matters/new">
        {say('button.newMatter')}
      </Button>{' '}
      <Button href="/requests/new">{say('button.newRequest')}</Button>
    </>
  ) : undefined
  return (
    <>
      <PageHeading title={t('title.work')} lead={t('work.lead')} actions={buttons} />
      <WorkTabs lang={lang} current="/" />
      {piles.length === 0 ? (
        <EmptyState title={t('work.none')} />
      ) : (
        <StatRow>
          {piles.map(({ day, count }) => (
            <Stat
              key={day}
              label={t(`day.${day}`)}
              value={<Counted lang={lang} value={count} most={WORK_COUNTED_TO} />}
              href={`#${day}`}
            />
          ))}
        </StatRow>
      )}
      {piles.map((pile) => (
        <section key={pile.day}>
          <h2 id={pile.day}>
            {t(`day.${pile.day}`)} <Count lang={lang} value={pile.count} most={WORK_COUNTED_TO} />
          </h2>
          <PileTable view={view} pile={pile} names={names} paged="no" />
          {pile.next !== null && (
            <p>
              <a href={`/?day=${pile.day}`}>{sayAll(lang, pile.count)}</a>
            </p>
          )}
        </section>
      ))}
    </>
  )
}

interface PileProps {
  readonly view: View
  readonly pile: WorkPile
  readonly names: ReadonlyMap<string, string>
  readonly paged: 'no' | 'first' | 'later'
}

function PileTable({ view, pile, names, paged }: PileProps) {
  const { lang, say } = view
  const t = sayOfWork(lang)
  const here = `/?day=${pile.day}`
  const paging = {
    previousHref: paged === 'later' ? here : undefined,
    nextHref: pile.next === null ? undefined : `${here}&after=${pile.next}`,
  }
  return (
    <DataTable
      lang={lang}
      caption={t(`day.${pile.day}`)}
      hideCaption
      rows={pile.rows}
      rowKey={(row) => `${row.id} ${row.owed}`}
      {...(paged === 'no' ? {} : { paging })}
      columns={[
        {
          key: 'subject',
          header: say('field.subject'),
          names: true,
          cell: (row) => (
            <a href={`/requests/${row.id}`}>
              <Bdi>{row.subject === '' ? say('requests.noSubject') : row.subject}</Bdi>
            </a>
          ),
        },
        { key: 'owed', header: t('field.owed'), cell: (row) => <OwedLink view={view} row={row} /> },
        ...(pile.day === 'undated'
          ? []
          : [{ key: 'due', header: t('field.due'), cell: (row: WorkRow) => <Due view={view} on={row.owedOn} /> }]),
        { key: 'state', header: say('field.state'), cell: (row) => <StateCell view={view} row={row} /> },
        {
          key: 'counterpart',
          header: say('field.counterpart'),
          cell: (row) => (
            <Bdi>
              {row.counterpart === null ? (row.counterpartName ?? say('none')) : (names.get(row.counterpart) ?? row.counterpart)}
            </Bdi>
          ),
        },
        { key: 'reference', header: say('field.ownReference'), cell: (row) => <Code>{row.ownReference}</Code> },
      ]}
    />
  )
}

/** The act that is owed, leading to its page; its request is named for who hears links alone. */
function OwedLink({ view: { say }, row }: { readonly view: View; readonly row: WorkRow }) {
  const page = pageOf[row.owed]
  const key = page === 'review' ? 'step.review' : `step.${row.owed}`
  return (
    <a href={`/requests/${row.id}${page === undefined ? '' : `/${page}`}`}>
      {isKey(key) ? say(key) : row.owed}
      <span class="unseen"> {row.ownReference}</span>
    </a>
  )
}
