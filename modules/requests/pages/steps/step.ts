import type { Context, Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import type { VNode } from 'preact'
import type { z } from 'zod'
import type { ActName, Request, StandingItem } from '../../contract.ts'
import { sayOfExport } from '../../export/texts.ts'
import { sayOffNetwork } from '../../off-network/texts.ts'
import { getRequest } from '../../server.ts'
import { addresseeOf, type Addressee } from '../authorities.ts'
import type { Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import { articleText, isKey } from '../texts.ts'
import type { Key, Say } from '../texts.ts'
import type { View } from '../view.ts'

/** The form of a step as it stands: what was typed, what is wrong, and which open item is answered. */
export interface StepForm {
  readonly view: View
  readonly scene: StepScene
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** The open item that is chosen; null where none is, or the step answers none. */
  readonly item: StandingItem | null
}

/** One act on a request with a page of its own: what it asks, what it shows before, and the operation behind it. */
export interface StepPage<S extends z.ZodType> {
  /** Last part of the address: `/requests/…/acknowledge`. */
  readonly page: string
  /** Acts of `nextSteps`, one of which the viewer must have. */
  readonly acts: readonly ActName[]
  readonly title: Key
  readonly button: Key
  readonly fields: (request: Request, item: StandingItem | null) => readonly FieldSpec[]
  /** What the fields hold at first. */
  readonly first?: (request: Request, item: StandingItem | null) => Typed
  readonly schema: S
  /** The typed fields as the schema wants them. */
  readonly shape: (typed: Typed, request: Request, item: StandingItem | null) => unknown
  /** What stands above the form. */
  readonly before?: (view: View, request: Request) => VNode | null
  /** Inputs beside the fields. */
  readonly within?: (form: StepForm) => VNode | null
  /** Another button of the form, after the one that does the act: the first of a form is what the enter key presses. */
  readonly more?: (form: StepForm) => VNode | null
  /** The open items that this act answers, and what happens where several are open and none is chosen. */
  readonly answers?: Answering
  /** What the form needs to choose from. */
  readonly choices?: ChoicesOf
  /** What is wrong beyond the schema, at its field. */
  readonly check?: (form: StepForm) => readonly Problem[]
  /** What hurts: the name of the texts that ask once more; null where it does not. */
  readonly hurts?: (typed: Typed, request: Request) => Hurt | null
  readonly act: (ctx: Context, requestId: string, input: z.output<S>) => Promise<Request>
}

/** Whether an open item must be chosen, may be, or is chosen within the form. */
export interface Answering {
  readonly items: (request: Request) => readonly StandingItem[]
  readonly choice: 'must' | 'may' | 'within'
}

/** Gives what a form lets choose from. */
export type ChoicesOf = (node: Node, viewer: Viewer, view: View, request: Request) => Promise<readonly Choice[]>

export interface Choice {
  readonly value: string
  readonly label: string
}

/** Acts that are asked about once more, by the name of their texts. */
export type Hurt = 'withdraw' | 'discard' | 'close' | 'lift-freeze' | 'forward' | 'give-back' | 'refuse' | 'refuse-part'

/** What is written for one's own house only: nobody abroad is told. */
const keptHere: readonly string[] = [
  'note',
  'discard',
  'triage',
  'record-use',
  'make-oral',
  'confirm-written',
  'report-execution',
]

/** What a step page shows of its request and of whom it tells; nobody where the act stays in the house. */
export interface StepScene {
  readonly request: Request
  readonly addressee: Addressee | null
  /** What the form lets choose from; empty where it needs nothing. */
  readonly choices: readonly Choice[]
}

/** @throws ComityError `approver-is-drafter`, `step-not-possible` when this viewer cannot do any of the acts now. */
export async function stepScene(
  node: Node,
  viewer: Viewer,
  view: View,
  { id, acts, choices }: { readonly id: string; readonly acts: readonly string[]; readonly choices?: ChoicesOf | undefined },
): Promise<StepScene> {
  const request = await getRequest(node.db, viewer, id)
  if (!request.nextSteps.some((step) => acts.includes(step.act)))
    throw new ComityError('step-not-possible', { values: { state: request.state, act: acts[0] ?? '' } })
  return {
    request,
    addressee:
      request.counterpart === null || acts.every((act) => keptHere.includes(act))
        ? null
        : await addresseeOf(node, view.lang, request.counterpart, request.form),
    choices: choices === undefined ? [] : await choices(node, viewer, view, request),
  }
}

/** What became of what was said: sent, or to be printed and sent by hand. */
export function doneText({ lang, say }: View, { request, addressee }: StepScene): string {
  if (request.channel === 'network')
    return addressee === null ? say('notice.saved') : say('notice.sent', { name: addressee.name })
  return sayOffNetwork(lang)('told', { channel: sayOfExport(lang)(`channel.${request.channel}`) })
}

/** The request after a step, or what is wrong with what was typed. */
export type Tried = { readonly after: Request } | { readonly after: null; readonly problems: readonly Problem[] }

/** Runs the operation; refusals of what was typed come back as problems, so that nothing typed is lost. */
export async function tryStep(node: Node, viewer: Viewer, view: View, run: (ctx: Context) => Promise<Request>): Promise<Tried> {
  try {
    return { after: await inContext(node, viewer.actor, run) }
  } catch (error) {
    if (error instanceof ComityError && (error.code === 'bad-input' || error.code === 'conflict') && error.problems.length > 0) {
      return { after: null, problems: error.problems.map(({ path, message }) => ({ path, message: wrongText(view, message) })) }
    }
    if (error instanceof ComityError && error.code === 'gate-closed')
      return {
        after: null,
        problems: error.problems.map(({ path, message }) => ({ path: '', message: gateText(view.say, path, message) })),
      }
    throw error
  }
}

/** What is wrong with what was typed: a day to come, or else what is in use already. */
function wrongText({ lang, say }: View, message: string): string {
  return message === 'in-the-future' ? sayOffNetwork(lang)('problem.future') : say('problem.taken')
}

/** What the law wants first, with its article. */
export function gateText(say: Say, gate: string, source: string): string {
  const key = `gate.${gate}`
  return `${say(isKey(key) ? key : 'gate.other')} (${articleText(say, source)})`
}
