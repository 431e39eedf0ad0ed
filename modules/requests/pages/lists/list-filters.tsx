import { CheckboxGroup, DateField, Details, FilterBar, SelectField, TextField, type Option } from '@comity/ui'
import { incomingStates, measureKinds, outgoingStates, requestSorts } from '../../contract.ts'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'
import { isFiltered, type Direction, type ListQuery } from './list-query.ts'
import type { Staff } from './people.ts'

interface ListFiltersProps {
  readonly view: View
  readonly direction: Direction
  readonly query: ListQuery
  readonly names: ReadonlyMap<string, string>
  readonly staff: Staff
}

/** What a list is narrowed by: what is wanted most in one row, the rest behind native details. */
export function ListFilters({ view: { lang, say }, direction, query, names, staff }: ListFiltersProps) {
  const t = sayOfWork(lang)
  const select = (name: keyof ListQuery, label: string, options: readonly Option[]) => (
    <SelectField lang={lang} name={name} label={label} value={query[name]} options={options} />
  )
  const states = direction === 'outgoing' ? outgoingStates : incomingStates
  const { unit, measure, dueBefore, mine, open, counterpart } = query
  return (
    <FilterBar
      lang={lang}
      action={`/requests/${direction}`}
      clearHref={isFiltered(query) ? `/requests/${direction}?view=all` : undefined}
    >
      <TextField lang={lang} name="text" label={say('filter.text')} value={query.text} type="search" width="medium" />
      {select(
        'state',
        say('field.state'),
        states.map((value) => ({ value, label: say(`state.${value}`) })),
      )}
      {select('assignee', say('field.assignee'), [{ value: 'nobody', label: say('assign.nobody') }, ...staff.officers])}
      {select('sort', say('filter.sort'), [
        { value: '', label: t('sort.usual') },
        ...requestSorts.map((value) => ({ value, label: say(`sort.${value}`) })),
      ])}
      <Details
        summary={t('list.more')}
        open={[unit, measure, dueBefore, mine, open, counterpart].some((value) => value !== undefined && value !== '')}
      >
        <div class="filters">
          {select(
            'counterpart',
            say('field.counterpart'),
            [...names].map(([value, label]) => ({ value, label })),
          )}
          {select('unit', say('field.unit'), [{ value: 'office', label: say('assign.wholeOffice') }, ...staff.units])}
          {select(
            'measure',
            t('filter.measure'),
            measureKinds.map((value) => ({ value, label: say(`measure.${value}`) })),
          )}
          <DateField lang={lang} name="dueBefore" label={t('filter.dueBefore')} value={query.dueBefore} />
          <Only lang={lang} name="mine" label={t('filter.onlyMine')} value={query.mine} />
          <Only lang={lang} name="open" label={t('filter.onlyOpen')} value={query.open} />
        </div>
      </Details>
    </FilterBar>
  )
}

interface OnlyProps {
  readonly lang: View['lang']
  readonly name: 'mine' | 'open'
  readonly label: string
  readonly value: string | undefined
}

function Only({ lang, name, label, value }: OnlyProps) {
  return (
    <CheckboxGroup
      lang={lang}
      name={name}
      label={sayOfWork(lang)('filter.show')}
      values={value === 'yes' ? ['yes'] : []}
      options={[{ value: 'yes', label }]}
    />
  )
}
