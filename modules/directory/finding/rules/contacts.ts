import type { ContactPoint, Form } from '../../contract.ts'
import { reachableNow, standInFor, type Reachable } from '../../rules/reachable.ts'
import type { ContactNow } from '../contract.ts'
import type { KnownAuthority } from './known.ts'

/** Whom to call at an instant: the one that the urgent route names, then who is there, on call, of unknown hours, closed. */
export function contactsNow(
  { authority, points }: KnownAuthority,
  { form, first, at }: { readonly form: Form | null; readonly first?: string | undefined; readonly at: Date },
): ContactNow[] {
  const fitting = points.filter(({ forms }) => form === null || forms === undefined || forms.includes(form))
  const inOrder = reachableNow(fitting, at).map((one) => contactOf(one, points, { at, first: one.point.id === first }))
  const ordered = [...inOrder.filter((one) => one.first), ...inOrder.filter((one) => !one.first)]
  return ordered.length > 0 ? ordered.slice(0, 100) : ownLine(authority)
}

function contactOf(
  own: Reachable,
  points: readonly ContactPoint[],
  { at, first }: { readonly at: Date; readonly first: boolean },
): ContactNow {
  const { point, standing, until, next, phone } = own
  const instead = standing === 'open' ? null : standInFor(own, points, at)
  const onCallLanguages = standing === 'on-call' ? point.onCall?.languages : undefined
  return {
    id: point.id,
    role: point.role,
    names: point.names,
    standing,
    until: until?.toISOString() ?? null,
    next: next?.toISOString() ?? null,
    phone,
    emails: [...(point.emails ?? [])],
    languages: [...(onCallLanguages ?? point.languages ?? [])],
    timeZone: point.hours?.timeZone ?? point.onCall?.hours?.timeZone ?? null,
    deputy:
      instead === null || instead.point.id === point.id
        ? null
        : { id: instead.point.id, names: instead.point.names, phone: instead.phone },
    first,
    confirmedOn: point.confirmedOn,
  }
}

/** Where no contact point is known: what the authority's entry says of itself, without hours. */
function ownLine({ names, phone, email, confirmedOn }: KnownAuthority['authority']): ContactNow[] {
  if (phone === undefined && email === undefined) return []
  const nothing = { id: null, until: null, next: null, languages: [], timeZone: null, deputy: null, first: false }
  return [
    {
      ...nothing,
      role: 'general',
      names,
      standing: 'unknown',
      phone: phone ?? null,
      emails: email === undefined ? [] : [email],
      confirmedOn,
    },
  ]
}
