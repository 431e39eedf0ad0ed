import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, ErrorSummary, Form, InsetText, PageHeading, TextField } from '@comity/ui'
import { accountsText } from '../messages.ts'
import { minPasswordLength } from '../rules/password-strength.ts'

/** Sets a password by a link. */
export function ResetPage({
  lang,
  token,
  isConfirmed,
  problems,
}: {
  readonly lang: Lang
  readonly token: string
  /** Whether a second person has let the link through. */
  readonly isConfirmed: boolean
  readonly problems: readonly Problem[]
}) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  if (!isConfirmed) {
    return (
      <>
        <PageHeading title={t('set-password')} />
        <InsetText>
          <p>{t('reset-waiting')}</p>
        </InsetText>
      </>
    )
  }
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('set-password')} />
      <Form lang={lang} action={`/reset/${token}`} csrf="">
        <TextField
          lang={lang}
          name="code"
          label={t('code')}
          hint={t('code-hint')}
          autocomplete="one-time-code"
          dir="ltr"
          width="short"
          maxLength={40}
          error={faultOf('code')}
        />
        <TextField
          lang={lang}
          name="password"
          label={t('new-password')}
          type="password"
          autocomplete="new-password"
          dir="ltr"
          width="medium"
          hint={t('password-hint', { length: minPasswordLength })}
          error={faultOf('password')}
        />
        <ButtonRow>
          <Button>{t('set-password')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
