import type { Lang } from '@comity/i18n'
import { type GalleryTexts, galleryTexts } from './gallery-texts.ts'
import {
  Bdi,
  Button,
  ButtonRow,
  Bytes,
  Card,
  CardGrid,
  CheckboxGroup,
  Code,
  type Column,
  Count,
  DataTable,
  DateField,
  DateTime,
  DefinitionNote,
  Details,
  Dialog,
  EmptyState,
  ErrorSummary,
  Fieldset,
  FileField,
  FileList,
  FilterBar,
  Form,
  Hash,
  InsetText,
  Money,
  NoticeBanner,
  Page,
  PageHeading,
  ProgressOnBothSides,
  RadioGroup,
  SearchBar,
  SelectField,
  Stat,
  StatRow,
  StepIndicator,
  SummaryList,
  Tabs,
  Tag,
  TextArea,
  TextField,
  Timeline,
  type Tone,
} from './index.tsx'

/** The pages of the gallery: together they show every component. */
export const galleryPages = ['overview', 'request', 'form'] as const
export type GalleryPage = (typeof galleryPages)[number]

interface Shown {
  readonly lang: Lang
  readonly text: GalleryTexts
}

const hash = '9f2c41d7be0855a1c3d60f7e2b94a8165d3c7e90ab14f26d88b05c97e1f3a26b'

/** Every component with invented persons and States, in one language. */
export function Gallery({ lang, page }: { readonly lang: Lang; readonly page: GalleryPage }) {
  const text = galleryTexts(lang)
  const [matters = '', requests = '', messages = '', evidence = '', directory = '', statistics = ''] = text.nav
  return (
    <Page
      lang={lang}
      title={text.title}
      authority={text.authority}
      node="a.localhost"
      path={`/${page}?lang=${lang}`}
      csrf="token"
      person={{ name: text.languages, role: text.role, href: '#me' }}
      navigation={[
        { href: '#matters', label: matters },
        { href: '/request', label: requests, count: 4, current: true },
        { href: '#messages', label: messages, count: 12 },
        { href: '#evidence', label: evidence },
        { href: '#directory', label: directory },
        { href: '#statistics', label: statistics },
      ]}
      breadcrumbs={[{ href: '#matters', label: matters }, { href: '#matter', label: 'MER-2026/41' }, { label: text.caption }]}
      notices={page === 'overview' ? [{ tone: 'info', title: text.notice, children: <p>{text.noticeBody}</p> }] : []}
      footerLinks={[{ href: '#verify', label: 'comity verify' }]}
      width={page === 'form' ? 'reading' : 'wide'}
    >
      {page === 'overview' && <Overview lang={lang} text={text} />}
      {page === 'request' && <RequestView lang={lang} text={text} />}
      {page === 'form' && <FormView lang={lang} text={text} />}
    </Page>
  )
}

interface Row {
  readonly reference: string
  readonly subject: string
  readonly state: keyof GalleryTexts['states']
  readonly partner: string
  readonly dueOn: string
  readonly amount: string
}

const tones: Record<Row['state'], Tone> = {
  draft: 'neutral',
  sent: 'info',
  granted: 'success',
  executing: 'info',
  overdue: 'danger',
  closed: 'neutral',
}

function rowsOf(text: GalleryTexts): Row[] {
  const states: Row['state'][] = ['granted', 'sent', 'overdue', 'draft', 'executing', 'closed']
  const amounts = ['1250000.50', '84000', '3910000', '0', '612300', '22750000']
  return text.subjects.map((subject, at) => ({
    reference: `VA-2026-0${41 + at * 7}`,
    subject,
    state: states[at] ?? 'draft',
    partner: text.theirAuthority,
    dueOn: `2026-12-0${at + 1}`,
    amount: amounts[at] ?? '0',
  }))
}

function columnsOf({ lang, text }: Shown): Column<Row>[] {
  const { columns } = text
  return [
    {
      key: 'subject',
      header: columns.subject,
      names: true,
      sortable: true,
      cell: (row) => (
        <a href="/request">
          <Bdi>{row.subject}</Bdi>
        </a>
      ),
    },
    { key: 'reference', header: text.summary.reference, sortable: true, cell: (row) => <Code>{row.reference}</Code> },
    { key: 'state', header: columns.state, cell: (row) => <Tag tone={tones[row.state]}>{text.states[row.state]}</Tag> },
    { key: 'partner', header: columns.partner, sortable: true, cell: (row) => <Bdi>{row.partner}</Bdi> },
    { key: 'due', header: columns.due, sortable: true, cell: (row) => <DateTime lang={lang} at={row.dueOn} only="date" /> },
    {
      key: 'amount',
      header: columns.amount,
      align: 'end',
      cell: (row) => <Money lang={lang} amount={row.amount} currency="EUR" />,
    },
  ]
}

