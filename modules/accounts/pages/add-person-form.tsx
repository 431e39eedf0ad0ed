import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, Details, Form, TextField } from '@comity/ui'
import { accountsText } from '../messages.ts'
import { RolesField } from './role-field.tsx'

export interface PersonFormValues {
  readonly name: string
  readonly login: string
  readonly roles: readonly string[]
  readonly authorityId: string
  readonly authorityName: string
}

interface AddPersonFormProps {
  readonly lang: Lang
  readonly csrf: string
  readonly form: PersonFormValues
  readonly problems: readonly Problem[]
  /** An identifier of another authority of this State, as an example. */
  readonly example: string
}

/** Adds a colleague, or a guest of another authority of the same State. */
export function AddPersonForm({ lang, csrf, form, problems, example }: AddPersonFormProps) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  const field = { lang, width: 'medium', maxLength: 200 } as const
  const isGuest = form.authorityId !== '' || form.authorityName !== ''
  return (
    <Form lang={lang} action="/people" csrf={csrf}>
      <TextField {...field} name="name" label={t('name')} value={form.name} error={faultOf('name')} />
      <TextField
        {...field}
        name="login"
        label={t('login')}
        hint={t('login-hint')}
        value={form.login}
        dir="ltr"
        error={faultOf('login')}
      />
      <RolesField lang={lang} chosen={form.roles} error={faultOf('roles')} />
      <Details summary={t('guest-section')} open={isGuest}>
        <p>{t('guest-hint')}</p>
        <TextField
          {...field}
          name="authorityId"
          label={t('authority-id')}
          hint={t('authority-id-hint', { example })}
          value={form.authorityId}
          dir="ltr"
          optional
          error={faultOf('authorityId')}
        />
        <TextField
          {...field}
          name="authorityName"
          label={t('authority-name')}
          value={form.authorityName}
          optional
          error={faultOf('authorityName')}
        />
      </Details>
      <ButtonRow>
        <Button>{t('add-person')}</Button>
      </ButtonRow>
    </Form>
  )
}
