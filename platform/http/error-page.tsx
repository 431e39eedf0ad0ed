import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { errorPageText } from './messages.ts'
import { isCode } from './problem-words.ts'

interface ErrorPageProps {
  readonly lang: Lang
  readonly title: string
  readonly explanation: string
  readonly problems: readonly Problem[]
  readonly reference: string
}

/** What happened, what to do next, and the reference by which an administrator finds it in the log. */
export function ErrorPage({ lang, title, explanation, problems, reference }: ErrorPageProps) {
  const t = errorPageText(lang)
  return (
    <div class="error-page">
      <h1>{title}</h1>
      <p>{explanation}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem.path}>
              {problem.path !== '' && (
                <>
                  <bdi dir="ltr">{problem.path}</bdi>:{' '}
                </>
              )}
              <bdi>{isCode(problem.message) ? t('not-valid') : problem.message}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/">{t('first-page')}</a>
      </p>
      <p class="hint">
        {t('reference')}{' '}
        <bdi dir="ltr">
          <code>{reference}</code>
        </bdi>
      </p>
    </div>
  )
}
