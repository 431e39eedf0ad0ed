import type { Lang } from '@comity/i18n'
import { type ComponentChildren, h } from 'preact'
import { uiText } from '../messages.ts'

/** What every field has. `name` is also the id, so an `ErrorSummary` entry finds it. */
export interface FieldProps {
  readonly lang: Lang
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  /** Marks the field as optional beside its label; others are required. */
  readonly optional?: boolean
  readonly disabled?: boolean
}

/** Width of a field by what it holds. */
export type FieldWidth = 'short' | 'medium' | 'full'

/** Attributes that tie a control to its hint and error. */
function ties({ name, hint, error, disabled }: FieldProps) {
  const told = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    disabled,
    'aria-describedby': told === '' ? undefined : told,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  }
}

function Frame({ field, children }: { readonly field: FieldProps; readonly children: ComponentChildren }) {
  return (
    <div class={field.error === undefined ? 'field' : 'field wrong'}>
      <label for={field.name}>
        {field.label}
        <Optional field={field} />
      </label>
      <Told field={field} />
      {children}
    </div>
  )
}

function Optional({ field }: { readonly field: FieldProps }) {
  return field.optional === true ? <span class="optional"> ({uiText(field.lang)('optional')})</span> : null
}

function Told({ field: { lang, name, hint, error } }: { readonly field: FieldProps }) {
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${name}-error`}>
          <span class="unseen">{uiText(lang)('error')} </span>
          {error}
        </p>
      )}
    </>
  )
}

/** What `TextField` takes. */
export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'number'
  readonly width?: FieldWidth
  readonly maxLength?: number
  /** An autocomplete token (WCAG 1.3.5); `off` by default, since most fields are about others. */
  readonly autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'email' | 'name'
  /** `ltr` for codes, numbers, addresses. */
  readonly dir?: 'ltr' | 'auto'
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, type = 'text', width = 'full', maxLength, autocomplete = 'off', dir = 'auto' } = props
  return (
    <Frame field={props}>
      {/* h(), since JSX wants the type as a single literal. */}
      {h('input', { class: width, type, value, maxLength, autocomplete, dir, ...ties(props) })}
    </Frame>
  )
}

/** What `TextArea` takes. */
export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined
  readonly rows?: number
  /** Shows how many characters are left; the server decides. */
  readonly maxLength?: number
  /** The language that is written in it, where that is known; readers aloud and spelling follow it. */
  readonly textLanguage?: string
  /** The direction of that language; by the text itself where it is not given. */
  readonly dir?: 'ltr' | 'rtl'
}

/** Several lines of text, with a counter when it has a limit. */
export function TextArea(props: TextAreaProps) {
  const { lang, name, value, rows = 5, maxLength, textLanguage, dir } = props
  const t = uiText(lang)
  return (
    <Frame field={props}>
      <textarea rows={rows} lang={textLanguage} dir={dir ?? 'auto'} data-limit={maxLength} {...ties(props)} value={value} />
      {maxLength !== undefined && (
        <p class="hint counter">
          {t('characters-limit', { count: maxLength })} <bdi dir="ltr" data-counts={name} />
        </p>
      )}
    </Frame>
  )
}

/** One choice; `hint` explains it where labels alone do not. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly disabled?: boolean
}

/** What `SelectField` takes. */
export interface SelectFieldProps extends FieldProps {
  readonly value?: string | undefined
  readonly options: readonly Option[]
  readonly width?: FieldWidth
}

/** One of many; where none is the empty value, a first one asks to choose. For up to six choices take `RadioGroup`. */
export function SelectField(props: SelectFieldProps) {
  const { lang, value: chosen = '', options, width = 'medium' } = props
  return (
    <Frame field={props}>
      <select class={width} {...ties(props)}>
        {!options.some((option) => option.value === '') && (
          <option value="" selected={chosen === ''}>
            {uiText(lang)('choose')}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** A day, by the browser's own calendar; the value is `2026-11-23`. */
export function DateField(
  props: FieldProps & { readonly value?: string | undefined; readonly min?: string; readonly max?: string },
) {
  return (
    <Frame field={props}>
      <input class="short" type="date" value={props.value} min={props.min} max={props.max} {...ties(props)} />
    </Frame>
  )
}

/** Files to upload; its `Form` needs `encoding="multipart"`. */
export function FileField(
  props: FieldProps & { readonly accept?: string; readonly multiple?: boolean; readonly maxBytes?: number },
) {
  return (
    <Frame field={props}>
      <input type="file" accept={props.accept} multiple={props.multiple} data-max-bytes={props.maxBytes} {...ties(props)} />
    </Frame>
  )
}

/** What `RadioGroup` takes. */
export interface RadioGroupProps extends FieldProps {
  readonly value?: string | undefined
  readonly options: readonly Option[]
  readonly inline?: boolean
}

/** One of a few. */
export function RadioGroup(props: RadioGroupProps) {
  return (
    <Choices
      field={props}
      type="radio"
      options={props.options}
      chosen={props.value === undefined ? [] : [props.value]}
      inline={props.inline ?? false}
    />
  )
}

/** What `CheckboxGroup` takes. */
export interface CheckboxGroupProps extends FieldProps {
  readonly values?: readonly string[] | undefined
  readonly options: readonly Option[]
  readonly inline?: boolean
}

/** Any of a few. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  return (
    <Choices field={props} type="checkbox" options={props.options} chosen={props.values ?? []} inline={props.inline ?? false} />
  )
}

interface ChoicesProps {
  readonly field: FieldProps
  readonly type: 'radio' | 'checkbox'
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly inline: boolean
}

function Choices({ field, type, options, chosen, inline }: ChoicesProps) {
  const { 'aria-describedby': describedby } = ties(field)
  return (
    <fieldset
      class={field.error === undefined ? 'field' : 'field wrong'}
      id={field.name}
      tabIndex={-1}
      aria-describedby={describedby}
      disabled={field.disabled}
    >
      <legend>
        {field.label}
        <Optional field={field} />
      </legend>
      <Told field={field} />
      <div class={inline ? 'choices inline' : 'choices'}>
        {options.map((option) => {
          const id = `${field.name}-${option.value}`
          return (
            <div class="choice" key={option.value}>
              <input
                type={type}
                id={id}
                name={field.name}
                value={option.value}
                checked={chosen.includes(option.value)}
                disabled={option.disabled}
                aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
              />
              <label for={id}>{option.label}</label>
              {option.hint !== undefined && (
                <p class="hint" id={`${id}-hint`}>
                  {option.hint}
                </p>
              )}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

/** Fields that belong together, under one legend. */
export function Fieldset({
  legend,
  hint,
  children,
}: {
  readonly legend: string
  readonly hint?: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <fieldset class="group">
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}
