import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { MAX_TRANSLATIONS, MAX_USES } from '../contract.ts'
import type { ActInput, ActName, DossierKind, Outcome } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import { openQuestionOf } from './lifecycle.ts'
import { withOutcomes } from './outcomes.ts'
import { flattened, sourceOf, untranslated } from './translation.ts'

/** What the node gives to an act besides what the person typed. */
export interface ActFacts {
  /** A fresh uuid. */
  id(): string
  readonly actorId: string
  readonly actorName: string
  readonly today: string
}

/** What an act says to the other side, and what it changes here besides the state. */
export interface Effect {
  /** Absent for what never leaves the house. */
  readonly said?: { readonly kind: DossierKind; readonly body: object; readonly withPrepared?: true }
  /** The internal line of the timeline where nothing is said; its act unless given. */
  readonly noted?: { readonly act?: string; readonly body: object }
  readonly change?: Partial<StoredRequest>
}

type Rule<Act extends ActName> = (request: StoredRequest, input: ActInput<Act>, facts: ActFacts) => Effect

/** Every act but those with a law of their own before them (submit, send, forward): what it says and changes. Pure. */
export const actRules: { readonly [Act in Exclude<ActName, 'submit' | 'send' | 'forward'>]: Rule<Act> } = {
  return: (_, { reasons }) => ({ noted: { act: 'returned', body: { reasons } }, change: { approvedBy: null } }),
  approve: () => ({ noted: { act: 'approved', body: {} } }),
  translate: (request, { translation, operative }, { actorId }) => ({
    noted: { act: 'translated', body: { language: translation.language, translatedBy: translation.translatedBy } },
    change: {
      content: withTranslation(request.content, translation, operative),
      contributors: [...new Set([...request.contributors, actorId])],
    },
  }),
  'make-oral': (_, body) => ({ noted: { act: 'made-orally', body } }),
  acknowledge: (request, { reference, ...said }) => {
    const ownReference = reference ?? request.ownReference
    const by = request.record.misdirected?.by
    return {
      said: { kind: 'acknowledgement', body: { reference: ownReference, ...said, ...(by ? { forwardedBy: by } : {}) } },
      change: { ownReference },
    }
  },
  'confirm-written': (_, body) => ({ noted: { act: 'confirmed-in-writing', body } }),
  triage: (request, body) => ({
    noted: { act: 'triaged', body },
    change: { authenticated: body.authenticated ?? request.authenticated },
  }),
  ask: (_, body) => ({ said: { kind: 'clarification-asked', body }, change: { answerBy: body.answerBy ?? null } }),
  answer: (request, { answer }) => ({
    said: {
      kind: 'clarification-answer',
      body: { answer, askedIn: openQuestionOf(request) ?? 'before-decision' },
      withPrepared: true,
    },
  }),
  consult: (_, body, { id }) => ({ said: { kind: 'consultation', body: { consultationId: id(), ...body } } }),
  'reply-consultation': (_, body) => ({ said: { kind: 'consultation-reply', body } }),
  'conclude-consultation': (_, body) => ({ said: { kind: 'consultation-concluded', body } }),
  'propose-conditions': (_, { conditions, ...body }, facts) => ({
    said: { kind: 'conditions-proposed', body: { ...body, conditions: named(conditions, facts) } },
  }),
  'answer-conditions': (_, body) => ({ said: { kind: 'conditions-answered', body } }),
  decide: (request, { conditions, ...body }, facts) => ({
    said: {
      kind: 'decision',
      body: withoutAnswer(request, { ...body, ...(conditions ? { conditions: named(conditions, facts) } : {}) }),
    },
    change: { decided: body.decision },
  }),
  'pass-on': (_, body) => ({ noted: { act: 'passed-on', body }, change: { executingAuthority: body.to } }),
  'start-execution': (_, body) => ({ said: { kind: 'execution-started', body } }),
  'report-execution': (request, body) => {
    const outcomes = withOutcomes(request, { ...body, final: false })
    return {
      noted: { act: 'execution-reported', body },
      change: { executionReport: { summary: body.summary, outcomes: reported(outcomes, body) } },
    }
  },
  'send-result': (request, body) => ({
    said: { kind: 'result', body: body.final ? withoutAnswer(request, body) : body, withPrepared: true },
    change: { outcomes: withOutcomes(request, body) },
  }),
  enquire: (_, body, { id }) => ({ said: { kind: 'status-enquiry', body: { enquiryId: id(), ...body } } }),
  'reply-enquiry': (_, body) => ({ said: { kind: 'status-reply', body } }),
  'change-urgency': (request, body) => ({
    said: { kind: 'urgency-changed', body },
    change: { content: { ...request.content, urgency: body.urgency } },
  }),
  'ask-consent': (_, body, { id }) => ({ said: { kind: 'use-consent-asked', body: { consentId: id(), ...body } } }),
  'answer-consent': (_, body) => ({ said: { kind: 'use-consent-answered', body } }),
  'record-use': (request, { consentId, ...body }, { id, actorName }) => ({
    noted: { act: 'use-recorded', body: { ...body } },
    change: { uses: registered([...request.uses, { id: id(), ...body, consentId: consentId ?? null, by: actorName }]) },
  }),
  disclose: (_, body) => ({ said: { kind: 'disclosure-notice', body } }),
  'notify-costs': (_, body, { id }) => ({ said: { kind: 'cost-notice', body: { costId: id(), ...body } } }),
  'answer-costs': (_, body) => ({ said: { kind: 'cost-answer', body } }),
  correct: (_, body) => ({ said: { kind: 'correction', body } }),
  discard: (_, { reasons }) => ({ noted: { act: 'discarded', body: { reasons } } }),
  withdraw: (_, body) => ({ said: { kind: 'withdrawal', body } }),
  'meet-condition': (_, body) => ({ said: { kind: 'condition-met', body } }),
  'return-material': (_, body) => ({ said: { kind: 'material-returned', body } }),
  'report-asset': (_, body) => ({ said: { kind: 'asset-report', body } }),
  'propose-lifting': (_, body, { id }) => ({ said: { kind: 'lifting-proposed', body: { liftingId: id(), ...body } } }),
  'give-lifting-views': (_, body) => ({ said: { kind: 'lifting-views', body } }),
  'lift-freeze': (_, body, { id }) => ({ said: { kind: 'freeze-lifted', body: { ...body, liftingId: body.liftingId ?? id() } } }),
  'propose-agreement': (_, body, { id }) => ({ said: { kind: 'agreement-proposed', body: { agreementId: id(), ...body } } }),
  'answer-agreement': (_, body) => ({ said: { kind: 'agreement-answered', body } }),
  assess: (_, body) => ({ said: { kind: 'assessment', body } }),
  close: (_, body) => ({ said: { kind: 'closing', body } }),
  reopen: (_, body) => ({ said: { kind: 'reopening', body } }),
  note: (_, body) => ({ noted: { act: 'noted', body } }),
}

