import { Bdi, Code, DataTable, InsetText, Tag } from '@comity/ui'
import type { Laggard } from '../../contract.ts'
import { StateTag } from '../content/state-tag.tsx'
import type { View } from '../view.ts'
import type { SayOfMatters } from './matter-scene.ts'

interface LaggardsProps {
  readonly view: View
  readonly t: SayOfMatters
  readonly drafts: readonly Laggard[]
  readonly names: ReadonlyMap<string, string>
}

/** Requests that have not left and say something else than their matter; nothing where all say the same. */
export function Laggards({ view: { lang, say }, t, drafts, names }: LaggardsProps) {
  const differing = drafts.filter(({ behind, ownWords }) => behind + ownWords > 0)
  if (differing.length === 0) return null
  return (
    <section>
      <h2>{t('lag')}</h2>
      {differing.some(({ behind }) => behind > 0) && <InsetText tone="warning">{t('lag.lead')}</InsetText>}
      <DataTable
        lang={lang}
        caption={t('lag')}
        hideCaption
        rows={differing}
        rowKey={({ requestId }) => requestId}
        columns={[
          {
            key: 'draft',
            header: t('exhibit.attachTo'),
            names: true,
            cell: (row) => (
              <>
                <Code>{row.reference}</Code>{' '}
                <Bdi>{row.counterpart === null ? say('none') : (names.get(row.counterpart) ?? row.counterpart)}</Bdi>
              </>
            ),
          },
          { key: 'state', header: say('field.state'), cell: (row) => <StateTag say={say} state={row.state} /> },
          {
            key: 'behind',
            header: t('diff'),
            cell: ({ behind, ownWords }) => (
              <>
                {behind > 0 && <Tag tone="warning">{t('lag.behind', { count: behind })}</Tag>}{' '}
                {ownWords > 0 && <Tag>{t('lag.own', { count: ownWords })}</Tag>}
              </>
            ),
          },
          {
            key: 'compare',
            header: t('actions'),
            cell: ({ requestId, reference }) => (
              <a href={`/requests/${requestId}/differences`}>
                {t('lag.compare')}
                <span class="unseen"> {reference}</span>
              </a>
            ),
          },
        ]}
      />
    </section>
  )
}
