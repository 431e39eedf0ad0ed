import type { Lang } from '@comity/i18n'
import { Bdi, Code, DataTable, DateTime, EmptyState, InsetText, PageHeading, SummaryList, Tag } from '@comity/ui'
import { unGroups, type Register, type State, type StateDetail, type UnGroup } from '../contract.ts'
import { directoryText } from '../messages.ts'
import { nameIn } from '../pages/words.ts'
import { referenceFacts } from '../rules/reference.ts'
import { Freshness } from './entry-view.tsx'
import { contentText } from './texts.ts'

/** `/directory/states`: every State and territory, by regional group. */
export function StatesPage({
  lang,
  states,
  listed,
}: {
  readonly lang: Lang
  readonly states: readonly State[]
  readonly listed: ReadonlySet<string>
}) {
  const t = contentText(lang)
  const order = new Intl.Collator(lang)
  const groups: readonly (UnGroup | undefined)[] = [undefined, ...unGroups]
  const inGroup = (group: UnGroup | undefined): State[] =>
    states
      .filter(({ code }) => referenceFacts(code).unGroup === group)
      .sort((a, b) => order.compare(nameIn(lang, a.names), nameIn(lang, b.names)))
  const sections = groups.map((group) => ({ group, some: inGroup(group) })).filter(({ some }) => some.length > 0)
  return (
    <>
      <PageHeading title={t('states')} lead={t('states-lead')} />
      {[...sections.slice(1), ...sections.slice(0, 1)].map(({ group, some }) => (
        <section key={group ?? 'none'} aria-labelledby={`group-${group ?? 'none'}`}>
          <h2 id={`group-${group ?? 'none'}`}>{group === undefined ? `${t('un-group')}: ${t('unknown')}` : t(group)}</h2>
          <ul class="columns">
            {some.map(({ code, names }) => (
              <li key={code}>
                <a href={`/directory/states/${code}`}>
                  <Bdi>{nameIn(lang, names)}</Bdi>
                </a>{' '}
                <Code>{code}</Code> {listed.has(code) && <Tag tone="success">{directoryText(lang)('directory')}</Tag>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface StateProps {
  readonly lang: Lang
  readonly state: StateDetail
  readonly register: Register
  readonly partOf: string | null
  readonly at: Date
}

/** `/directory/states/:code`: what is known of a State; what is not is said to be unknown. */
export function StatePage({ lang, state, register, partOf, at }: StateProps) {
  const t = contentText(lang)
  const { facts } = state
  const items = [
    { label: 'ISO 3166-1', value: <Code>{state.code}</Code> },
    { label: t('un-group'), value: facts.unGroup === undefined ? t('unknown') : t(facts.unGroup) },
    ...(partOf === null ? [] : [{ label: t('part-of'), value: <Bdi>{partOf}</Bdi> }]),
    ...(facts.remarks === undefined ? [] : [{ label: t('remarks'), value: <Bdi>{facts.remarks}</Bdi> }]),
  ]
  return (
    <>
      <PageHeading title={<Bdi>{nameIn(lang, state.names)}</Bdi>} />
      {!state.inDirectory && <InsetText>{t('not-listed')}</InsetText>}
      <SummaryList lang={lang} items={items} />
      <DataTable
        lang={lang}
        caption={t('authorities')}
        columns={[
          {
            key: 'authority',
            header: t('names'),
            names: true,
            cell: (row) => (
              <a href={`/directory/${row.id}`}>
                <Bdi>{nameIn(lang, row.names)}</Bdi>
              </a>
            ),
          },
          { key: 'confirmed', header: t('confirmed'), cell: (row) => <Freshness lang={lang} on={row.confirmedOn} at={at} /> },
        ]}
        rows={state.authorities}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('no-authorities')} />}
      />
      <Statuses lang={lang} state={state} register={register} />
    </>
  )
}

function Statuses({ lang, state, register }: Pick<StateProps, 'lang' | 'state' | 'register'>) {
  const t = contentText(lang)
  const said = new Map(state.facts.instruments.map((one) => [one.instrument, one]))
  const day = (on: string | undefined) => (on === undefined ? t('unknown') : <DateTime lang={lang} at={on} only="date" />)
  return (
    <DataTable
      lang={lang}
      caption={t('instrument')}
      columns={[
        {
          key: 'instrument',
          header: t('instrument'),
          names: true,
          cell: (row) => (
            <>
              <Bdi>{nameIn(lang, row.names)}</Bdi> <Code>{row.id}</Code>
            </>
          ),
        },
        { key: 'status', header: t('status'), cell: (row) => t(said.get(row.id)?.status ?? 'unknown') },
        { key: 'in-force', header: t('in-force'), cell: (row) => day(said.get(row.id)?.inForceOn) },
        { key: 'as-of', header: t('as-of'), cell: (row) => day(said.get(row.id)?.asOf) },
        { key: 'source', header: t('source'), cell: (row) => <Bdi>{said.get(row.id)?.source ?? t('unknown')}</Bdi> },
      ]}
      rows={register.instruments}
      rowKey={(row) => row.id}
    />
  )
}