/** What the act says, marked where it leaves an open question behind: both timelines show that nobody waited for the answer. */
export function withoutAnswer(request: StoredRequest, body: object): object {
  return openQuestionOf(request) === null ? body : { ...body, withoutAnswer: true }
}

function withTranslation(
  content: StoredRequest['content'],
  translation: ActInput<'translate'>['translation'],
  operative: boolean,
): StoredRequest['content'] {
  const others = (content.translations ?? []).filter(({ language }) => language !== translation.language)
  const measures = (content.measures ?? []).map(({ id }) => id)
  const { texts } = translation
  const problems = [
    ...problemUnless(translation.language !== content.language, 'translation.language', 'language-of-authentic-text'),
    ...problemUnless(others.length < MAX_TRANSLATIONS, 'translation.language', 'too-many-translations'),
    ...problemUnless(
      (texts.measures ?? []).every(({ measureId }) => measures.includes(measureId)),
      'translation.texts.measures',
      'measure-unknown',
    ),
    ...problemUnless(
      (texts.offences ?? []).length <= (content.offences ?? []).length,
      'translation.texts.offences',
      'offence-unknown',
    ),
    // 46(14): where texts differ it counts, so it says all that the authentic one says.
    ...problemUnless(
      !operative || untranslated(content, flattened(texts)).length === 0,
      'translation.texts',
      'operative-incomplete',
    ),
  ]
  if (problems.length > 0) throw new ComityError('bad-input', { problems })
  const changed = { ...content, translations: [...others, { ...translation, sourceSha256: sourceOf(content) }] }
  if (operative) return { ...changed, operativeLanguage: translation.language }
  if (content.operativeLanguage !== translation.language) return changed
  const { operativeLanguage: _, ...rest } = changed
  return rest
}

function problemUnless(holds: boolean, path: string, message: string): Problem[] {
  return holds ? [] : [{ path, message }]
}

function named<Item extends object>(conditions: readonly Item[], facts: ActFacts): (Item & { readonly id: string })[] {
  return conditions.map((condition) => ({ ...condition, id: facts.id() }))
}

function reported(outcomes: readonly Outcome[], body: ActInput<'report-execution'>): Outcome[] {
  return outcomes.filter(({ measureId }) => body.outcomes.some((one) => one.measureId === measureId))
}

/** @throws ComityError `bad-input` where the register is full: a row beyond its bound could not be read back. */
function registered(uses: StoredRequest['uses']): StoredRequest['uses'] {
  if (uses.length > MAX_USES) throw new ComityError('bad-input', { problems: [{ path: 'use', message: 'register-full' }] })
  return uses
}
