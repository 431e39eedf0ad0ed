import { Button, ButtonRow, Details, Form, RadioGroup, TextField } from '@comity/ui'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'
import { keptFilterOf, type Direction, type ListQuery } from './list-query.ts'
import type { Staff } from './people.ts'

interface SaveFilterProps {
  readonly view: View
  readonly direction: Direction
  readonly query: ListQuery
  readonly staff: Staff
  /** The units that the reader belongs to. */
  readonly units: readonly string[]
  readonly error?: string | undefined
  readonly name?: string | undefined
  readonly unit?: string | undefined
}

/** Keeps the filter that is shown under a name, for oneself or a unit. */
export function SaveFilter({ view: { lang, csrf }, direction, query, staff, units, error, name, unit }: SaveFilterProps) {
  const t = sayOfWork(lang)
  const own = staff.units.filter(({ value }) => units.includes(value))
  const kept = Object.entries(keptFilterOf(query)).map(([key, value]) => [key, String(value)] as const)
  return (
    <Details summary={t('saved.save')} open={error !== undefined}>
      <Form lang={lang} csrf={csrf} action="/requests/filters">
        <input type="hidden" name="direction" value={direction} />
        {kept.map(([key, value]) => (
          <input key={key} type="hidden" name={`filter.${key}`} value={value} />
        ))}
        <TextField lang={lang} name="name" label={t('saved.name')} maxLength={80} width="medium" error={error} value={name} />
        {own.length > 0 && (
          <RadioGroup
            lang={lang}
            name="for"
            label={t('saved.for')}
            value={unit ?? 'me'}
            options={[
              { value: 'me', label: t('saved.me') },
              ...own.map(({ value, label }) => ({ value, label: t('saved.unit', { name: label }) })),
            ]}
          />
        )}
        <ButtonRow>
          <Button kind="secondary">{t('saved.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
