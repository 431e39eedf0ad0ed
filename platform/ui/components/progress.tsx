import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'
import type { Side } from './timeline.tsx'

/** One named state of a way: behind us, where we are, ahead, or where it ended early. */
export interface Step {
  readonly label: string
  readonly state: 'done' | 'current' | 'next' | 'stopped'
  /** A date or a remark under the label. */
  readonly note?: ComponentChildren
  readonly href?: string
}

/** The steps of one way, such as the parts of a long form. */
export function StepIndicator({
  lang,
  label,
  steps,
}: {
  readonly lang: Lang
  readonly label: string
  readonly steps: readonly Step[]
}) {
  const t = uiText(lang)
  const words = { done: t('done'), current: t('current'), next: t('to-come'), stopped: t('stopped') }
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} class={`step ${step.state}`} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span class="step-name">{step.href === undefined ? step.label : <a href={step.href}>{step.label}</a>}</span>
          <span class="unseen"> ({words[step.state]})</span>
          {step.note !== undefined && <span class="step-note">{step.note}</span>}
        </li>
      ))}
    </ol>
  )
}

/** One side of a request: who it is, and how far it came. */
export interface Track {
  readonly name: string
  readonly steps: readonly Step[]
}

/** The two ways of a request side by side: ours and the counterpart's. */
export function ProgressOnBothSides({
  lang,
  ours,
  theirs,
}: {
  readonly lang: Lang
  readonly ours: Track
  readonly theirs: Track
}) {
  return (
    <div class="both-sides">
      <Way lang={lang} side="ours" track={ours} />
      <Way lang={lang} side="theirs" track={theirs} />
    </div>
  )
}

function Way({ lang, side, track }: { readonly lang: Lang; readonly side: Side; readonly track: Track }) {
  return (
    <div class={`way ${side}`}>
      <p class="way-name">
        <span class="way-side">{uiText(lang)(side)}</span> <bdi>{track.name}</bdi>
      </p>
      <StepIndicator lang={lang} label={track.name} steps={track.steps} />
    </div>
  )
}
