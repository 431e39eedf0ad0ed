import { Bdi, InsetText, Tag } from '@comity/ui'
import { formatDate, type Lang } from '@comity/i18n'
import { z } from 'zod'
import { Language, type DraftContent, type Translation } from '../../contract.ts'
import { flattened, inLanguage, staleTranslations, untranslated } from '../../rules/translation.ts'
import { isKey, type Say } from '../texts.ts'
import type { View } from '../view.ts'

/** Which language version of a request a page shows. */
export const VersionQuery = z.strictObject({ version: Language.optional() })

/** A request in one of its languages. */
export interface Version {
  readonly language: string | undefined
  /** Null for the authentic text. */
  readonly translation: Translation | null
  readonly content: DraftContent
}

/** The authentic text first, then its translations. */
export function versionsOf(content: DraftContent): readonly Version[] {
  return [
    { language: content.language, translation: null, content },
    ...(content.translations ?? []).map((translation) => ({
      language: translation.language,
      translation,
      content: inLanguage(content, translation),
    })),
  ]
}

/** The version that a reader wished for; else the one that counts, else the authentic text. */
export function versionShown(content: DraftContent, wished: string | undefined): Version {
  const versions = versionsOf(content)
  const named = (language: string | undefined) => versions.find((one) => one.language === language)
  const [authentic] = versions
  return (
    (wished === undefined ? undefined : named(wished)) ??
    named(content.operativeLanguage ?? content.language) ??
    authentic ?? { language: content.language, translation: null, content }
  )
}

/** A language by its name in the reader's language. */
export function languageName(lang: Lang, say: Say, code: string | undefined): string {
  if (code === undefined) return '–'
  const key = `language.${code}`
  return isKey(key) ? say(key) : (new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code)
}

/** The versions of a request, the one that counts marked, each a link that shows it; nothing where there is but one. */
export function LanguageVersions({
  view: { lang, say },
  content,
  shown,
}: {
  readonly view: View
  readonly content: DraftContent
  readonly shown: Version
}) {
  const versions = versionsOf(content)
  if (versions.length < 2) return null
  return (
    <nav aria-label={say('version.title')} id="versions">
      <h3>{say('version.title')}</h3>
      <ul>
        {versions.map(({ language, translation }) => (
          <li key={language}>
            {language === shown.language ? (
              <strong aria-current="true">{languageName(lang, say, language)}</strong>
            ) : (
              <a href={`?version=${language}#versions`}>{languageName(lang, say, language)}</a>
            )}{' '}
            ({say(translation === null ? 'version.authentic' : 'version.translation')}
            {language === shown.language ? `, ${say('version.shown')}` : ''}){' '}
            {language === (content.operativeLanguage ?? content.language) && <Tag tone="success">{say('version.operative')}</Tag>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Who translated and certified the version, and what is wrong with it. */
export function Certified({
  view: { lang, say },
  content,
  version: { translation },
}: {
  readonly view: View
  readonly content: DraftContent
  readonly version: Version
}) {
  if (translation === null) return null
  const missing = untranslated(content, flattened(translation.texts)).length
  const stale = staleTranslations(content).some(({ language }) => language === translation.language)
  return (
    <InsetText tone={stale ? 'warning' : 'neutral'}>
      <p>
        {say('field.translatedBy')}: <Bdi>{translation.translatedBy}</Bdi>, {formatDate(lang, translation.translatedOn)}
      </p>
      {translation.certifiedBy !== undefined && (
        <p>
          {say('field.certifiedBy')}: <Bdi>{translation.certifiedBy}</Bdi>
        </p>
      )}
      {translation.certification !== undefined && <p dir="auto">{translation.certification}</p>}
      {missing > 0 && <p>{say('version.untranslated', { count: missing })}</p>}
      {stale && <p>{say('translate.stale')}</p>}
    </InsetText>
  )
}
