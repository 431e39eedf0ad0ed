import type { Actor } from '@comity/accounts/contract'

/** What is done with notices: one's own are everyone's; letters in trouble are the administrators'. */
export type Act = 'own' | 'letters'

export function may(actor: Pick<Actor, 'kind' | 'roles'>, act: Act): boolean {
  if (actor.kind !== 'person') return false
  return act === 'own' || actor.roles.includes('administrator')
}
