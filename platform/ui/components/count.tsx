import { formatNumber, type Lang } from '@comity/i18n'
import { uiText } from '../messages.ts'

/** What `Count` and `Counted` take; `most` is the bound that was counted to: one more stands for "more than that". */
export interface CountProps {
  readonly lang: Lang
  readonly value: number
  readonly most?: number
}

/** A number beside a heading, such as how many there are. */
export function Count(props: CountProps) {
  return (
    <span class="count">
      <Counted {...props} />
    </span>
  )
}

/** A number that was counted to a bound. */
export function Counted({ lang, value, most }: CountProps) {
  if (most === undefined || value <= most) return <>{formatNumber(lang, value)}</>
  return (
    <>
      <span aria-hidden="true">{formatNumber(lang, most)}+</span>
      <span class="unseen">{uiText(lang)('more-than', { count: formatNumber(lang, most) })}</span>
    </>
  )
}
