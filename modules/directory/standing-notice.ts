import type { Node } from '@comity/accounts/contract'
import type { Lang } from '@comity/i18n'
import { contentText } from './content/texts.ts'
import { entryRow } from './content-store.ts'
import { standingAt } from './operations/directory-status.ts'
import { confirmationStanding } from './rules/confirmation.ts'
import { trustText } from './trust/texts.ts'
import { anyPin } from './pin-store.ts'
import { ownListUntil } from './revocation-store.ts'
import { standing } from './store.ts'

/** What stands above every page while the directory is not fresh. */
export interface StandingNotice {
  readonly tone: 'warning' | 'danger'
  readonly title: string
  readonly text: string
  readonly href: string
  readonly link: string
}

const HOUR_MS = 3_600_000
/** How often the standing is looked up at most, whatever the number of pages. */
const LOOK_EVERY_MS = 5_000

/** Sooner than this before its end, a revocation list is to be made anew: the CA's key lies in a safe. */
const LIST_ENDS_MS = 30 * 24 * HOUR_MS

type Seen =
  | { readonly kind: 'stale' | 'expired'; readonly hours: number; readonly left: number; readonly paired: boolean }
  | { readonly kind: 'list'; readonly until: Date }
  | { readonly kind: 'confirm'; readonly on: string; readonly late: boolean; readonly authority: string }

/**
 * What to tell everybody who opens a page of this node about its directory: how old it is, what still works and what to do. Ask
 * `refresh` before a page, then `inLanguage`; null while the directory is fresh or none was ever installed.
 */
export function standingNotice(node: Node): { refresh(): Promise<void>; inLanguage(lang: Lang): StandingNotice | null } {
  let seen: Seen | null = null
  let lookedMs = Number.NEGATIVE_INFINITY
  return {
    async refresh() {
      const nowMs = node.world.clock.monotonicMs()
      if (nowMs - lookedMs < LOOK_EVERY_MS) return
      lookedMs = nowMs
      seen = await look(node)
    },
    inLanguage: (lang) => (seen === null ? null : noticeOf(lang, seen)),
  }
}

async function look(node: Node): Promise<Seen | null> {
  const row = await standing(node.db)
  const now = node.world.clock.now()
  const kind = standingAt(row, now)
  if ((kind !== 'stale' && kind !== 'expired') || row.valid_until === null || row.usable_until === null)
    return endingList(node, now)
  const hoursTo = (at: Date): number => Math.ceil(Math.abs(at.getTime() - now.getTime()) / HOUR_MS)
  return { kind, hours: hoursTo(row.valid_until), left: hoursTo(row.usable_until), paired: await anyPin(node.db) }
}

async function endingList(node: Node, now: Date): Promise<Seen | null> {
  const until = await ownListUntil(node.db, node.facts.authorityId)
  return until === null || until.getTime() - now.getTime() > LIST_ENDS_MS ? dueConfirmation(node, now) : { kind: 'list', until }
}

/** Everybody in the office sees that its entry waits, from a month before the year is over. */
async function dueConfirmation(node: Node, now: Date): Promise<Seen | null> {
  const authority = node.facts.authorityId
  const row = await entryRow(node.db, authority)
  if (row === null) return null
  const { standing: how } = confirmationStanding(row.authority.confirmedOn, now)
  return how === 'fresh' ? null : { kind: 'confirm', on: row.authority.confirmedOn, late: how === 'late', authority }
}

function noticeOf(lang: Lang, seen: Seen): StandingNotice {
  const t = trustText(lang)
  if (seen.kind === 'list') {
    const title = t('notice-list', { time: seen.until.toISOString().slice(0, 10) })
    const link = t('notice-list-link')
    return { tone: 'warning', title, text: t('notice-list-text'), href: '/directory/revocations', link }
  }
  if (seen.kind === 'confirm') {
    const c = contentText(lang)
    const text = `${c('confirmed')}: ${seen.on}`
    return {
      tone: seen.late ? 'danger' : 'warning',
      title: c('own-due'),
      text,
      href: `/directory/${seen.authority}/edit`,
      link: c('edit'),
    }
  }
  const { kind, hours, left, paired } = seen
  const works = kind === 'stale' ? t('notice-stale-text', { left }) : t('notice-expired-text')
  return {
    tone: kind === 'stale' ? 'warning' : 'danger',
    title: t(`notice-${kind}`, { hours }),
    text: kind === 'expired' && paired ? `${works} ${t('notice-paired')}` : works,
    href: '/directory',
    link: t('notice-link'),
  }
}
