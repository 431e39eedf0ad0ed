import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { record } from '@comity/audit/server'
import { TranslatedTexts } from '../contract.ts'
import type { CertifyTranslation, OfRequest, PassageTexts, Request, SaveTranslation, TranslationDraft } from '../contract.ts'
import { perform } from '../operations/perform.ts'
import { may, mustBeAllowed, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { loadForUpdate } from '../request-steps.ts'
import { mergedTexts } from '../rules/merge-texts.ts'
import { flattened, passagesOf, sourceOf, sourceOfPassage, structured } from '../rules/translation.ts'
import { requestById } from '../store.ts'
import type { StoredRequest } from '../stored-request.ts'
import {
  forgetWorkingTranslation,
  languagesInWork,
  putWorkingTranslation,
  workingTranslation,
  type WorkingTranslation,
} from './store-translation.ts'

/** States in which a translation may be prepared: until the request has left. */
const beforeSending: readonly string[] = ['draft', 'in-review', 'approved', 'ready']

interface OfLanguage extends OfRequest {
  readonly language: string
}

/**
 * A translation being written, passage by passage; one that is part of the request already is what it begins with.
 *
 * @throws ComityError `request-not-found`, `not-allowed`, `step-not-possible`.
 */
export async function translationDraft(db: Db, viewer: Reader, { requestId, language }: OfLanguage): Promise<TranslationDraft> {
  const request = await requestById(db, requestId, sightFor(viewer.actor).tokens)
  if (!request) throw new ComityError('request-not-found')
  if (!may(viewer.actor, 'translate', request)) throw new ComityError('not-allowed', { values: { act: 'translate' } })
  mustBeTranslatable(request)
  return shown(request, language, await begun(db, request, language))
}

/** Languages into which a request is being translated and not yet certified, for those who see it. */
export async function translationsInWork(db: Db, viewer: Reader, requestId: string): Promise<string[]> {
  const request = await requestById(db, requestId, sightFor(viewer.actor).tokens)
  if (!request || request.ownAuthority !== viewer.actor.authorityId) throw new ComityError('request-not-found')
  return languagesInWork(db, requestId)
}

/** What became of a save: the translation as it stands, and the passages that somebody else translated differently meanwhile. */
export interface TranslationSaved {
  readonly draft: TranslationDraft
  readonly conflicts: readonly string[]
}

/**
 * Saves passages of a translation. Where someone else saved another passage meanwhile both are kept; the same one stays theirs and is a conflict.
 *
 * @throws ComityError `request-not-found`, `not-allowed`, `step-not-possible`; `bad-input` for a passage that the request does not have.
 */
export async function saveTranslation(ctx: Context, input: OfLanguage & SaveTranslation): Promise<TranslationSaved> {
  const { requestId, language, was } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'translate', request)
  mustBeTranslatable(request)
  const passages = passagesOf(request.content)
  const unknown = Object.keys(input.texts).filter((path) => !passages.some((one) => one.path === path))
  if (unknown.length > 0)
    throw new ComityError('bad-input', { problems: unknown.map((path) => ({ path, message: 'passage-unknown' })) })
  const before = withoutGone(await begun(ctx.db, request, language), passages)
  const { texts, conflicts } = mergedTexts({ saved: before.texts, typed: input.texts, was })
  // A text that is saved again unchanged was looked at: it is of the authentic text as it is now.
  const seen = passages.filter(({ path }) => path in input.texts && !conflicts.includes(path))
  const sources = { ...before.sources, ...Object.fromEntries(seen.map((one) => [one.path, sourceOfPassage(one)])) }
  const structuredTexts = TranslatedTexts.safeParse(structured(request.content, texts))
  if (!structuredTexts.success)
    throw new ComityError('bad-input', {
      problems: structuredTexts.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    })
  await putWorkingTranslation(ctx.db, { requestId, language, personId: ctx.actor.id, at: ctx.now }, { texts, sources })
  await record(ctx, {
    act: 'request.translation-saved',
    subject: { kind: 'request', id: requestId },
    details: { reference: request.ownReference, language },
  })
  return { draft: shown(request, language, { texts, sources }), conflicts }
}

/**
 * Certifies the saved texts and adds them to the approved request: the act `translate`. Nothing that was changed meanwhile may stand in it.
 *
 * @throws ComityError as {@link perform}; `translation-behind` where the authentic text changed under a passage, or nothing is translated.
 */
export async function certifyTranslation(
  ctx: Context,
  { requestId, language, operative, ...certified }: OfLanguage & CertifyTranslation,
): Promise<Request> {
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'translate', request)
  const working = await begun(ctx.db, request, language)
  const { passages } = shown(request, language, working)
  const behind = passages.filter(({ changed }) => changed)
  if (behind.length > 0 || passages.every(({ translation }) => translation === ''))
    throw new ComityError('translation-behind', { problems: behind.map(({ path }) => ({ path, message: 'changed' })) })
  const texts = TranslatedTexts.parse(structured(request.content, working.texts))
  const after = await perform(ctx, {
    requestId,
    act: 'translate',
    input: { translation: { language, texts, ...certified }, operative },
  })
  await forgetWorkingTranslation(ctx.db, requestId, language)
  return after
}

/** Without the passages that the request has no longer: what nobody sees any more is neither kept nor counted against the limit. */
function withoutGone({ texts, sources }: WorkingTranslation, passages: readonly { readonly path: string }[]): WorkingTranslation {
  const paths = new Set(passages.map(({ path }) => path))
  const kept = (all: PassageTexts) => Object.fromEntries(Object.entries(all).filter(([path]) => paths.has(path)))
  return { texts: kept(texts), sources: kept(sources) }
}

/** What a translator goes on from: what is in work, else what the request carries already, else nothing. */
async function begun(db: Db, { id, content }: StoredRequest, language: string): Promise<WorkingTranslation> {
  const working = await workingTranslation(db, id, language)
  if (working !== null) return working
  const carried = (content.translations ?? []).find((one) => one.language === language)
  if (carried === undefined) return { texts: {}, sources: {} }
  const isOfThis = carried.sourceSha256 === sourceOf(content)
  return {
    texts: flattened(carried.texts),
    sources: isOfThis ? Object.fromEntries(passagesOf(content).map((one) => [one.path, sourceOfPassage(one)])) : {},
  }
}

function shown({ content }: StoredRequest, language: string, { texts, sources }: WorkingTranslation): TranslationDraft {
  const passages = passagesOf(content).map((one) => {
    const translation = texts[one.path] ?? ''
    return { ...one, translation, changed: translation !== '' && sources[one.path] !== sourceOfPassage(one) }
  })
  return { language, passages, missing: passages.filter(({ translation }) => translation === '').length }
}

/** @throws ComityError `step-not-possible` once the request has left, or where there is nothing to translate. */
function mustBeTranslatable({ direction, state }: StoredRequest): void {
  if (direction !== 'outgoing' || !beforeSending.includes(state))
    throw new ComityError('step-not-possible', { values: { state, act: 'translate' } })
}
