import { sortNames, type Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  FilterBar,
  PageHeading,
  SelectField,
  TextField,
  type Column,
} from '@comity/ui'
import {
  forms,
  type AuthorityList,
  type AuthoritySummary,
  type DirectorySearch,
  type DirectoryStatus,
  type State,
} from '../contract.ts'
import { directoryText } from '../messages.ts'
import { contentText } from '../content/texts.ts'
import { trustText } from '../trust/texts.ts'
import { FindingDoors } from '../finding/pages/doors-view.tsx'
import { StatusPanel } from './status-panel.tsx'
import { hrefOf, languageNames, nameIn } from './words.ts'

export interface SearchPageProps {
  readonly lang: Lang
  readonly search: DirectorySearch
  readonly found: AuthorityList
  readonly states: readonly State[]
  readonly status: DirectoryStatus
  /** Whether the viewer may see what is proposed for the next version. */
  readonly publishes: boolean
  /** Which pages of trust the viewer may enter. */
  readonly doors: {
    readonly pins: boolean
    readonly revocations: boolean
    readonly import: boolean
    readonly suggestions: boolean
  }
}

/** `/directory`: who is competent in which State for what. */
export function SearchPage({ lang, search, found, states, status, publishes, doors }: SearchPageProps) {
  const t = directoryText(lang)
  const asked = { query: search.query, state: search.state, form: search.form }
  return (
    <>
      <PageHeading
        title={t('directory')}
        lead={t('directory-lead')}
        actions={
          publishes && (
            <Button href="/directory/publish" kind="secondary">
              {t('publish')}
            </Button>
          )
        }
      />
      <FindingDoors lang={lang} />
      <Filters lang={lang} search={search} states={states} />
      <DataTable
        lang={lang}
        caption={t('authorities-found')}
        columns={columnsIn(lang)}
        rows={found.authorities}
        rowKey={(row) => row.id}
        paging={{ nextHref: found.next === null ? undefined : hrefOf('/directory', { ...asked, after: found.next }) }}
        exports={{ csvHref: hrefOf('/directory/export.csv', asked), jsonHref: hrefOf('/directory/export.json', asked) }}
        empty={
          <EmptyState title={t(status.standing === 'none' ? 'empty-directory' : 'nothing-found')}>
            {status.standing === 'none' ? undefined : t('nothing-found-hint')}
          </EmptyState>
        }
      />
      <StatusPanel lang={lang} status={status} />
      <TrustDoors lang={lang} doors={doors} />
    </>
  )
}

function TrustDoors({ lang, doors }: Pick<SearchPageProps, 'lang' | 'doors'>) {
  const t = trustText(lang)
  const c = contentText(lang)
  const links = [
    { href: '/directory/states', text: c('states'), open: true },
    { href: '/directory/confirmations', text: c('confirmations'), open: true },
    { href: '/directory/suggestions', text: c('suggestions'), open: doors.suggestions },
    { href: '/directory/pins', text: t('pins-title'), open: doors.pins },
    { href: '/directory/networks', text: t('net-title'), open: doors.pins },
    { href: '/directory/revocations', text: t('revocations-title'), open: doors.revocations },
    { href: '/directory/import', text: t('import-title'), open: doors.import },
  ].filter(({ open }) => open)
  return (
    <ButtonRow>
      {links.map(({ href, text }) => (
        <Button key={href} href={href} kind="secondary">
          {text}
        </Button>
      ))}
    </ButtonRow>
  )
}

function Filters({ lang, search, states }: Pick<SearchPageProps, 'lang' | 'search' | 'states'>) {
  const t = directoryText(lang)
  const stateOptions = sortNames(lang, states, (state) => nameIn(lang, state.names)).map((state) => ({
    value: state.code,
    label: nameIn(lang, state.names),
  }))
  return (
    <FilterBar lang={lang} action="/directory" clearHref="/directory">
      <TextField
        lang={lang}
        name="query"
        label={t('search-label')}
        hint={t('search-hint')}
        type="search"
        value={search.query}
        maxLength={100}
        optional
      />
      <SelectField lang={lang} name="state" label={t('state')} value={search.state} options={stateOptions} optional />
      <SelectField
        lang={lang}
        name="form"
        label={t('form')}
        value={search.form}
        options={forms.map((form) => ({ value: form, label: t(`form-${form}`) }))}
        optional
      />
    </FilterBar>
  )
}

function columnsIn(lang: Lang): Column<AuthoritySummary>[] {
  const t = directoryText(lang)
  return [
    {
      key: 'authority',
      header: t('authority'),
      names: true,
      cell: (row) => (
        <>
          <a href={`/directory/${row.id}`}>
            <Bdi>{nameIn(lang, row.names)}</Bdi>
          </a>
          <br />
          <Code>{row.id}</Code>
        </>
      ),
    },
    { key: 'state', header: t('state'), cell: (row) => <Bdi>{nameIn(lang, row.stateNames)}</Bdi> },
    { key: 'forms', header: t('competent-for'), cell: (row) => formsOf(lang, row) },
    {
      key: 'languages',
      header: t('accepts-languages'),
      cell: (row) => languageNames(lang, [...new Set(row.designations.flatMap((one) => one.languages))]) || '–',
    },
    { key: 'confirmed', header: t('confirmed-on'), cell: (row) => <DateTime lang={lang} at={row.confirmedOn} only="date" /> },
  ]
}

function formsOf(lang: Lang, row: AuthoritySummary): string {
  const t = directoryText(lang)
  const [first, ...others] = [...new Set(row.designations.map((one) => one.form))]
  if (first === undefined) return t(`kind-${row.kind}`)
  return others.length === 0 ? t(`form-${first}`) : `${t(`form-${first}`)} ${t('yes-more', { count: others.length })}`
}
