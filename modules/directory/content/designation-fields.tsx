import type { Lang } from '@comity/i18n'
import { CheckboxGroup, Details, Fieldset, SelectField, TextArea, TextField } from '@comity/ui'
import { channels, formalities, forms, measureKinds, offenceKinds, type Designation } from '../contract.ts'
import { findingText } from '../finding/texts.ts'
import { directoryText } from '../messages.ts'
import { contentText } from './texts.ts'

interface DesignationProps {
  readonly lang: Lang
  /** Null for one that is not there yet. */
  readonly one: Designation | null
  readonly place: number
}

/** One designation in the edit form: its terms, and that it ends; a further one where there is none yet. */
export function DesignationFields({ lang, one, place }: DesignationProps) {
  const t = contentText(lang)
  const d = directoryText(lang)
  if (one !== null)
    return (
      <Fieldset legend={`${d(`form-${one.form}`)} · ${one.instrument} · ${one.territory}`}>
        <Terms lang={lang} one={one} place={place} />
        <CheckboxGroup
          lang={lang}
          name={`d.${place}.end`}
          label={t('status')}
          options={[{ value: 'yes', label: t('end-designation') }]}
        />
      </Fieldset>
    )
  const kinds = [{ value: '', label: t('no-new-designation') }, ...forms.map((value) => ({ value, label: d(`form-${value}`) }))]
  return (
    <Details summary={t('new-designation')}>
      <SelectField lang={lang} name={`d.${place}.form`} label={d('form')} options={kinds} optional />
      <TextField
        lang={lang}
        name={`d.${place}.instrument`}
        label={d('instrument')}
        value="UNCAC"
        maxLength={80}
        dir="ltr"
        optional
      />
      <TextField lang={lang} name={`d.${place}.territory`} label={d('territory')} maxLength={2} dir="ltr" optional />
      <Terms lang={lang} one={null} place={place} />
    </Details>
  )
}

function Terms({ lang, one, place }: DesignationProps) {
  const t = contentText(lang)
  const d = directoryText(lang)
  const name = (field: string): string => `d.${place}.${field}`
  const said = (value: boolean | undefined): string => (value === undefined ? 'unknown' : value ? 'yes' : 'no')
  const choice = (yes: string, no: string) => [
    { value: 'unknown', label: t('unknown') },
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
  return (
    <>
      <TextField
        lang={lang}
        name={name('languages')}
        label={d('accepts-languages')}
        value={one?.languages.join(' ')}
        maxLength={100}
        dir="ltr"
        optional={one === null}
      />
      <SelectField
        lang={lang}
        name={name('electronic')}
        label={d('electronic')}
        value={said(one?.electronicAcceptance)}
        options={choice(d('electronic-yes'), d('electronic-no'))}
      />
      <SelectField
        lang={lang}
        name={name('interpol')}
        label={d('urgent')}
        value={said(one?.urgentByInterpol)}
        options={choice(d('urgent-yes'), d('urgent-no'))}
      />
      <Sets lang={lang} one={one} place={place} />
      <TextArea lang={lang} name={name('remarks')} label={t('remarks')} value={one?.remarks} rows={2} maxLength={2000} optional />
    </>
  )
}

/** What a designation names out of closed sets. */
function Sets({ lang, one, place }: DesignationProps) {
  const t = contentText(lang)
  const words = findingText(lang)
  const sets = [
    {
      field: 'offences' as const,
      hint: t('all-hint'),
      values: one?.offences,
      options: offenceKinds.map((value) => ({ value, label: words(`offence-${value}`) })),
    },
    {
      field: 'measures' as const,
      hint: t('all-hint'),
      values: one?.measures,
      options: measureKinds.map((value) => ({ value, label: words(`measure-${value}`) })),
    },
    {
      field: 'channels' as const,
      hint: t('unknown-hint'),
      values: one?.channels?.map(({ channel }) => channel),
      options: channels.map((value) => ({ value, label: words(`channel-${value}`) })),
    },
    {
      field: 'formalities' as const,
      hint: t('unknown-hint'),
      values: one?.formalities?.map(({ formality }) => formality),
      options: formalities.map((value) => ({ value, label: words(`formality-${value}`) })),
    },
  ]
  return (
    <>
      {sets.map(({ field, hint, values, options }) => (
        <Details key={field} summary={t(field)}>
          <CheckboxGroup
            lang={lang}
            name={`d.${place}.${field}`}
            label={t(field)}
            hint={hint}
            values={values ?? []}
            options={options}
          />
        </Details>
      ))}
    </>
  )
}
