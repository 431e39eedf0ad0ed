import type { Problem } from '@comity/errors'
import { languages, type Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, ErrorSummary, Fieldset, Form, PageHeading, SelectField, TextField } from '@comity/ui'
import { channels, dateOrders, importFields, type Import } from '../../contract.ts'
import { sayOfExport } from '../../export/texts.ts'
import { sayOfImport } from '../../import/texts.ts'
import { sayIn } from '../texts.ts'

export interface MappingFormProps {
  readonly lang: Lang
  readonly csrf: string
  readonly shown: Import
  readonly problems: readonly Problem[]
}

/** What each column means, beside what stands in it; then what holds for every row. */
export function MappingForm({ lang, csrf, shown, problems }: MappingFormProps) {
  const say = sayOfImport(lang)
  const wrong = (name: string) => problems.find(({ path }) => path === name)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={<Bdi>{shown.fileName}</Bdi>} title={say('mapping')} lead={say('mapping.lead')} />
      <Form lang={lang} action={`/requests/import/${shown.id}/mapping`} csrf={csrf}>
        {shown.header.map((heading, at) => (
          <SelectField
            key={at}
            lang={lang}
            name={`column-${at}`}
            label={heading === '' ? `${say('column')} ${at + 1}` : heading}
            hint={<Bdi>{sampleOf(shown, at)}</Bdi>}
            error={wrong(`column-${at}`)}
            optional
            value={shown.mapping.columns[at] ?? undefined}
            options={importFields.map((value) => ({ value, label: say(`field.${value}`) }))}
          />
        ))}
        <Defaults lang={lang} shown={shown} wrong={wrong} />
        <ButtonRow>
          <Button>{say('check')}</Button>
          <Button kind="secondary" href="/requests/import">
            {sayIn(lang)('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function sampleOf({ sample }: Import, at: number): string {
  const cells = sample.map((row) => (row[at] ?? '').slice(0, 60)).filter((cell) => cell.trim() !== '')
  return cells.length === 0 ? '–' : cells.join(' · ')
}

interface DefaultsProps {
  readonly lang: Lang
  readonly shown: Import
  readonly wrong: (name: string) => string | undefined
}

function Defaults({ lang, shown: { mapping }, wrong }: DefaultsProps) {
  const say = sayOfImport(lang)
  const common = sayIn(lang)
  const field = (name: string, label: string) => ({ lang, name, label, error: wrong(name), optional: true })
  return (
    <Fieldset legend={say('defaults')} hint={say('defaults.lead')}>
      <SelectField
        {...field('direction', say('direction'))}
        value={mapping.direction ?? undefined}
        options={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: common(`direction.${value}`) }))}
      />
      <SelectField
        {...field('channel', say('field.channel'))}
        value={mapping.channel ?? undefined}
        options={channels
          .filter((channel) => channel !== 'network')
          .map((value) => ({ value, label: sayOfExport(lang)(`channel.${value}`) }))}
      />
      <TextField {...field('counterpartName', say('field.counterpartName'))} value={mapping.counterpartName ?? undefined} />
      <TextField
        {...field('counterpartState', say('field.counterpartState'))}
        hint="ISO 3166: FR, XA"
        width="short"
        value={mapping.counterpartState ?? undefined}
      />
      <SelectField
        {...field('dateOrder', say('dateOrder'))}
        optional={false}
        value={mapping.dateOrder}
        options={dateOrders.map((value) => ({ value, label: say(value) }))}
      />
      <SelectField
        {...field('language', say('language'))}
        value={mapping.language ?? undefined}
        options={languages.map(({ code }) => ({ value: code, label: common(`language.${code}`) }))}
      />
    </Fieldset>
  )
}
