import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, Details, ErrorSummary, Form, PageHeading, TextField } from '@comity/ui'
import { accountsText } from '../messages.ts'

interface SignInPageProps {
  readonly lang: Lang
  readonly login: string
  /** Where to go afterwards. */
  readonly next: string
  readonly problems: readonly Problem[]
}

/** Login and password. What is wrong is said of both, never of one. */
export function SignInPage({ lang, login, next, problems }: SignInPageProps) {
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <div class="panel">
        <PageHeading title={t('sign-in')} lead={t('sign-in-lead')} />
        <Form lang={lang} action={`/sign-in?next=${encodeURIComponent(next)}`} csrf="">
          <TextField lang={lang} name="login" label={t('login')} value={login} autocomplete="username" dir="ltr" width="medium" />
          <TextField
            lang={lang}
            name="password"
            label={t('password')}
            type="password"
            autocomplete="current-password"
            dir="ltr"
            width="medium"
          />
          <ButtonRow>
            <Button>{t('sign-in')}</Button>
          </ButtonRow>
        </Form>
        <Details summary={t('forgotten')}>{t('forgotten-text')}</Details>
      </div>
    </>
  )
}
