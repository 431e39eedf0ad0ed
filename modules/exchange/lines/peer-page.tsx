import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Bdi, Code, InsetText, NoticeBanner, PageHeading, SummaryList, type SummaryItem } from '@comity/ui'
import { Problem } from '../pages/problem.tsx'
import type { PeerHealth, PeerTest } from '../peers-api.ts'
import { PeerActs } from './peer-acts.tsx'
import { Instant, peerName, RoadWords, StandingTag } from './peers-page.tsx'
import { lineText } from './texts.ts'

export interface PeerPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly health: PeerHealth
  /** What a test just now brought. */
  readonly test: PeerTest | null
  readonly mayTry: boolean
  readonly mayManage: boolean
  /** Why the last decision was refused. */
  readonly refusal: string | null
}

/** `/peers/:id`: one line, with what can be done about it. */
export function PeerPage(props: PeerPageProps) {
  const { lang, health, test, refusal } = props
  const t = lineText(lang)
  const { standing, problem, failingSince } = health
  return (
    <>
      <PageHeading
        caption={<Code>{health.peer}</Code>}
        title={<Bdi>{peerName(props)}</Bdi>}
        status={<StandingTag lang={lang} standing={standing} />}
        lead={<RoadWords lang={lang} health={health} />}
      />
      {refusal !== null && <NoticeBanner lang={lang} tone="danger" title={refusal} />}
      {test !== null && <TestResult lang={lang} test={test} />}
      {standing !== 'good' && standing !== 'failing' && (
        <InsetText tone={standing === 'untried' ? 'info' : 'warning'}>{t(`advice.${standing}`)}</InsetText>
      )}
      {problem !== null && (
        <InsetText tone="danger">
          <Problem lang={lang} problem={problem} />{' '}
          {failingSince !== null && (
            <>
              {t('failing-since')} <Instant lang={lang} at={failingSince} />
            </>
          )}
        </InsetText>
      )}
      <PeerActs {...props} />
      <Section title={t('sec-queue')} lang={lang} items={queueItems(props)} />
      <Section title={t('sec-contact')} lang={lang} items={contactItems(props)} />
      <Section title={t('sec-measured')} lang={lang} items={measuredItems(props)} />
      <Section title={t('sec-certificates')} lang={lang} items={certificateItems(props)} />
    </>
  )
}

function Section({
  title,
  lang,
  items,
}: {
  readonly title: string
  readonly lang: Lang
  readonly items: readonly SummaryItem[]
}) {
  return (
    <section>
      <h2>{title}</h2>
      <SummaryList lang={lang} items={items} />
    </section>
  )
}

function queueItems({ lang, health }: PeerPageProps): SummaryItem[] {
  const t = lineText(lang)
  const items: SummaryItem[] = [{ label: t('dossiers'), value: health.waiting }]
  if (health.urgent > 0) items.push({ label: t('urgent'), value: health.urgent })
  if (health.oldestAt !== null) items.push({ label: t('oldest'), value: <Instant lang={lang} at={health.oldestAt} /> })
  if (health.nextAttemptAt !== null) items.push({ label: t('next'), value: <Instant lang={lang} at={health.nextAttemptAt} /> })
  return [...items, { label: t('receipts'), value: health.receiptsWaiting }]
}

function contactItems({ lang, health }: PeerPageProps): SummaryItem[] {
  const t = lineText(lang)
  const instant = (at: string | null) => <Instant lang={lang} at={at} otherwise={t('never')} />
  const items: SummaryItem[] = [
    {
      label: t('heard'),
      value: (
        <>
          {instant(health.heardAt)} {health.heardBy !== null && t(`heard-by.${health.heardBy}`)}
        </>
      ),
    },
    { label: t('reached'), value: instant(health.reachedAt) },
  ]
  if (health.sends === 'await') items.push({ label: t('asked'), value: instant(health.askedAt) })
  if (health.fetches)
    items.push(
      { label: t('fetched'), value: instant(health.fetchedAt) },
      { label: t('next-fetch'), value: <Instant lang={lang} at={health.nextFetchAt} /> },
    )
  const address = health.address === '' ? t('address.none') : <Code>{health.address}</Code>
  return [...items, { label: t('address'), value: address }]
}

function measuredItems({ lang, health }: PeerPageProps): SummaryItem[] {
  const t = lineText(lang)
  const items: SummaryItem[] = [{ label: t('clock'), value: clockWords(lang, health.clockOffMs) }]
  if (health.roundTripMs !== null) items.push({ label: t('round-trip'), value: t('milliseconds', { ms: health.roundTripMs }) })
  if (health.measuredAt !== null) items.push({ label: t('measured'), value: <Instant lang={lang} at={health.measuredAt} /> })
  return [
    ...items,
    { label: t('software'), value: health.software === null ? t('unknown') : <Code>{health.software}</Code> },
    { label: t('protocol'), value: health.protocol ?? t('unknown') },
  ]
}

function certificateItems({ lang, health }: PeerPageProps): SummaryItem[] {
  const t = lineText(lang)
  const ends = (at: string | null) => <Instant lang={lang} at={at} otherwise={t('unknown')} />
  return [
    { label: t('cert-authority'), value: ends(health.certificates.authority) },
    { label: t('cert-transport'), value: ends(health.certificates.transport) },
  ]
}

function clockWords(lang: Lang, offMs: number | null): string {
  const t = lineText(lang)
  if (offMs === null) return t('unknown')
  const seconds = Math.round(Math.abs(offMs) / 1000)
  if (seconds <= 1) return t('clock.right')
  return t(offMs > 0 ? 'clock.ahead' : 'clock.behind', { seconds })
}

function TestResult({ lang, test }: { readonly lang: Lang; readonly test: PeerTest }) {
  const t = lineText(lang)
  if (test.problem === 'no-address') return <NoticeBanner lang={lang} tone="info" title={t('result-no-address')} />
  if (!test.reached)
    return (
      <NoticeBanner lang={lang} tone="danger" title={t('result-failed')}>
        {test.problem !== null && <Problem lang={lang} problem={test.problem} />}
      </NoticeBanner>
    )
  const items: SummaryItem[] = [
    { label: t('round-trip'), value: t('milliseconds', { ms: test.roundTripMs ?? 0 }) },
    { label: t('clock'), value: clockWords(lang, test.clockOffMs) },
    { label: t('result-waiting'), value: test.waitingThere ?? 0 },
  ]
  return (
    <NoticeBanner lang={lang} tone="success" title={t('result-reached')}>
      <SummaryList lang={lang} items={items} />
    </NoticeBanner>
  )
}
