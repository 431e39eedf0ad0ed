import type { Problem } from '@comity/errors'
import { Bdi, InsetText, RadioGroup, SummaryList } from '@comity/ui'
import { formatDate } from '@comity/i18n'
import type { Request, StandingItem } from '../../contract.ts'
import { factsOfItem, itemTitle } from '../record/item-words.ts'
import { short } from '../record/owed.tsx'
import { sayOfRecord } from '../record/texts.ts'
import type { Typed } from '../form/read-fields.ts'
import type { View } from '../view.ts'
import type { Answering, StepForm } from './step.ts'
import { sayOfSteps } from './texts.ts'

/** The value of the choice that is about no open item. */
const NONE = 'none'

/** The open item that the form answers: the one that was chosen, else the only one there is. */
export function itemChosen(answers: Answering | undefined, request: Request, { item: id = '' }: Typed): StandingItem | null {
  const open = answers?.items(request) ?? []
  const chosen = open.find((one) => one.id === id)
  if (chosen !== undefined) return chosen
  const [only, ...others] = open
  return id === '' && only !== undefined && others.length === 0 && answers?.choice !== 'may' ? only : null
}

/** What is wrong with the choice: nothing chosen where one must be, or what was chosen is answered already. */
export function problemsOfChoice(answers: Answering | undefined, { view, scene, typed, item }: StepForm): Problem[] {
  if (answers === undefined || item !== null) return []
  const t = sayOfSteps(view.lang)
  const { item: id = '' } = typed
  if (id !== '' && id !== NONE) return [{ path: 'item', message: t('item.answered') }]
  const several = answers.items(scene.request).length > 1
  return answers.choice === 'must' && several ? [{ path: 'item', message: t('item.choose') }] : []
}

/** The open item that is answered, in full; or the choice among several. */
export function ItemChoice({
  form,
  answers,
  page,
}: {
  readonly form: StepForm
  readonly answers: Answering
  readonly page: string
}) {
  const { view, scene, item, typed, problems } = form
  const { request } = scene
  const t = sayOfSteps(view.lang)
  const open = answers.items(request)
  const error = problems.find(({ path }) => path === 'item')?.message
  if (item !== null)
    return (
      <>
        <input type="hidden" name="item" value={item.id ?? ''} />
        <ItemSaid view={view} request={request} item={item} />
        {(open.length > 1 || answers.choice === 'may') && (
          <p>
            <a href={`/requests/${request.id}/${page}`}>{t('item.another')}</a>
          </p>
        )}
      </>
    )
  if (open.length === 0 || answers.choice === 'within')
    return error === undefined ? null : <InsetText tone="warning">{error}</InsetText>
  return (
    <RadioGroup
      lang={view.lang}
      name="item"
      label={t('item.which')}
      value={typed['item']}
      error={error}
      optional={answers.choice === 'may'}
      options={[
        ...open.map((one) => ({ value: one.id ?? '', label: choiceText(view, one), hint: sinceText(view, one) })),
        ...(answers.choice === 'may' ? [{ value: NONE, label: t('item.none') }] : []),
      ]}
    />
  )
}

function choiceText(view: View, item: StandingItem): string {
  return item.text === null ? itemTitle(view, item) : short(item.text)
}

function sinceText({ lang, zone }: View, { at, until }: StandingItem): string {
  const t = sayOfRecord(lang)
  return [
    ...(at === null ? [] : [`${t('col.since')} ${formatDate(lang, at, zone)}`]),
    ...(until === null ? [] : [`${t('col.until')} ${formatDate(lang, until)}`]),
  ].join(' · ')
}

/** What the other side said that is answered here, whole. */
export function ItemSaid({
  view,
  request,
  item,
}: {
  readonly view: View
  readonly request: Request
  readonly item: StandingItem
}) {
  const facts = factsOfItem(view, request, item)
  return (
    <section aria-labelledby="said">
      <h2 id="said">
        {sayOfSteps(view.lang)('item.said')}: {itemTitle(view, item)}
      </h2>
      <SummaryList lang={view.lang} items={facts.map(({ label, value }) => ({ label, value: <Bdi>{value}</Bdi> }))} />
    </section>
  )
}
