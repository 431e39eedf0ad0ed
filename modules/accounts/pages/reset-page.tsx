import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, ErrorSummary, Form, PageHeading, TextField } from '@comity/ui'
import { accountsText } from '../messages.ts'
import { minPasswordLength } from '../rules/password-strength.ts'

/** Sets a password by a link. */
export function ResetPage({
  lang,
  token,
  problems,
}: {
  readonly lang: Lang
  readonly token: string
  readonly problems: readonly Problem[]
}) {
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('set-password')} />
      <Form lang={lang} action={`/reset/${token}`} csrf="">
        <TextField
          lang={lang}
          name="password"
          label={t('new-password')}
          type="password"
          autocomplete="new-password"
          dir="ltr"
          width="medium"
          hint={t('password-hint', { length: minPasswordLength })}
          error={problems[0]?.message}
        />
        <ButtonRow>
          <Button>{t('set-password')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
