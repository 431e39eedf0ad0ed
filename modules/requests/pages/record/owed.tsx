import { Bdi, Button, DateTime, Tag } from '@comity/ui'
import type { Request, StandingItem } from '../../contract.ts'
import { pageOf } from '../request/steps-ahead.ts'
import { articleText, sayOr } from '../texts.ts'
import type { View } from '../view.ts'
import { itemText, owedTitle, sideName, type Sides } from './item-words.ts'
import { sayOfRecord } from './texts.ts'

export interface ItemsProps {
  readonly view: View
  readonly request: Request
  readonly items: readonly StandingItem[]
  readonly sides: Sides
  /** The reader's day, `YYYY-MM-DD`. */
  readonly today: string
}

/** What is owed now and by whom, on both sides, soonest due first: what a reader looks for before anything else. */
export function Owed({ view, request, items, sides, today }: ItemsProps) {
  const t = sayOfRecord(view.lang)
  const owed = items.filter(({ owedBy }) => owedBy !== null)
  return (
    <section aria-labelledby="owed">
      <h2 id="owed">{t('owed')}</h2>
      {owed.length === 0 ? (
        <p class="hint">{t('owed.none')}</p>
      ) : (
        <ul>
          {owed.map((item) => (
            <li key={item.key}>
              <strong>
                <Bdi>{sideName(view, item.owedBy, sides)}</Bdi>
              </strong>
              : {owedTitle(view, item)} <OwedWhen view={view} item={item} today={today} />{' '}
              <Answers view={view} request={request} item={item} />
              {item.kind !== 'step' && <Said view={view} item={item} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Since when, until when, by which article. */
function OwedWhen({ view, item, today }: { readonly view: View; readonly item: StandingItem; readonly today: string }) {
  const { lang, say, zone } = view
  const t = sayOfRecord(lang)
  const { since, until, source } = item
  return (
    <span class="hint">
      {since !== null && (
        <>
          {t('col.since')} <DateTime lang={lang} at={since} zone={zone} only="date" /> ·{' '}
        </>
      )}
      {until !== null && (
        <>
          {t('col.until')} <DateTime lang={lang} at={until} only="date" />{' '}
          {until < today && <Tag tone="danger">{t('overdue')}</Tag>} ·{' '}
        </>
      )}
      {articleText(say, source)}
    </span>
  )
}

function Said({ view, item }: { readonly view: View; readonly item: StandingItem }) {
  const text = itemText(view, item)
  return text === null ? null : (
    <div class="hint">
      <Bdi>{short(text)}</Bdi>
    </div>
  )
}

const SHORT = 200

/** The beginning of what was said: enough to tell two open items apart. */
export function short(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text
}

interface AnswersProps {
  readonly view: View
  readonly request: Request
  readonly item: StandingItem
}

/** The ways in which this reader may answer exactly this item; each says of which item it is to who hears links alone. */
export function Answers({ view, request, item }: AnswersProps) {
  const { say } = view
  const text = itemText(view, item)
  return (
    <>
      {item.answers.map((act, at) => {
        const page = pageOf[act]
        if (page === undefined) return null
        const query = item.id === null ? '' : `?item=${item.id}`
        return (
          <span key={act}>
            <Button
              kind={at === 0 && item.owed === act ? 'primary' : 'secondary'}
              href={`/requests/${request.id}/${page}${query}`}
            >
              {sayOr(say, `step.${act}`, act)}
              {text !== null && <span class="unseen"> {short(text)}</span>}
            </Button>{' '}
          </span>
        )
      })}
    </>
  )
}
