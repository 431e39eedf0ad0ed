import type { Lang } from '@comity/i18n'
import { Button, Code, DataTable, DateTime, EmptyState, PageHeading, Tag } from '@comity/ui'
import type { DossierSummary } from '../contract.ts'
import { lineText } from '../lines/texts.ts'
import { pouchText } from '../pouch/texts.ts'
import { exchangeText } from '../messages.ts'
import { Problem } from './problem.tsx'
import { Authority, type Words } from './words.tsx'
import type { ListedRefusal, PeerQueue } from '../store/dossier-store.ts'

interface Props {
  readonly words: Words
  readonly queues: readonly PeerQueue[]
  readonly dossiers: readonly DossierSummary[]
  readonly refusals: readonly ListedRefusal[]
  readonly nextHref: string | null
  /** Whether the viewer may open a dossier. */
  readonly opens: boolean
}

/** How the lines to the peers stand, what went over them, and what was turned away. */
export function ExchangePage({ words, queues, dossiers, refusals, nextHref, opens }: Props) {
  const { lang } = words
  const t = exchangeText(lang)
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <Button kind="secondary" href="/peers">
              {lineText(lang)('title')}
            </Button>
            <Button kind="secondary" href="/pouches">
              {pouchText(lang)('title')}
            </Button>
          </>
        }
      />
      <DataTable<PeerQueue>
        lang={lang}
        caption={t('queues')}
        rows={queues}
        rowKey={(row) => row.peer}
        empty={<EmptyState title={t('queues.empty')} />}
        columns={[
          { key: 'peer', header: t('peer'), cell: (row) => <Authority words={words} id={row.peer} />, names: true },
          { key: 'waiting', header: t('waiting'), cell: (row) => row.waiting, align: 'end' },
          {
            key: 'next',
            header: t('next-attempt'),
            cell: (row) => row.nextAttemptAt && <DateTime lang={lang} at={row.nextAttemptAt.toISOString()} />,
          },
          {
            key: 'problem',
            header: t('last-problem'),
            cell: (row) => row.lastProblem && <Problem lang={lang} problem={row.lastProblem} />,
          },
        ]}
      />
      <DataTable<DossierSummary>
        lang={lang}
        caption={t('recent')}
        rows={dossiers}
        rowKey={(row) => row.dossierId}
        empty={<EmptyState title={t('recent.empty')} />}
        {...(nextHref === null ? {} : { paging: { nextHref } })}
        columns={[
          {
            key: 'kind',
            header: t('dossier'),
            cell: (row) => (opens ? <a href={`/dossiers/${row.dossierId}`}>{words.kind(row.kind)}</a> : words.kind(row.kind)),
            names: true,
          },
          { key: 'direction', header: t('direction'), cell: (row) => t(`direction.${row.direction}`) },
          {
            key: 'peer',
            header: t('peer'),
            cell: (row) => <Authority words={words} id={row.direction === 'out' ? row.addressee : row.sender} />,
          },
          { key: 'created', header: t('created'), cell: (row) => <DateTime lang={lang} at={row.createdAt} /> },
          { key: 'state', header: t('state'), cell: (row) => <StateTag lang={lang} state={row.state} /> },
        ]}
      />
      <DataTable<ListedRefusal>
        lang={lang}
        caption={t('refusals')}
        rows={refusals}
        rowKey={(row) => `${row.at.toISOString()} ${row.sealed_sha256 ?? ''}`}
        empty={<EmptyState title={t('refusals.empty')} />}
        columns={[
          { key: 'at', header: t('at'), cell: (row) => <DateTime lang={lang} at={row.at.toISOString()} />, names: true },
          { key: 'sender', header: t('sender'), cell: (row) => row.sender && <Authority words={words} id={row.sender} /> },
          { key: 'code', header: t('code'), cell: (row) => <Code>{row.code}</Code> },
        ]}
      />
    </>
  )
}

const tones = {
  queued: 'info',
  held: 'warning',
  delivered: 'success',
  applied: 'success',
  refused: 'danger',
  expired: 'danger',
} as const

export function StateTag({ lang, state }: { readonly lang: Lang; readonly state: DossierSummary['state'] }) {
  return <Tag tone={tones[state]}>{exchangeText(lang)(`state.${state}`)}</Tag>
}
