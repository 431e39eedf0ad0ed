import type { Lang } from '@comity/i18n'
import { CheckboxGroup } from '@comity/ui'
import { roles } from '../contract.ts'
import { accountsText } from '../messages.ts'

/** The roles to choose from, each with what it may do. */
export function RolesField({
  lang,
  chosen,
  error,
}: {
  readonly lang: Lang
  readonly chosen: readonly string[]
  readonly error?: string | undefined
}) {
  const t = accountsText(lang)
  return (
    <CheckboxGroup
      lang={lang}
      name="roles"
      label={t('roles')}
      values={chosen}
      error={error}
      options={roles.map((role) => ({ value: role, label: t(`role-${role}`), hint: t(`about-${role}`) }))}
    />
  )
}
