import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  CheckboxGroup,
  DateTime,
  Details,
  EmptyState,
  Form,
  PageHeading,
  SummaryList,
  Tag,
  TextArea,
  type Tone,
} from '@comity/ui'
import type { Suggestion } from '../contract.ts'
import { SuggestedLetter } from '../letters/letter-views.tsx'
import { letterText } from '../letters/texts.ts'
import { nameIn } from '../pages/words.ts'
import { trustText } from '../trust/texts.ts'
import { DifferencesView } from './differences-view.tsx'
import { contentText } from './texts.ts'

const tones: Readonly<Record<Suggestion['state'], Tone>> = {
  received: 'warning',
  'taken-up': 'info',
  published: 'success',
  declined: 'danger',
  overtaken: 'neutral',
}

export interface SuggestionsPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly suggestions: readonly Suggestion[]
  /** Whether the viewer proposes the next directory. */
  readonly decides: boolean
  /** Whether the viewer may propose an authority that is not listed yet. */
  readonly proposes: boolean
}

/** `/directory/suggestions`: what waits to be published, what was answered; the secretariat takes up and answers. */
export function SuggestionsPage(props: SuggestionsPageProps) {
  const { lang, viewer, suggestions, decides, proposes } = props
  const t = contentText(lang)
  const open = suggestions.filter((one) => one.state === 'received' && one.kind === 'entry')
  return (
    <>
      <PageHeading title={t('suggestions')} lead={t('suggestions-lead')} />
      {proposes && (
        <ButtonRow>
          <Button href="/directory/new" kind="secondary">
            {letterText(lang)('new-authority')}
          </Button>
        </ButtonRow>
      )}
      {suggestions.length === 0 && <EmptyState title={t('no-suggestions')} />}
      {decides && open.length > 0 && (
        <Form lang={lang} action="/directory/suggestions/take-up" csrf={viewer.csrf}>
          <CheckboxGroup
            lang={lang}
            name="sha256"
            label={t('choose')}
            values={open.map(({ sha256 }) => sha256)}
            options={open.map((one) => ({
              value: one.sha256,
              label: `${nameIn(lang, one.names)} · ${one.issuedAt.slice(0, 10)}`,
            }))}
          />
          <TextArea
            lang={lang}
            name="reason"
            label={trustText(lang)('reason')}
            hint={trustText(lang)('reason-hint')}
            rows={2}
            maxLength={500}
            optional
          />
          <ButtonRow>
            <Button>{t('take-up')}</Button>
          </ButtonRow>
        </Form>
      )}
      {suggestions.map((one) => (
        <OneSuggestion key={one.sha256} {...props} one={one} />
      ))}
    </>
  )
}

function OneSuggestion({ lang, viewer, decides, one }: SuggestionsPageProps & { readonly one: Suggestion }) {
  const t = contentText(lang)
  const items = [
    { label: t('status'), value: <Tag tone={tones[one.state]}>{t(one.state)}</Tag> },
    { label: t('source'), value: <Bdi>{`${one.by} (${one.from})`}</Bdi> },
    { label: t('as-of'), value: <DateTime lang={lang} at={one.issuedAt} /> },
    ...(one.text === null ? [] : [{ label: t('remarks'), value: <Bdi>{one.text}</Bdi> }]),
    ...(one.letter === null
      ? []
      : [{ label: letterText(lang)('letter'), value: <SuggestedLetter lang={lang} letter={one.letter} /> }]),
    ...(one.reason === null ? [] : [{ label: t('correct-reason'), value: <Bdi>{one.reason}</Bdi> }]),
    ...(one.answer === null ? [] : [{ label: t('answer'), value: <Bdi>{one.answer}</Bdi> }]),
  ]
  const decidable = decides && one.state === 'received'
  return (
    <section aria-labelledby={`s-${one.sha256}`}>
      <h2 id={`s-${one.sha256}`}>
        {t(one.kind === 'entry' ? 'entry-kind' : 'correction-kind')}:{' '}
        <a href={`/directory/${one.authorityId}`}>
          <Bdi>{nameIn(lang, one.names)}</Bdi>
        </a>
      </h2>
      {one.waitingFor.length > 0 && <p>{t('waiting-for', { who: one.waitingFor.join(', ') })}</p>}
      <SummaryList lang={lang} items={items} />
      {one.kind === 'entry' && (one.state === 'received' || one.state === 'taken-up') && (
        <DifferencesView lang={lang} all={one.differences} />
      )}
      {decidable && (
        <Details summary={t('answer')}>
          <Form lang={lang} action={`/directory/suggestions/${one.sha256}/answer`} csrf={viewer.csrf}>
            <TextArea lang={lang} name="answer" label={t('answer')} rows={2} maxLength={1000} />
            <ButtonRow>
              {one.kind === 'correction' && (
                <Button name="outcome" value="published">
                  {t('settle')}
                </Button>
              )}
              <Button kind="secondary" name="outcome" value="declined">
                {t('decline')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </section>
  )
}
