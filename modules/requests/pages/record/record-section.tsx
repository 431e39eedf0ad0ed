import { Bdi, DataTable, DateTime, Details, EmptyState, SummaryList, Tag, type Column } from '@comity/ui'
import type { StandingItem } from '../../contract.ts'
import { articleText } from '../texts.ts'
import { factsOfItem, itemText, itemTitle, saidBy, sideName, toneOf } from './item-words.ts'
import { Answers, short, type ItemsProps } from './owed.tsx'
import { sayOfRecord } from './texts.ts'

/** The legal record: what stands between the two sides, what is open first, each with its state, who owes what until when, and the act that answers it. */
export function RecordSection(props: ItemsProps) {
  const { view, items } = props
  const t = sayOfRecord(view.lang)
  const said = items.filter(({ kind }) => kind !== 'step')
  const open = said.filter(isOpen)
  const settled = said.filter((item) => !isOpen(item))
  return (
    <section aria-labelledby="record">
      <h2 id="record">{t('title')}</h2>
      {said.length === 0 ? <EmptyState title={t('none')} /> : <p class="hint">{t('lead')}</p>}
      {open.length > 0 && <Table {...props} rows={open} caption={t('open')} columns={openColumns(props)} />}
      {settled.length > 0 && <Table {...props} rows={settled} caption={t('settled')} columns={settledColumns(props)} />}
    </section>
  )
}

function isOpen({ owedBy, answers }: StandingItem): boolean {
  return owedBy !== null || answers.length > 0
}

interface TableProps extends ItemsProps {
  readonly rows: readonly StandingItem[]
  readonly caption: string
  readonly columns: readonly Column<StandingItem>[]
}

function Table({ view: { lang }, rows, caption, columns }: TableProps) {
  return <DataTable lang={lang} caption={caption} rows={rows} rowKey={(item) => item.key} columns={columns} />
}

function openColumns(props: ItemsProps): Column<StandingItem>[] {
  const { view, sides, today } = props
  const { lang, zone } = view
  const t = sayOfRecord(lang)
  return [
    ...firstColumns(props),
    { key: 'owner', header: t('col.owner'), cell: ({ owedBy }) => <Bdi>{sideName(view, owedBy, sides) || '–'}</Bdi> },
    {
      key: 'since',
      header: t('col.since'),
      cell: ({ since, at }) => (since ?? at) !== null && <DateTime lang={lang} at={since ?? at ?? ''} zone={zone} only="date" />,
    },
    {
      key: 'until',
      header: t('col.until'),
      cell: ({ until }) =>
        until === null ? (
          '–'
        ) : (
          <>
            <DateTime lang={lang} at={until} only="date" /> {until < today && <Tag tone="danger">{t('overdue')}</Tag>}
          </>
        ),
    },
    sourceColumn(props),
    {
      key: 'answer',
      header: t('col.answer'),
      cell: (item) => (item.answers.length === 0 ? '–' : <Answers view={view} request={props.request} item={item} />),
    },
  ]
}

function settledColumns(props: ItemsProps): Column<StandingItem>[] {
  const { view, sides } = props
  const { lang, zone } = view
  const t = sayOfRecord(lang)
  return [
    ...firstColumns(props),
    { key: 'by', header: t('col.by'), cell: (item) => <Bdi>{saidBy(view, item, sides)}</Bdi> },
    {
      key: 'at',
      header: t('col.at'),
      cell: ({ at }) => (at === null ? '–' : <DateTime lang={lang} at={at} zone={zone} only="date" />),
    },
    {
      key: 'until',
      header: t('col.until'),
      cell: ({ until }) => (until === null ? '–' : <DateTime lang={lang} at={until} only="date" />),
    },
    sourceColumn(props),
  ]
}

/** What it is and what was said of it, and its state. */
function firstColumns({ view, request, sides: { names } }: ItemsProps): Column<StandingItem>[] {
  const t = sayOfRecord(view.lang)
  return [
    {
      key: 'what',
      header: t('col.what'),
      names: true,
      cell: (item) => {
        const facts = factsOfItem(view, request, item)
        const text = itemText(view, item)
        return (
          <div id={item.key}>
            {itemTitle(view, item)}
            {text !== null && (
              <div>
                <Bdi>{short(text)}</Bdi>
              </div>
            )}
            {facts.length > 0 && (
              <Details summary={t('all')}>
                <SummaryList
                  lang={view.lang}
                  items={facts.map(({ label, value }) => ({ label, value: <Bdi>{names.get(value) ?? value}</Bdi> }))}
                />
              </Details>
            )}
          </div>
        )
      },
    },
    {
      key: 'state',
      header: t('col.state'),
      cell: (item) => <Tag tone={toneOf(item)}>{t(`state.${item.state}`)}</Tag>,
    },
  ]
}

function sourceColumn({ view: { lang, say } }: ItemsProps): Column<StandingItem> {
  return { key: 'source', header: sayOfRecord(lang)('col.source'), cell: ({ source }) => articleText(say, source) }
}
