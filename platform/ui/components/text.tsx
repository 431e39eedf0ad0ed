import { formatBytes, formatDate, formatDateTime, formatMoney, type Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'

/** User data in running text: isolated, so that a name in another script cannot re-order the line (UAX #9). */
export function Bdi({ children }: { readonly children: ComponentChildren }) {
  return <bdi>{children}</bdi>
}

/** Codes up to this length fit beside their label at phone width, so their lines never break at a hyphen. */
const WHOLE_CHARACTERS = 24

/** A case number, reference, address or Latin code: always read from left to right; a short one is never broken across lines. */
export function Code({ children }: { readonly children: ComponentChildren }) {
  const short = typeof children === 'string' && children.length <= WHOLE_CHARACTERS
  return (
    <bdi dir="ltr" class={short ? 'code whole' : 'code'}>
      {children}
    </bdi>
  )
}

/** What `Hash` takes. */
export interface HashProps {
  readonly lang: Lang
  /** The whole hash, in hexadecimal. */
  readonly value: string
  /** Characters shown; the rest is in the title and in the copy. */
  readonly length?: number
}

/** A hash, shortened for the eye, whole for the copy button. */
export function Hash({ lang, value, length = 12 }: HashProps) {
  const t = uiText(lang)
  if (value.length <= length) return <Code>{value}</Code>
  return (
    <span class="hash">
      <bdi dir="ltr">
        <code title={value}>{value.slice(0, length)}…</code>
      </bdi>
      <button
        type="button"
        class="copy js-only"
        data-copy={value}
        data-copied={t('copied')}
        aria-label={`${t('copy')} ${value.slice(0, 8)}`}
      >
        {t('copy')}
      </button>
    </span>
  )
}

/** What `DateTime` takes. */
export interface DateTimeProps {
  readonly lang: Lang
  readonly at: Date | string
  /** The viewer's IANA zone; UTC when not given. */
  readonly zone?: string
  /** Set for a day without time. */
  readonly only?: 'date'
}

/** An instant in the viewer's language and zone; UTC is named, since both sides of a request read the same times. The exact instant is in the title. */
export function DateTime({ lang, at, zone = 'UTC', only }: DateTimeProps) {
  const iso = new Date(at).toISOString()
  if (only === 'date') return <time datetime={iso.slice(0, 10)}>{formatDate(lang, at, zone)}</time>
  return (
    <time datetime={iso} title={`${iso.slice(0, 16).replace('T', ' ')} UTC`}>
      {formatDateTime(lang, at, zone)}
      {zone === 'UTC' && (
        <bdi dir="ltr" class="zone">
          {' UTC'}
        </bdi>
      )}
    </time>
  )
}

/** A size in the viewer's language. */
export function Bytes({ lang, value }: { readonly lang: Lang; readonly value: number }) {
  return <bdi class="figures">{formatBytes(lang, value)}</bdi>
}

/** What `Money` takes. */
export interface MoneyProps {
  readonly lang: Lang
  /** A decimal string keeps every digit. */
  readonly amount: string | number | bigint
  /** ISO 4217. */
  readonly currency: string
}

/** An amount of money with its currency code. */
export function Money({ lang, amount, currency }: MoneyProps) {
  return <bdi class="figures">{formatMoney(lang, amount, currency)}</bdi>
}
