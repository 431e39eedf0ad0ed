import type { Lang } from '@comity/i18n'
import { Bdi, DataTable, DateTime, EmptyState, FilterBar, PageHeading, SelectField, Tag, Tabs } from '@comity/ui'
import { confirmationStandings, type Confirmation, type State } from '../contract.ts'
import { directoryText } from '../messages.ts'
import { nameIn } from '../pages/words.ts'
import { confirmationTones } from './entry-view.tsx'
import { contentText } from './texts.ts'

/** Entries on one page. */
export const CONFIRMATIONS_PAGE = 50

export interface ConfirmationFilter {
  readonly standing?: Confirmation['standing'] | undefined
  readonly state?: string | undefined
}

interface Props {
  readonly lang: Lang
  readonly filter: ConfirmationFilter
  /** Of the State that is chosen, or of all: whichever their standing is. */
  readonly all: readonly Confirmation[]
  readonly states: readonly State[]
  readonly skip: number
}

/** `/directory/confirmations`: when each entry was confirmed last, and who is late, the longest first. */
export function ConfirmationsPage({ lang, filter, all, states, skip }: Props) {
  const t = contentText(lang)
  const rows = all.filter(({ standing }) => filter.standing === undefined || standing === filter.standing)
  const nameOf = new Map(states.map(({ code, names }) => [code, nameIn(lang, names)]))
  const count = (standing: Confirmation['standing']): number => all.filter((one) => one.standing === standing).length
  return (
    <>
      <PageHeading title={t('confirmations')} lead={t('confirmations-lead')} />
      <FilterBar
        lang={lang}
        action="/directory/confirmations"
        clearHref={filter.state === undefined ? undefined : '/directory/confirmations'}
      >
        {filter.standing !== undefined && <input type="hidden" name="standing" value={filter.standing} />}
        <SelectField
          lang={lang}
          name="state"
          label={directoryText(lang)('state')}
          value={filter.state ?? ''}
          options={[
            { value: '', label: t('all') },
            ...states
              .map(({ code }) => ({ value: code, label: nameOf.get(code) ?? code }))
              .toSorted((one, other) => one.label.localeCompare(other.label, lang)),
          ]}
        />
      </FilterBar>
      <Tabs
        lang={lang}
        label={t('confirmations')}
        items={[undefined, ...confirmationStandings.toReversed()].map((standing) => ({
          href: addressOf({ ...filter, standing }),
          label: standing === undefined ? t('all') : t(standing),
          count: standing === undefined ? all.length : count(standing),
          current: filter.standing === standing,
        }))}
      />
      <DataTable<Confirmation>
        lang={lang}
        caption={t('confirmations')}
        hideCaption
        columns={[
          {
            key: 'authority',
            header: t('names'),
            names: true,
            cell: (row) => (
              <a href={`/directory/${row.authorityId}`}>
                <Bdi>{nameIn(lang, row.names)}</Bdi>
              </a>
            ),
          },
          { key: 'state', header: directoryText(lang)('state'), cell: (row) => <Bdi>{nameOf.get(row.state) ?? row.state}</Bdi> },
          { key: 'confirmed', header: t('confirmed'), cell: (row) => <DateTime lang={lang} at={row.confirmedOn} only="date" /> },
          {
            key: 'standing',
            header: t('status'),
            cell: (row) => (
              <>
                <Tag tone={confirmationTones[row.standing]}>{t(row.standing)}</Tag> {t('days-ago', { days: row.days })}
              </>
            ),
          },
          { key: 'reminded', header: t('reminded'), cell: (row) => t(row.onNetwork ? 'reminded-by-node' : 'reminded-by-keeper') },
        ]}
        rows={rows.slice(skip, skip + CONFIRMATIONS_PAGE)}
        rowKey={(row) => row.authorityId}
        total={rows.length}
        paging={{
          ...(skip > 0 ? { previousHref: addressOf(filter, { skip: Math.max(0, skip - CONFIRMATIONS_PAGE) }) } : {}),
          ...(skip + CONFIRMATIONS_PAGE < rows.length
            ? { nextHref: addressOf(filter, { skip: skip + CONFIRMATIONS_PAGE }) }
            : {}),
        }}
        exports={{ csvHref: addressOf(filter, {}, '/directory/confirmations.csv') }}
        empty={<EmptyState title={t(filter.standing === 'late' ? 'nobody-late' : 'no-entries')} />}
      />
    </>
  )
}

function addressOf(
  filter: ConfirmationFilter,
  { skip = 0 }: { readonly skip?: number } = {},
  path = '/directory/confirmations',
): string {
  const query = new URLSearchParams()
  if (filter.standing !== undefined) query.set('standing', filter.standing)
  if (filter.state !== undefined) query.set('state', filter.state)
  if (skip > 0) query.set('skip', String(skip))
  return query.size === 0 ? path : `${path}?${query}`
}
