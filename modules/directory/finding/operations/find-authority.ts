import type { Node } from '@comity/accounts/contract'
import { everyState, referenceFacts } from '../../rules/reference.ts'
import { ComityError } from '@comity/errors'
import type { Db } from '@comity/database'
import { standingAt } from '../../operations/directory-status.ts'
import { standing } from '../../store.ts'
import type { Finding, FindQuery } from '../contract.ts'
import { meanings } from '../needs.ts'
import { findCompetent } from '../rules/find-competent.ts'
import { knownTo, type Known, type KnownState } from '../rules/known.ts'
import type { Reader } from '../rules/visible.ts'
import { hiddenFrom } from './only-pinned.ts'
import { authoritiesFor, registerHeld, secretariatsHeld, statesHeld } from '../store-finding.ts'

/**
 * Answers who is competent for what is needed in a State, from what the reader may see.
 *
 * @throws ComityError `not-found` for a code that stands for no State or territory
 */
export async function findAuthority(node: Node, reader: Reader, asked: FindQuery): Promise<Finding> {
  const at = node.world.clock.now()
  const [known, now] = await Promise.all([knownFor(node, reader, asked.state), standing(node.db)])
  const { outcome, competent, alternatives } = findCompetent(asked, known, at)
  const { form, measures } = meanings[asked.need]
  return {
    asked,
    form,
    measures: [...measures],
    stateNames: known.state.names,
    listed: known.state.listed,
    at: at.toISOString(),
    directoryVersion: now.version,
    standing: standingAt(now, at),
    outcome,
    competent: [...competent].slice(0, 200),
    alternatives: [...alternatives].slice(0, 200),
  }
}

async function knownFor(node: Node, reader: Reader, code: string): Promise<Known> {
  const states = await allStates(node.db)
  const state = states.find((one) => one.code === code)
  if (state === undefined) throw new ComityError('not-found')
  const whole = state.facts?.partOf
  const [authorities, secretariats, register, hidden] = await Promise.all([
    authoritiesFor(node.db, whole === undefined ? [code] : [code, whole]),
    secretariatsHeld(node.db),
    registerHeld(node.db),
    hiddenFrom(node.db, reader),
  ])
  const seen = (all: typeof authorities) =>
    all.filter(({ authority }) => !hidden.has(authority.id)).map((one) => knownTo(reader, one))
  const ownCode = (node.facts.authorityId.split('.')[0] ?? '').toUpperCase()
  const own = states.find((one) => one.code === ownCode)
  return {
    own: own ?? { code: ownCode, names: { en: ownCode }, listed: false, facts: null },
    state,
    authorities: seen(authorities),
    secretariats: seen(secretariats),
    ...register,
  }
}

/** Every State and territory: those of the directory, and of the reference table what it does not list. */
export async function allStates(db: Db): Promise<KnownState[]> {
  const held = await statesHeld(db)
  const byCode = new Map(held.map((one) => [one.code, one]))
  return everyState(held.map(({ code, names }) => ({ code, names }))).map(({ code, names }) => {
    const own = byCode.get(code)
    return { code, names, listed: own !== undefined, facts: own?.facts ?? referenceFacts(code) }
  })
}
