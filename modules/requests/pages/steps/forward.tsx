import type { Node } from '@comity/accounts/contract'
import { listAuthorities } from '@comity/directory/server'
import { SelectField } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { isOfThirdState } from '../../rules/forward.ts'
import { addresseesFor, nameIn } from '../authorities.ts'
import type { View } from '../view.ts'
import type { ActForm } from './act-pages.tsx'
import type { Choice } from './step.ts'
import { sayOfSteps } from './texts.ts'

const MOST = 200

/** The other authorities of the own State, as the directory knows them. */
export async function authoritiesOfState(node: Node, { lang }: View, { ownAuthority }: Request): Promise<Choice[]> {
  const { authorities } = await listAuthorities(node.db, { state: ownAuthority.slice(0, 2).toUpperCase(), limit: MOST })
  return authorities.filter(({ id }) => id !== ownAuthority).map(({ id, names }) => ({ value: id, label: nameIn(lang, names) }))
}

/** The authorities of third States on the network that have to do with the request's form: they can be named, never handed anything. */
async function authoritiesOfThirdStates(node: Node, { lang }: View, request: Request): Promise<Choice[]> {
  const t = sayOfSteps(lang)
  const all = await addresseesFor(node, lang, request.form)
  return all
    .filter(({ id }) => isOfThirdState(request, id))
    .map(({ id, name }) => ({ value: id, label: t('passTo.named', { name, state: id.slice(0, 2).toUpperCase() }) }))
}

/** Passes a misdirected request on to the competent authority of the own State, or gives it back (E30 18, WA 34(4)). */
export const forwarding: ActForm = {
  act: 'forward',
  fields: [
    { name: 'competent', label: 'field.competent', widget: 'line' },
    { name: 'reasons', label: 'field.reasons', widget: 'text', required: true },
  ],
  // Off the network no container of its sender can go with it: it is given back.
  choices: async (node, _, view, request) => [
    ...(request.channel === 'network' && request.record.misdirected === null
      ? await authoritiesOfState(node, view, request)
      : []),
    ...(await authoritiesOfThirdStates(node, view, request)),
  ],
  within: ({ view, scene, typed, problems }) => {
    const t = sayOfSteps(view.lang)
    return scene.choices.length === 0 ? null : (
      <SelectField
        lang={view.lang}
        name="to"
        width="full"
        label={t('passTo')}
        hint={t('passTo.hint')}
        value={typed['to']}
        error={problems.find(({ path }) => path === 'to')?.message}
        optional
        options={[{ value: 'nobody', label: t('passTo.nobody') }, ...scene.choices]}
      />
    )
  },
  known: (request, typed) => {
    const to = goesTo(typed)
    if (to === undefined) return {}
    return isOfThirdState(request, to) ? { competentAuthority: to } : { to }
  },
  hurts: (typed, request) => {
    const to = goesTo(typed)
    return to === undefined || isOfThirdState(request, to) ? 'give-back' : 'forward'
  },
}

function goesTo({ to = '' }: Readonly<Record<string, string>>): string | undefined {
  return to === '' || to === 'nobody' ? undefined : to
}
