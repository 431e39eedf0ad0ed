import type { Context } from '@comity/accounts/contract'
import type { ActInput, ActName, OfRequest, Request } from '../contract.ts'
import { perform } from './perform.ts'
import type { Performed } from './perform.ts'

/** An act as a function of its own: the request's id beside what the act asks for. */
export type NamedAct<Act extends ActName> = (
  ctx: Context,
  input: OfRequest & (ActInput<Act> extends Record<string, never> ? unknown : ActInput<Act>),
) => Promise<Request>

/** The function of one act; see {@link perform} for its refusals. */
export function doing<Act extends ActName>(act: Act): NamedAct<Act> {
  return (ctx, { requestId, ...input }) => {
    // An input without its request's id is the act's own input again; TypeScript does not follow that through a generic.
    const performed = { requestId, act, input } as unknown as Performed
    return perform(ctx, performed)
  }
}

export const submitRequest = doing('submit')
export const returnRequest = doing('return')
export const approveRequest = doing('approve')
export const sendRequest = doing('send')
export const acknowledgeRequest = doing('acknowledge')
export const askClarification = doing('ask')
export const answerClarification = doing('answer')
export const decideRequest = doing('decide')
export const startExecution = doing('start-execution')
export const sendResult = doing('send-result')
export const assessResult = doing('assess')
export const closeRequest = doing('close')
