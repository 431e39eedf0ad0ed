import { ComityError } from '@comity/errors'
import { minPasswordLength, passwordFault } from '../rules/password-strength.ts'

/** @throws ComityError `password-too-weak`. */
export function mustBeStrong(password: string, person: { readonly name: string; readonly login: string }): void {
  if (passwordFault(password, person) !== null)
    throw new ComityError('password-too-weak', { values: { length: minPasswordLength } })
}
