import type { Problem } from '@comity/errors'
import { languages } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, Form, SelectField, TextField } from '@comity/ui'
import type { Person } from '../contract.ts'
import { accountsText } from '../messages.ts'

/** What the form holds: as typed, or as kept. */
export interface ContactValues {
  readonly email: string
  readonly language: string
  readonly timeZone: string
}

interface ContactFormProps {
  readonly lang: Lang
  readonly csrf: string
  /** `/profile` or the person's page. */
  readonly to: string
  readonly values: ContactValues
  readonly problems: readonly Problem[]
}

/** A person's contact as the form shows it. */
export function contactOf({ email, language, timeZone }: Person): ContactValues {
  return { email: email ?? '', language: language ?? '', timeZone: timeZone ?? '' }
}

/** Where and how a person is written to. */
export function ContactForm({ lang, csrf, to, values, problems }: ContactFormProps) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{t('contact')}</h2>
      <p>{t('contact-lead')}</p>
      <Form lang={lang} action={`${to}/contact`} csrf={csrf}>
        <TextField
          lang={lang}
          name="email"
          label={t('email')}
          type="email"
          autocomplete="email"
          dir="ltr"
          width="medium"
          maxLength={254}
          optional
          value={values.email}
          error={faultOf('email')}
        />
        <SelectField
          lang={lang}
          name="language"
          label={t('notice-language')}
          width="medium"
          value={values.language}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          optional
        />
        <TextField
          lang={lang}
          name="timeZone"
          label={t('time-zone')}
          hint={t('time-zone-hint')}
          dir="ltr"
          width="medium"
          maxLength={64}
          optional
          value={values.timeZone}
          error={faultOf('timeZone')}
        />
        <ButtonRow>
          <Button kind="secondary">{t('save')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
