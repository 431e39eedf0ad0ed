import type { Viewer } from '@comity/accounts/contract'
import { peerFacts } from '@comity/directory/server'
import type { Lang } from '@comity/i18n'
import { Bdi, Details, EmptyState, InsetText } from '@comity/ui'
import type { VNode } from 'preact'
import type { Clock } from '../contract.ts'
import { listClocks } from '../operations/list-clocks.ts'
import { ClockTable } from './clock-table.tsx'
import { readingOf, viewOf, type Place, type View } from './view.ts'

/** Most clocks that the panel of a request shows; its page of deadlines has them all. */
const shown = 50

/** The clocks of a request for its page; null for whom they are nothing. Where the other side is late, how else it can be reached. */
export async function clockPanel(
  place: Place,
  call: { readonly lang: Lang; readonly viewer: Viewer },
  requestId: string,
): Promise<VNode | null> {
  const view = await viewOf(place.node, call)
  if (!view.may('read')) return null
  const { clocks } = await listClocks(readingOf(place, call.viewer), { requestId, limit: shown })
  const late = clocks.find(({ owner, state }) => owner === 'them' && state === 'overdue')
  const peer = late === undefined || late.counterpart === null ? null : await peerFacts(place.node.db, late.counterpart)
  const contact = peer === null ? [] : [peer.authority.email, peer.authority.phone].filter((one) => one !== undefined)
  return <ClockPanel view={view} clocks={clocks} contact={contact} />
}

interface ClockPanelProps {
  readonly view: View
  readonly clocks: readonly Clock[]
  readonly contact: readonly string[]
}

function ClockPanel({ view, clocks, contact }: ClockPanelProps) {
  const { say } = view
  const going = clocks.filter(({ metAt, endedAt }) => metAt === null && endedAt === null)
  const past = clocks.filter((clock) => !going.includes(clock))
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{say('title')}</h2>
      {contact.length > 0 && (
        <InsetText tone="warning">
          {say('contact')}: <Bdi>{contact.join(' · ')}</Bdi>
        </InsetText>
      )}
      {going.length === 0 ? <EmptyState title={say('panel.empty')} /> : <ClockTable view={view} clocks={going} ofRequest />}
      {past.length > 0 && (
        <Details summary={say('panel.past', { count: past.length })}>
          <ClockTable view={view} clocks={past} ofRequest />
        </Details>
      )}
    </section>
  )
}
