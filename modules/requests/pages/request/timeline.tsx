import assert from 'node:assert/strict'
import type { DossierSummary } from '@comity/exchange/contract'
import { receiptEvents } from '@comity/exchange/contract'
import { dayIn, type Lang } from '@comity/i18n'
import { Details, Tag, Timeline, type TimelineEntry as Shown } from '@comity/ui'
import { z } from 'zod'
import type { Request, TimelineEntry } from '../../contract.ts'
import { isExportKey, sayOfExport } from '../../export/texts.ts'
import { isRendition } from '../../off-network/print-rendition.ts'
import { sayOffNetwork } from '../../off-network/texts.ts'
import { Attachments } from '../content/attachments.tsx'
import { sayOfSteps } from '../steps/texts.ts'
import { sayOr, type Say } from '../texts.ts'
import type { View } from '../view.ts'
import { EntryBody } from './entry-body.tsx'

interface RequestTimelineProps {
  readonly view: View
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly dossiers: readonly DossierSummary[]
  readonly theirName: string
  /** May look into dossiers; without it a link would only be refused. */
  readonly opensDossiers: boolean
  /** What persons, units and authorities are called, by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** What happened on both sides, oldest first; receipts stand with the dossier they are about. */
export function RequestTimeline({ view, request, timeline, dossiers, theirName, opensDossiers, names }: RequestTimelineProps) {
  const { lang, say, zone } = view
  const undone = new Set(timeline.flatMap((entry) => (entry.act === 'undone' ? undoneLine(entry.body) : [])))
  const shown = timeline
    .filter((entry) => !isReceipt(entry))
    .map((entry): Shown => {
      const dossier = dossiers.find((one) => one.dossierId === entry.dossierId)
      return {
        id: `entry-${entry.sequence}`,
        at: entry.at,
        side: entry.side,
        // Who said it, also where another authority has the request by now.
        actor: entry.side === 'theirs' ? (names.get(dossier?.sender ?? '') ?? theirName) : entry.actorName,
        title: <EntryTitle view={view} entry={entry} undone={undone.has(entry.sequence)} />,
        body: <EntryContent view={view} request={request} entry={entry} names={names} />,
        links: opensDossiers || entry.dossierId === null ? linksOf(view, request, entry) : [],
        receipts: (dossier?.receipts ?? []).map((receipt) => ({ state: receipt.event, at: receipt.at })),
      }
    })
  return <Timeline lang={lang} zone={zone} label={say('request.timeline')} entries={gathered(view, shown)} />
}

/** So many lines of the other side in a row and on one day stand as one, which opens: they must not hide what the office did. */
const MANY = 6

function gathered(view: View, entries: readonly Shown[]): Shown[] {
  const runs: Shown[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const goesOn = last?.side === 'theirs' && entry.side === 'theirs' && dayOf(view, last) === dayOf(view, entry)
    if (run !== undefined && goesOn) run.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run) => (run.length < MANY ? run : [asOne(view, run)]))
}

const dayOf = ({ zone }: View, { at }: Shown): string => dayIn(new Date(at), zone)

function asOne({ lang, zone }: View, run: readonly Shown[]): Shown {
  const t = sayOfSteps(lang)
  const [first] = run
  const last = run.at(-1)
  assert(first && last, 'a run has entries')
  const title = t('entry.many', { count: run.length })
  return {
    id: `${first.id}-${run.length}`,
    at: last.at,
    side: 'theirs',
    actor: last.actor,
    title,
    body: (
      <Details summary={t('entry.all')}>
        <Timeline lang={lang} zone={zone} label={title} entries={run} />
      </Details>
    ),
    links: [],
    receipts: [],
  }
}

function linksOf({ lang, say }: View, request: Request, entry: TimelineEntry) {
  if (entry.dossierId !== null) return [{ href: `/dossiers/${entry.dossierId}`, label: say('request.dossier') }]
  if (!isRendition(request, entry)) return []
  return [{ href: `/requests/${request.id}/renditions/${entry.sequence}`, label: sayOffNetwork(lang)('letter') }]
}

/** A receipt about a dossier of ours: shown with it, not beside it. */
export function isReceipt({ act, dossierId }: TimelineEntry): boolean {
  return dossierId !== null && receiptEvents.some((event) => event === act)
}

const Undone = z.object({ undoneLine: z.number() })

/** The line that was taken back: it stays, since the timeline only grows. */
function undoneLine(body: unknown): number[] {
  const told = Undone.safeParse(body)
  return told.success ? [told.data.undoneLine] : []
}

interface EntryTitleProps {
  readonly view: View
  readonly entry: TimelineEntry
  readonly undone: boolean
}

function EntryTitle({ view: { lang, say }, entry, undone }: EntryTitleProps) {
  return (
    <>
      {actText(lang, say, entry.act)} {entry.internal && <Tag>{say('internal')}</Tag>}{' '}
      {undone && <Tag>{sayOfSteps(lang)('undone.tag')}</Tag>}
    </>
  )
}

function actText(lang: Lang, say: Say, act: string): string {
  const key = `act.${act}`
  return isExportKey(key) ? sayOfExport(lang)(key) : sayOr(say, key, act)
}

interface EntryContentProps extends Pick<RequestTimelineProps, 'view' | 'request' | 'names'> {
  readonly entry: TimelineEntry
}

function EntryContent({ view, request, entry, names }: EntryContentProps) {
  return (
    <>
      <EntryBody view={view} request={request} entry={entry} names={names} />
      {entry.attachments.length > 0 && <Attachments view={view} requestId={request.id} files={entry.attachments} />}
    </>
  )
}
