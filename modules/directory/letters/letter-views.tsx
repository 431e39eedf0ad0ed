import { formatBytes, type Lang } from '@comity/i18n'
import {
  Bdi,
  CheckboxGroup,
  Code,
  DateField,
  Details,
  Fieldset,
  FileField,
  InsetText,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import { contentText } from '../content/texts.ts'
import { MAX_LETTER_BYTES, type Nomination, type Suggestion } from '../contract.ts'
import type { ProposedLetter } from './store-letters.ts'
import { letterText } from './texts.ts'

interface LetterFieldsProps {
  readonly lang: Lang
  readonly before: Nomination | undefined
  readonly open: boolean
}

/** The letter of nomination in a form: the one that is there, another in its place, its day, and who may see it. */
export function LetterFields({ lang, before, open }: LetterFieldsProps) {
  const t = letterText(lang)
  const c = contentText(lang)
  const visibility = before?.visibility ?? 'members'
  const isNamed = typeof visibility !== 'string'
  return (
    <Details summary={t('letter')} open={open}>
      {before !== undefined && (
        <p>
          <LetterLink lang={lang} sha256={before.sha256} />
        </p>
      )}
      <Fieldset legend={t('letter')}>
        <FileField
          lang={lang}
          name="letter"
          label={t('letter')}
          hint={t('letter-hint', { size: formatBytes(lang, MAX_LETTER_BYTES) })}
          accept=".pdf,application/pdf"
          maxBytes={MAX_LETTER_BYTES}
          optional
        />
        <DateField lang={lang} name="letter.on" label={t('letter-day')} value={before?.on} optional />
        <TextField
          lang={lang}
          name="letter.reference"
          label={t('letter-reference')}
          hint={t('letter-reference-hint')}
          value={before?.reference}
          maxLength={300}
          optional
        />
        <SelectField
          lang={lang}
          name="letter.visibility"
          label={t('letter-see')}
          value={isNamed ? 'named' : visibility}
          options={(['public', 'members', 'named'] as const).map((value) => ({ value, label: c(value) }))}
        />
        <TextArea
          lang={lang}
          name="letter.readers"
          label={c('readers')}
          hint={c('lines-hint')}
          value={isNamed ? visibility.readers.join('\n') : ''}
          rows={2}
          dir="ltr"
          optional
        />
        {before !== undefined && (
          <CheckboxGroup
            lang={lang}
            name="letter.remove"
            label={t('letter')}
            options={[{ value: 'yes', label: t('remove-letter') }]}
            optional
          />
        )}
      </Fieldset>
    </Details>
  )
}

/** The way to a letter's file. */
export function LetterLink({ lang, sha256 }: { readonly lang: Lang; readonly sha256: string }) {
  return (
    <>
      <a href={`/directory/letters/${sha256}`}>{letterText(lang)('read-letter')}</a> <Code>{sha256.slice(0, 16)}</Code>
    </>
  )
}

/** The letter that a suggestion commits to, or that it has not come yet. */
export function SuggestedLetter({ lang, letter }: { readonly lang: Lang; readonly letter: NonNullable<Suggestion['letter']> }) {
  if (letter.held) return <LetterLink lang={lang} sha256={letter.sha256} />
  return (
    <>
      {letterText(lang)('letter-not-here')} <Code>{letter.sha256.slice(0, 16)}</Code>
    </>
  )
}

/** The letters of a proposal, to be read before a second person publishes it. */
export function ProposalLetters({ lang, letters }: { readonly lang: Lang; readonly letters: readonly ProposedLetter[] }) {
  if (letters.length === 0) return null
  return (
    <>
      <InsetText>{letterText(lang)('compare')}</InsetText>
      <ul>
        {letters.map(({ authority, sha256 }) => (
          <li key={authority}>
            <Bdi>{authority}</Bdi>: <LetterLink lang={lang} sha256={sha256} />
          </li>
        ))}
      </ul>
    </>
  )
}
