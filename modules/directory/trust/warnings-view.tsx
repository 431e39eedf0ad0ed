import type { Lang } from '@comity/i18n'
import { InsetText } from '@comity/ui'
import type { EntryWarning } from '../contract.ts'
import { trustText } from './texts.ts'

/** What a person should look at twice before they admit an entry; nothing where there is nothing. */
export function WarningsView({ lang, warnings }: { readonly lang: Lang; readonly warnings: readonly EntryWarning[] }) {
  if (warnings.length === 0) return null
  const t = trustText(lang)
  return (
    <InsetText tone="warning">
      <strong>{t('warnings')}</strong>
      <ul>
        {warnings.map(({ kind, text, other }) => (
          <li key={`${kind} ${text} ${other}`}>{t(`warn-${kind}`, { text, other })}</li>
        ))}
      </ul>
    </InsetText>
  )
}