function Overview({ lang, text }: Shown) {
  return (
    <>
      <PageHeading
        title={text.tableCaption}
        caption={text.authority}
        actions={
          <>
            <Button href="/form">{text.actions.fresh}</Button>
            <Button kind="secondary" href="#print">
              {text.actions.print}
            </Button>
          </>
        }
      />
      <StatRow>
        {text.stats.map((label, at) => (
          <Stat key={label} label={label} value={[47, 4, 31, 2][at] ?? 0} href={`#${at}`} />
        ))}
      </StatRow>
      <SearchBar lang={lang} action="/overview" label={text.search} hint={text.searchHint} />
      <FilterBar lang={lang} action="/overview" clearHref="/overview">
        <SelectField
          lang={lang}
          name="state"
          label={text.filters.state}
          value="sent"
          options={[{ value: 'sent', label: text.states.sent }]}
        />
        <TextField lang={lang} name="partner" label={text.filters.partner} />
        <DateField lang={lang} name="from" label={text.filters.from} value="2026-09-01" />
      </FilterBar>
      <Form lang={lang} action="/overview" csrf="token">
        <DataTable
          lang={lang}
          caption={text.tableCaption}
          columns={columnsOf({ lang, text })}
          rows={rowsOf(text)}
          rowKey={(row) => row.reference}
          total={47}
          sorting={{ by: 'due', direction: 'ascending', hrefFor: (key, direction) => `/overview?sort=${key}&order=${direction}` }}
          selection={{ name: 'request', label: (row) => row.reference }}
          paging={{ previousHref: '#before', nextHref: '#after' }}
          exports={{ csvHref: '#csv', jsonHref: '#json' }}
        />
        <ButtonRow>
          <Button kind="secondary" name="act" value="close">
            {text.actions.close}
          </Button>
        </ButtonRow>
      </Form>
      <CardGrid>
        {text.cards.map(([title = '', body = '']) => (
          <Card key={title} title={title} href="#card">
            <p>{body}</p>
          </Card>
        ))}
      </CardGrid>
      <EmptyState
        title={text.emptyTitle}
        action={
          <Button kind="secondary" href="#talk">
            {text.emptyAction}
          </Button>
        }
      >
        {text.emptyBody}
      </EmptyState>
    </>
  )
}

function RequestView({ lang, text }: Shown) {
  const { ours, theirs, summary } = text
  return (
    <>
      <PageHeading
        title={<Bdi>{text.title}</Bdi>}
        caption={
          <>
            {text.caption} <Code>VA-2026-041</Code>
          </>
        }
        lead={text.lead}
        status={<Tag tone="success">{text.states.granted}</Tag>}
        actions={
          <>
            <Button kind="secondary" href="#remind">
              {text.actions.remind}
            </Button>
            <Button kind="danger" href="/withdraw" opens="withdraw">
              {text.actions.withdraw}
            </Button>
          </>
        }
      />
      <ProgressOnBothSides
        lang={lang}
        ours={{
          name: text.authority,
          steps: ours.map((label, at) => ({
            label,
            state: at < 3 ? 'done' : 'next',
            ...(at < 3 && { note: <DateTime lang={lang} at={`2026-10-0${at + 2}`} only="date" /> }),
          })),
        }}
        theirs={{
          name: text.theirAuthority,
          steps: theirs.map((label, at) => ({ label, state: at < 3 ? 'done' : at === 3 ? 'current' : 'next' })),
        }}
      />
      <Tabs
        lang={lang}
        label={text.caption}
        items={text.tabs.map((label, at) => ({ label, href: `#tab-${at}`, current: at === 0, ...(at === 2 && { count: 3 }) }))}
      >
        <SummaryList
          lang={lang}
          items={[
            { label: summary.reference, value: <Code>VA-2026-041</Code> },
            { label: summary.theirReference, value: <Code>OM/MJ/2026/10-1187</Code>, changeHref: '#reference' },
            { label: summary.basis, value: 'UNCAC, art. 46' },
            { label: summary.facts, value: text.facts, changeHref: '#facts' },
            { label: summary.urgency, value: <Tag tone="warning">{text.urgent}</Tag>, changeHref: '#urgency' },
            { label: summary.sum, value: <Money lang={lang} amount="1250000.50" currency="EUR" /> },
            {
              label: summary.hash,
              value: (
                <>
                  <Hash lang={lang} value={hash} /> · <Bytes lang={lang} value={4_812_330} />
                </>
              ),
            },
          ]}
        />
      </Tabs>
      <h2>
        {text.timeline} <Count lang={lang} value={text.events.length} />
      </h2>
      <Happened lang={lang} text={text} />
      <FileList
        lang={lang}
        files={text.files.map((name, at) => ({
          name,
          bytes: 84_000 * (at * 13 + 1),
          type: name.endsWith('pdf') ? 'PDF' : 'XLSX',
          sha256: hash,
          href: `#file-${at}`,
          ...(at === 0 && { status: <Tag tone="success">{text.verified}</Tag> }),
        }))}
      />
      <Dialog lang={lang} id="withdraw" title={text.dialogTitle}>
        <p>{text.dialogBody}</p>
        <Form lang={lang} action="/withdraw" csrf="token">
          <ButtonRow>
            <Button kind="danger">{text.actions.withdraw}</Button>
          </ButtonRow>
        </Form>
      </Dialog>
    </>
  )
}

