import type { Lang } from '@comity/i18n'
import { Bdi, Code, DataTable, DateTime, EmptyState, InsetText, PageHeading, SearchBar, Tag, type Tone } from '@comity/ui'
import type { LineStanding } from '../core/line.ts'
import { Problem } from '../pages/problem.tsx'
import type { PeerHealth } from '../peers-api.ts'
import { lineText } from './texts.ts'

export interface PeersPageProps {
  readonly lang: Lang
  readonly peers: readonly PeerHealth[]
  readonly total: number
  readonly query: string
  readonly ownListens: boolean
  readonly paging: { readonly previousHref?: string; readonly nextHref?: string }
}

/** `/peers`: every line, the worst first. */
export function PeersPage({ lang, peers, total, query, ownListens, paging }: PeersPageProps) {
  const t = lineText(lang)
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      {!ownListens && <InsetText>{t('own-fetches')}</InsetText>}
      <SearchBar lang={lang} action="/peers" label={t('search')} name="query" value={query} maxLength={100} />
      <DataTable<PeerHealth>
        lang={lang}
        caption={t('title')}
        hideCaption
        rows={peers}
        rowKey={(row) => row.peer}
        total={total}
        paging={paging}
        empty={<EmptyState title={t('none')}>{t('none-hint')}</EmptyState>}
        columns={[
          { key: 'peer', header: t('peer'), cell: (row) => <PeerLink lang={lang} health={row} />, names: true },
          { key: 'standing', header: t('standing'), cell: (row) => <Standing lang={lang} health={row} /> },
          { key: 'seen', header: t('seen'), cell: (row) => <Seen lang={lang} health={row} /> },
          { key: 'queue', header: t('queue'), cell: (row) => <Queue lang={lang} health={row} /> },
          { key: 'next', header: t('next'), cell: (row) => <Instant lang={lang} at={row.nextAttemptAt ?? row.nextFetchAt} /> },
          { key: 'road', header: t('road'), cell: (row) => <RoadWords lang={lang} health={row} /> },
        ]}
      />
    </>
  )
}

interface OfPeer {
  readonly lang: Lang
  readonly health: PeerHealth
}

/** What a peer is called; its id while the directory does not know it. */
export function peerName({ lang, health }: OfPeer): string {
  return health.names[lang] ?? health.names['en'] ?? health.peer
}

function PeerLink({ lang, health }: OfPeer) {
  return (
    <>
      <a href={`/peers/${health.peer}`}>
        <Bdi>{peerName({ lang, health })}</Bdi>
      </a>{' '}
      <Code>{health.peer}</Code>
    </>
  )
}

const tones: Readonly<Record<LineStanding, Tone>> = {
  impossible: 'danger',
  'certificate-ended': 'danger',
  failing: 'danger',
  'not-fetched': 'danger',
  'clock-differs': 'warning',
  'certificate-ending': 'warning',
  paused: 'warning',
  untried: 'neutral',
  good: 'success',
}

export function StandingTag({ lang, standing }: { readonly lang: Lang; readonly standing: LineStanding }) {
  return <Tag tone={tones[standing]}>{lineText(lang)(`standing.${standing}`)}</Tag>
}

function Standing({ lang, health }: OfPeer) {
  return (
    <>
      <StandingTag lang={lang} standing={health.standing} />
      {health.standing === 'failing' && health.problem !== null && (
        <div class="hint">
          <Problem lang={lang} problem={health.problem} />
        </div>
      )}
    </>
  )
}

function Seen({ lang, health }: OfPeer) {
  const seen = [health.heardAt, health.reachedAt].filter((at) => at !== null).toSorted()
  return <Instant lang={lang} at={seen.at(-1) ?? null} />
}

function Queue({ lang, health }: OfPeer) {
  if (health.waiting === 0) return <>0</>
  return (
    <>
      {health.waiting}
      {health.oldestAt !== null && (
        <div class="hint">
          {lineText(lang)('oldest')} <DateTime lang={lang} at={health.oldestAt} />
        </div>
      )}
    </>
  )
}

/** How a line runs, in words. */
export function RoadWords({ lang, health }: OfPeer) {
  const t = lineText(lang)
  return <>{[t(`road.${health.sends}`), ...(health.fetches ? [t('road.fetch')] : [])].join(' · ')}</>
}

/** An instant, or that there was none. */
export function Instant({
  lang,
  at,
  otherwise = '–',
}: {
  readonly lang: Lang
  readonly at: string | null
  readonly otherwise?: string
}) {
  return at === null ? <>{otherwise}</> : <DateTime lang={lang} at={at} />
}
