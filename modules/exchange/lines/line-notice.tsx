import type { Actor, Node } from '@comity/accounts/contract'
import { peerFacts } from '@comity/directory/server'
import type { Lang } from '@comity/i18n'
import { Bdi, DateTime, InsetText } from '@comity/ui'
import type { VNode } from 'preact'
import { roadTo } from '../operations/held-peers.ts'
import { Problem } from '../pages/problem.tsx'
import { may } from '../policy.ts'
import { pouchText } from '../pouch/texts.ts'
import { lineOf } from '../store/line-store.ts'
import { endedOf, threadQueues, type EndedThread, type ThreadQueue } from '../store/queue-store.ts'
import { lineText } from './texts.ts'

/** What has just been posted is usually gone before anybody reads that it waits. */
const JUST_POSTED_MS = 10_000

type Why = 'push' | 'await' | 'paused' | 'impossible'

/** What a conversation has to say and cannot: since when, why, when it is tried next and when it ends; what ended. Null where all is delivered. */
export async function lineNotice(
  node: Node,
  { lang, zone, thread, actor }: { readonly lang: Lang; readonly zone: string; readonly thread: string; readonly actor: Actor },
): Promise<VNode | null> {
  const notices: VNode[] = []
  const nowMs = node.world.clock.now().getTime()
  const carries = may(actor, 'carry', { ownAuthority: node.facts.authorityId, parties: null })
  for (const queue of await threadQueues(node.db, thread)) {
    const line = await lineOf(node.db, queue.addressee)
    const road = await roadTo(node, queue.addressee, line)
    const why: Why = road.impossible ? 'impossible' : (line?.paused_at ?? null) !== null ? 'paused' : road.sends
    const isNews = why === 'push' && queue.problem === null && nowMs - queue.since.getTime() < JUST_POSTED_MS
    if (isNews) continue
    const name = await nameOf(node, lang, queue.addressee)
    notices.push(<Waits key={queue.addressee} {...{ lang, zone, queue, why, name, carries }} />)
  }
  for (const ended of await endedOf(node.db, thread)) {
    const name = await nameOf(node, lang, ended.addressee)
    notices.push(<Ended key={`ended ${ended.addressee}`} {...{ lang, zone, ended, name }} />)
  }
  return notices.length === 0 ? null : <>{notices}</>
}

async function nameOf(node: Node, lang: Lang, id: string): Promise<string> {
  const names = (await peerFacts(node.db, id))?.authority.names
  return names?.[lang] ?? names?.en ?? id
}

interface Said {
  readonly lang: Lang
  readonly zone: string
  readonly name: string
}

function Waits({
  lang,
  zone,
  queue,
  why,
  name,
  carries,
}: Said & { readonly queue: ThreadQueue; readonly why: Why; readonly carries: boolean }) {
  const t = lineText(lang)
  return (
    <InsetText tone={why === 'push' || why === 'await' ? 'info' : 'warning'}>
      <Bdi>{t(`wait.${why}`, { name })}</Bdi> · {t('wait.since')} <DateTime lang={lang} zone={zone} at={queue.since} />
      {why === 'push' && (
        <>
          {' · '}
          {t('wait.next')} <DateTime lang={lang} zone={zone} at={queue.nextAttemptAt} />
        </>
      )}
      {' · '}
      {t('wait.until')} <DateTime lang={lang} zone={zone} at={queue.expiresAt} only="date" />
      {why === 'push' && queue.problem !== null && (
        <div>
          <Problem lang={lang} problem={queue.problem} />
        </div>
      )}
      {why === 'impossible' && <div>{t('advice.impossible')}</div>}
      {carries && why !== 'paused' && (
        <div>
          <a href={`/pouches?to=${queue.addressee}`}>{pouchText(lang)('export-file')}</a>
        </div>
      )}
    </InsetText>
  )
}

function Ended({ lang, zone, ended, name }: Said & { readonly ended: EndedThread }) {
  const t = lineText(lang)
  return (
    <InsetText tone="danger">
      <Bdi>{t('wait.ended', { name })}</Bdi> <DateTime lang={lang} zone={zone} at={ended.endedAt} />
      {ended.problem !== null && (
        <div>
          <Problem lang={lang} problem={ended.problem} />
        </div>
      )}
      <div>{t('wait.ended-next')}</div>
    </InsetText>
  )
}
