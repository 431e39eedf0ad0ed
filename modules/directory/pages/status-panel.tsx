import type { Lang } from '@comity/i18n'
import { Bdi, Code, DateTime, SummaryList, Tag, type Tone } from '@comity/ui'
import type { DirectoryStatus } from '../contract.ts'
import { directoryText } from '../messages.ts'

const tones: Readonly<Record<DirectoryStatus['standing'], Tone>> = {
  fresh: 'success',
  stale: 'warning',
  expired: 'danger',
  none: 'neutral',
}

/** How the directory in force stands, for whoever relies on it. */
export function StatusPanel({ lang, status }: { readonly lang: Lang; readonly status: DirectoryStatus }) {
  const t = directoryText(lang)
  const when = (at: string | null) => (at === null ? '–' : <DateTime lang={lang} at={at} />)
  const items = [
    { label: t('standing'), value: <Tag tone={tones[status.standing]}>{t(`standing-${status.standing}`)}</Tag> },
    { label: t('network'), value: <Bdi>{status.network ?? '–'}</Bdi> },
    { label: t('version'), value: <Code>{status.version ?? '–'}</Code> },
    { label: t('valid-until'), value: when(status.validUntil) },
    { label: t('usable-until'), value: when(status.usableUntil) },
    { label: t('last-checked'), value: when(status.lastCheckedAt) },
    { label: t('source'), value: status.source === null ? t('published-here') : <Code>{status.source}</Code> },
    { label: t('signed-by'), value: t('signed-by-keys', { found: status.signedBy.length, needed: status.threshold }) },
    ...(status.lastProblem === null ? [] : [{ label: t('last-problem'), value: <Code>{status.lastProblem}</Code> }]),
  ]
  return (
    <section aria-labelledby="status-title">
      <h2 id="status-title">{t('status-title')}</h2>
      <SummaryList lang={lang} items={items} />
      {status.version !== null && (
        <p>
          <a href="/directory/anchor.json">{t('download-anchor')}</a>
        </p>
      )}
    </section>
  )
}
