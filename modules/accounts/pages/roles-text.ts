import { localeOf } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import type { Role } from '../contract.ts'
import { accountsText } from '../messages.ts'

/** Roles as words, joined as the language joins them. */
export function rolesText(lang: Lang, roles: readonly Role[]): string {
  const t = accountsText(lang)
  if (roles.length === 0) return t('no-roles')
  return new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(roles.map((role) => t(`role-${role}`)))
}
