import type { Lang } from '@comity/i18n'
import { CheckboxGroup, Details, Fieldset, SelectField, TextArea, TextField } from '@comity/ui'
import type { Fields } from '../../content/entry-form.ts'
import { contentText } from '../../content/texts.ts'
import { forms, measureKinds, offenceKinds, type State } from '../../contract.ts'
import { findingText } from '../../finding/texts.ts'
import { directoryText } from '../../messages.ts'
import { nameIn } from '../../pages/words.ts'
import { letterText } from '../texts.ts'

interface NewDesignationProps {
  readonly lang: Lang
  /** Which of the form's designations it is, counted from 0. */
  readonly place: number
  readonly states: readonly Pick<State, 'code' | 'names'>[]
  /** The State that most designations are for: the authority's own. */
  readonly territory: string | undefined
  readonly summary: string
  readonly open: boolean
  /** What was typed before, where it did not hold. */
  readonly typed?: Fields
}

/** The fields of a designation that is not there yet. Without a form of cooperation it stays away. */
export function NewDesignation({ lang, place, states, territory, summary, open, typed = {} }: NewDesignationProps) {
  const t = letterText(lang)
  const c = contentText(lang)
  const d = directoryText(lang)
  const name = (field: string): string => `d.${place}.${field}`
  const typedIn = (field: string): string => [typed[name(field)] ?? ''].flat().join(' ')
  const chosen = (field: string): string[] => [typed[name(field)] ?? []].flat()
  const choice = (yes: string, no: string) => [
    { value: 'unknown', label: c('unknown') },
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
  const formOptions = [{ value: '', label: t('none') }, ...forms.map((value) => ({ value, label: d(`form-${value}`) }))]
  const stateOptions = states.map(({ code, names }) => ({ value: code, label: nameIn(lang, names) }))
  const offences = offenceKinds.map((value) => ({ value, label: findingText(lang)(`offence-${value}`) }))
  const measures = measureKinds.map((value) => ({ value, label: findingText(lang)(`measure-${value}`) }))
  return (
    <Details summary={summary} open={open}>
      <p class="hint">{t('designation-hint')}</p>
      <Fieldset legend={summary}>
        <SelectField lang={lang} name={name('form')} label={t('form')} value={typedIn('form')} options={formOptions} optional />
        <TextField
          lang={lang}
          name={name('instrument')}
          label={t('instrument')}
          hint={t('instrument-hint')}
          value={typedIn('instrument') || 'UNCAC'}
          maxLength={80}
          dir="ltr"
          optional
        />
        <SelectField
          lang={lang}
          name={name('territory')}
          label={t('territory')}
          value={typedIn('territory') || territory}
          options={territory === undefined ? [{ value: '', label: t('none') }, ...stateOptions] : stateOptions}
        />
        <TextField
          lang={lang}
          name={name('languages')}
          label={d('accepts-languages')}
          hint={t('languages-hint')}
          value={typedIn('languages')}
          maxLength={100}
          dir="ltr"
          optional
        />
        <SelectField
          lang={lang}
          name={name('electronic')}
          label={d('electronic')}
          value={typedIn('electronic') || 'unknown'}
          options={choice(d('electronic-yes'), d('electronic-no'))}
        />
        <SelectField
          lang={lang}
          name={name('interpol')}
          label={d('urgent')}
          value={typedIn('interpol') || 'unknown'}
          options={choice(d('urgent-yes'), d('urgent-no'))}
        />
        <CheckboxGroup
          lang={lang}
          name={name('offences')}
          label={c('offences')}
          values={chosen('offences')}
          options={offences}
          inline
          optional
        />
        <CheckboxGroup
          lang={lang}
          name={name('measures')}
          label={c('measures')}
          values={chosen('measures')}
          options={measures}
          inline
          optional
        />
        <TextArea
          lang={lang}
          name={name('remarks')}
          label={c('remarks')}
          value={typedIn('remarks')}
          rows={2}
          maxLength={2000}
          optional
        />
      </Fieldset>
    </Details>
  )
}
