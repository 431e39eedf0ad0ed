import { z } from 'zod'
import type { Node, Viewer } from '@comity/accounts/contract'
import type { Context } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { problemText, sayOr, type Say } from '../texts.ts'

/** What was typed into a form, by field. */
export type Typed = Readonly<Record<string, string>>

export const FormBody = z.record(z.string().max(60), z.union([z.string().max(20_000), z.array(z.string().max(20_000)).max(20)]))

/** One text per field; of several boxes of one name the first. */
export function typedIn(body: z.output<typeof FormBody>): Typed {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  )
}

const flags: readonly string[] = ['untilFurtherOrder', 'informal', 'tell']
const capitals: readonly string[] = ['currency', 'orderCurrency', 'from_', 'to']

/** The fields that were filled in, as a schema of the contract takes them. */
export function filledIn(typed: Typed): Record<string, string | boolean> {
  const filled = Object.entries(typed).flatMap(([name, value]): [string, string | boolean][] => {
    const text = value.trim()
    if (text === '') return []
    if (flags.includes(name)) return [[name, text === 'true']]
    if (/amount|expenses|rateValue/i.test(name)) return [[name, text.replaceAll(/[\s\u00a0\u202f]/g, '')]]
    return [[name, capitals.includes(name) ? text.toUpperCase() : text]]
  })
  // The currency of an order is there before anybody types; without an amount it says nothing.
  const idle = typed['orderAmount']?.trim() === '' ? 'orderCurrency' : null
  return Object.fromEntries(filled.filter(([name]) => name !== idle))
}

/** The problems of a schema in words; amounts say how they are written. */
export function schemaProblems(say: Say, error: z.ZodError): Problem[] {
  return error.issues.map((issue) => {
    const path = issue.path.join('-')
    const missing = issue.code === 'invalid_type' || issue.code === 'too_small' || issue.code === 'invalid_value'
    return {
      path,
      message: problemText(say, /amount|expenses|rateValue/i.test(path) ? 'amount' : missing ? 'needed' : 'invalid'),
    }
  })
}

/** Runs an operation; what it refuses comes back in words, so that nothing typed is lost. Null when it was done. */
export async function tryIt(
  node: Node,
  viewer: Viewer,
  say: Say,
  run: (ctx: Context) => Promise<unknown>,
): Promise<readonly Problem[] | null> {
  try {
    await inContext(node, viewer.actor, run)
    return null
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    if (error.code === 'asset-step-incomplete')
      return error.problems.map(({ path, message }) => ({ path, message: problemText(say, message) }))
    if (error.code === 'asset-shares-differ')
      return [{ path: 'amount1', message: say('refusal.asset-shares-differ', error.values) }]
    if (told.includes(error.code))
      return [{ path: fieldOf(error.code), message: sayOr(say, `refusal.${error.code}`, say('refusal.other')) }]
    throw error
  }
}

/** Refusals of what was typed, and of the request by which it would be told. */
const told: readonly string[] = [
  'asset-step-not-possible',
  'asset-amount-exceeded',
  'asset-order-exceeded',
  'asset-not-heard',
  'gate-closed',
  'step-not-possible',
]

function fieldOf(code: string): string {
  if (code === 'asset-not-heard') return 'hearingImpossible'
  return code.startsWith('asset-') ? 'amount' : 'tell'
}
