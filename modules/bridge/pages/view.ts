import type { Actor, Node, Unit, Viewer } from '@comity/accounts/contract'
import { unitsOf } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { may, officeFor } from '../policy.ts'
import { bridgeText } from '../texts.ts'
import type { Say } from '../texts.ts'

/** What every component of these pages needs to know of who looks at it. */
export interface View {
  readonly lang: Lang
  readonly say: Say
  readonly csrf: string
  readonly zone: string
  readonly actor: Actor
  readonly changes: boolean
  readonly units: readonly Unit[]
}

export async function viewOf(node: Node, { lang, viewer }: { readonly lang: Lang; readonly viewer: Viewer }): Promise<View> {
  const { actor, csrf, timeZone } = viewer
  const units = await unitsOf(node.db, officeFor(actor, 'see'))
  return { lang, say: bridgeText(lang), csrf, zone: timeZone ?? 'UTC', actor, changes: may(actor, 'change'), units }
}

/** The name of a unit in the reader's language; none: what belongs to no unit. */
export function unitText({ lang, say, units }: View, id: string | null): string {
  const unit = units.find((each) => each.id === id)
  return unit === undefined ? say('unit.none') : (unit.names[lang] ?? unit.name)
}

/** Units to choose from. */
export function unitOptions(view: View): { value: string; label: string }[] {
  const inUse = view.units.filter(({ archived }) => !archived)
  return [{ value: '', label: view.say('unit.none') }, ...inUse.map(({ id }) => ({ value: id, label: unitText(view, id) }))]
}

/** The first problem of each field, in words. */
export function saidProblems(say: Say, problems: readonly Problem[]): Problem[] {
  const first = new Map(problems.toReversed().map(({ path, message }) => [path.split('.')[0] ?? '', message]))
  return [...first].toReversed().map(([path, message]) => ({ path, message: say(keyOf(message)) }))
}

const known = ['not-https', 'credentials', 'not-public', 'in-the-past', 'too-far', 'taken', 'unit-unknown'] as const

function keyOf(message: string): `problem.${(typeof known)[number] | 'invalid'}` {
  return `problem.${known.find((one) => one === message) ?? 'invalid'}`
}

export const bridgeHref = '/bridge'

const reasons = [
  'refused',
  'unknown-name',
  'cut-off',
  'not-trusted',
  'timed-out',
  'too-large',
  'not-public',
  'not-https',
] as const

/** Why a receiver gave no answer, in words. */
export function reasonText(say: Say, problem: string): string {
  return say(`reason.${reasons.find((one) => one === problem) ?? 'unreachable'}`)
}
