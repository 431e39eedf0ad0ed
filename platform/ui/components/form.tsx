import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'

/** What `Form` takes. */
export interface FormProps {
  readonly lang: Lang
  readonly action: string
  /** The session's token, sent as the hidden field `csrf`. */
  readonly csrf: string
  readonly id?: string
  /** Where to POST the form as it is typed (header `x-comity-autosave: 1`); the answer is any 2xx. */
  readonly autosaveUrl?: string
  /** Set where the form carries `FileField`s. */
  readonly encoding?: 'multipart'
  readonly children: ComponentChildren
}

/** A form that posts. Without JavaScript it saves on its button; with it, also as one types when `autosaveUrl` is given. */
export function Form({ lang, action, csrf, id, autosaveUrl, encoding, children }: FormProps) {
  const t = uiText(lang)
  return (
    <form
      class="form"
      method="post"
      action={action}
      id={id}
      novalidate
      data-autosave={autosaveUrl}
      data-guard
      enctype={encoding === 'multipart' ? 'multipart/form-data' : undefined}
      data-saved={t('saved-at', { time: '{time}' })}
      data-saving={t('saving')}
      data-not-saved={t('not-saved')}
    >
      <input type="hidden" name="csrf" value={csrf} />
      {children}
      {autosaveUrl !== undefined && <p class="save-state" role="status" data-save-state />}
    </form>
  )
}

/** Weight of a button: one primary in a view; danger for what cannot be undone. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'link'

/** What `Button` takes. */
export interface ButtonProps {
  readonly kind?: ButtonKind
  readonly name?: string
  readonly value?: string
  /** Makes it a link that looks like a button. */
  readonly href?: string
  /** Opens the dialog with this id; give `href` too, for those without JavaScript. */
  readonly opens?: string
  /** Id of the form it submits, where it stands outside. */
  readonly form?: string
  readonly formAction?: string
  readonly disabled?: boolean
  readonly children: ComponentChildren
}

/** A button that submits its form, or, with `href`, a link that looks like one. */
export function Button({ kind = 'primary', href, opens, name, value, form, formAction, disabled, children }: ButtonProps) {
  const look = kind === 'link' ? 'button link-like' : `button ${kind}`
  if (href !== undefined)
    return (
      <a class={look} href={href} data-opens={opens}>
        {children}
      </a>
    )
  return (
    <button class={look} type="submit" name={name} value={value} form={form} formaction={formAction} disabled={disabled}>
      {children}
    </button>
  )
}

/** Buttons in a row, the main one first. */
export function ButtonRow({ children }: { readonly children: ComponentChildren }) {
  return <div class="button-row">{children}</div>
}

/** What `ErrorSummary` takes. */
export interface ErrorSummaryProps {
  readonly lang: Lang
  /** `path` is the name of the field, which is also its id; `message` a text in the user's language. */
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** Everything that is wrong with the form below, each a link to its field. Nothing when there is nothing. */
export function ErrorSummary({ lang, problems }: ErrorSummaryProps) {
  if (problems.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} data-focus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{uiText(lang)('error-summary')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.path}>{problem.path === '' ? problem.message : <a href={`#${problem.path}`}>{problem.message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

/** What `Dialog` takes. */
export interface DialogProps {
  readonly lang: Lang
  /** What `Button opens` names. */
  readonly id: string
  readonly title: string
  readonly children: ComponentChildren
}

/**
 * A native modal dialog, opened by a `Button` with `opens` and an `href` to a page that asks the same without JavaScript.
 * Put the acting form inside.
 */
export function Dialog({ lang, id, title, children }: DialogProps) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <form method="dialog">
        <button class="bare" type="submit">
          {uiText(lang)('close')}
        </button>
      </form>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </dialog>
  )
}
