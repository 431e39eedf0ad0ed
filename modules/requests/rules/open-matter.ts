import { ComityError } from '@comity/errors'

/** @throws ComityError `matter-closed`: whoever has more to write opens it again first. */
export function mustBeOpen(matter: { readonly closedAt: string | null; readonly reference: string }): void {
  if (matter.closedAt !== null) throw new ComityError('matter-closed', { values: { reference: matter.reference } })
}
