import { Bdi, InsetText } from '@comity/ui'
import { formatDateTime } from '@comity/i18n'
import type { OnDraft } from '../../contract.ts'
import type { View } from '../view.ts'

/** Who else has the draft open, and that nothing is lost by it. */
export function Others({ view: { lang, say, zone }, others }: { readonly view: View; readonly others: readonly OnDraft[] }) {
  if (others.length === 0) return null
  return (
    <InsetText tone="info">
      <p>
        <strong>{say('presence.title')}</strong>
      </p>
      <ul>
        {others.map(({ personName, seenAt }) => (
          <li key={`${personName} ${seenAt}`}>
            <Bdi>{say('presence.seen', { name: personName, time: formatDateTime(lang, seenAt, zone) })}</Bdi>
          </li>
        ))}
      </ul>
      <p class="hint">{say('presence.hint')}</p>
    </InsetText>
  )
}