function Happened({ lang, text }: Shown) {
  const receipts = [
    { state: 'submitted', at: '2026-10-04T09:12:00Z' },
    { state: 'relayed' },
    { state: 'delivered', at: '2026-10-04T09:13:00Z', href: '#receipt' },
    { state: 'opened', at: '2026-10-05T06:40:00Z' },
  ] as const
  return (
    <Timeline
      lang={lang}
      label={text.timeline}
      zone="Europe/Vienna"
      entries={text.events.map((title, at) => {
        const side = at === 0 || at === 3 ? 'ours' : 'theirs'
        return {
          id: `event-${at}`,
          at: `2026-10-0${at + 4}T09:12:00Z`,
          side,
          title,
          actor: side === 'ours' ? text.authority : text.theirAuthority,
          body: <p>{text.bodies[at]}</p>,
          ...(at === 0 && { links: text.files.map((label, n) => ({ href: `#file-${n}`, label })), receipts }),
          ...(at === 3 && { receipts: [{ state: 'refused', at: '2026-10-07T09:14:00Z' }] as const }),
        }
      })}
    />
  )
}

function FormView({ lang, text }: Shown) {
  const { form, problems } = text
  const [noSubject = '', noState = ''] = problems
  return (
    <>
      <StepIndicator
        lang={lang}
        label={text.progress}
        steps={text.steps.map((label, at) => ({
          label,
          href: `#step-${at}`,
          state: at < 2 ? 'done' : at === 2 ? 'current' : 'next',
        }))}
      />
      <ErrorSummary
        lang={lang}
        problems={[
          { path: 'content.subject', message: noSubject },
          { path: 'state', message: noState },
        ]}
      />
      <PageHeading
        title={form.title}
        caption={
          <>
            {text.caption} <Code>VA-2026-041</Code>
          </>
        }
        status={<Tag>{text.states.draft}</Tag>}
      />
      <Form lang={lang} action="/form" csrf="token" autosaveUrl="/autosave" encoding="multipart">
        <TextField lang={lang} name="content.subject" label={form.subject} hint={form.subjectHint} error={noSubject} />
        <TextArea lang={lang} name="content.facts" label={form.facts} value={text.facts} maxLength={2000} />
        <SelectField
          lang={lang}
          name="state"
          label={form.state}
          error={noState}
          options={[
            { value: 'om', label: 'Ostmark' },
            { value: 've', label: 'Varenia' },
          ]}
        />
        <CheckboxGroup
          lang={lang}
          name="measures"
          label={form.measures}
          values={['0']}
          options={text.measures.map((label, at) => ({ value: String(at), label }))}
        />
        <RadioGroup
          lang={lang}
          name="confidential"
          label={form.confidential}
          value="1"
          options={text.confidential.map((label, at) => ({
            value: String(at),
            label,
            ...(at === 1 && { hint: text.confidentialHint }),
          }))}
        />
        <Fieldset legend={form.persons}>
          <TextField lang={lang} name="family" label={form.family} value="Marković" width="medium" />
          <TextField lang={lang} name="given" label={form.given} optional width="medium" />
        </Fieldset>
        <DateField lang={lang} name="due" label={form.due} value="2026-12-18" />
        <FileField lang={lang} name="annexes" label={form.files} multiple optional />
        <Details summary={text.details}>
          <p>{text.detailsBody}</p>
        </Details>
        <DefinitionNote term={text.term} source="UNCAC, art. 43(2)">
          {text.definition}
        </DefinitionNote>
        <InsetText tone="info">
          <p>{text.inset}</p>
        </InsetText>
        <NoticeBanner lang={lang} tone="success" title={text.success} />
        <ButtonRow>
          <Button>{text.actions.save}</Button>
          <Button kind="secondary" name="act" value="approve" disabled>
            {text.actions.approve}
          </Button>
          <Button kind="link" href="#back">
            {text.actions.back}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
