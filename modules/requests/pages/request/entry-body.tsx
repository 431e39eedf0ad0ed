import { Bdi, Code, SummaryList, type SummaryItem } from '@comity/ui'
import { formatDate } from '@comity/i18n'
import { z } from 'zod'
import { dossierBodies, type Request, type TimelineEntry } from '../../contract.ts'
import { sayOr } from '../texts.ts'
import type { View } from '../view.ts'

interface EntryBodyProps {
  readonly view: View
  readonly request: Request
  readonly entry: TimelineEntry
}

/** Reasons of an internal return travel in no dossier. */
const Reasons = z.object({ reasons: z.string() })

/** What a step said. A body of a kind that this version does not know is left to its dossier. */
export function EntryBody(props: EntryBodyProps) {
  const items = itemsOf(props)
  return items.length === 0 ? null : <SummaryList lang={props.view.lang} items={items} />
}

function itemsOf({ view, request, entry }: EntryBodyProps): SummaryItem[] {
  const { say } = view
  const said = (label: Parameters<typeof say>[0], text: string | undefined): SummaryItem[] =>
    text === undefined || text === '' ? [] : [{ label: say(label), value: <Bdi>{text}</Bdi> }]
  if (entry.act === 'result') {
    const result = dossierBodies.result.safeParse(entry.body)
    if (!result.success) return []
    const outcomes = result.data.outcomes.map(({ measureId, outcome, remarks }) => ({
      label: measureName(view, request, measureId),
      value: (
        <>
          {say(`outcome.${outcome}`)}
          {remarks !== undefined && (
            <>
              : <Bdi>{remarks}</Bdi>
            </>
          )}
        </>
      ),
    }))
    const unanswered = result.data.withoutAnswer === true ? [{ label: say('field.withoutAnswer'), value: say('yes') }] : []
    return [...said('field.summary', result.data.summary), ...outcomes, ...unanswered]
  }
  if (entry.act === 'returned') {
    const returned = Reasons.safeParse(entry.body)
    return returned.success ? said('field.reasons', returned.data.reasons) : []
  }
  const plain = z.record(z.string(), z.unknown()).safeParse(entry.body)
  if (!plain.success || entry.act === 'request') return []
  return Object.entries(plain.data).flatMap(([name, value]) => plainItem(view, entry, name, value))
}

function plainItem({ say, lang }: View, entry: TimelineEntry, name: string, value: unknown): SummaryItem[] {
  if (name === 'reference')
    return [
      {
        label: say(entry.side === 'ours' ? 'field.ownReference' : 'field.counterpartReference'),
        value: <Code>{String(value)}</Code>,
      },
    ]
  if (name === 'decision') return [{ label: say('act.decision'), value: sayOr(say, `decision.${String(value)}`, String(value)) }]
  if (name === 'withoutAnswer') return value === true ? [{ label: say('field.withoutAnswer'), value: say('yes') }] : []
  if (name === 'question') return [{ label: say('said.question'), value: <Bdi>{String(value)}</Bdi> }]
  const label = sayOr(say, `field.${name}`, '')
  if (label === '' || value === null || value === '') return []
  if (name === 'answerBy') return [{ label, value: formatDate(lang, String(value)) }]
  if (name === 'usefulness') return [{ label, value: sayOr(say, `usefulness.${String(value)}`, String(value)) }]
  return [{ label, value: <Bdi>{String(value)}</Bdi> }]
}

function measureName({ say }: View, request: Request, measureId: string): string {
  const at = (request.content.measures ?? []).findIndex((measure) => measure.id === measureId)
  const measure = request.content.measures?.[at]
  return measure === undefined ? say('section.measures') : `${at + 1}. ${say(`measure.${measure.kind}`)}`
}
