import type { Actor, ModuleParts } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { sightOf } from './rules/sight.ts'
import { readableThreads, seenRequestOfThread, subjectsSeen } from './store-sight.ts'
import { mattersSeen, requestsSeen } from './matters/store-matters.ts'
import { registerRoutes } from './routes.ts'
import { indexUntil } from './search/index-in-background.ts'

export { requestsErrorTexts } from './error-texts.ts'
export * from './operations.ts'
export { draftHistory, restoreEdit } from './drafting/history.ts'
export { seenOnDraft } from './drafting/presence.ts'
export { certifyTranslation, saveTranslation, translationDraft, translationsInWork } from './drafting/translate.ts'
export { noteDue } from './operations/note-due.ts'
export { mapImport, runImport, undoImport, uploadImport } from './import/imports.ts'
export { holdCourses } from './operations/hold-courses.ts'
export type { HeldCourses, RequestCourse } from './operations/hold-courses.ts'
export { openRequestsAfter } from './store-courses.ts'
export type { CourseLine } from './store-courses.ts'
export { rebuildSearch } from './search/store-rebuild.ts'
export type { ReadFile } from './operations/read-file.ts'
export type { Reader } from './policy.ts'
export { requestsReceiver } from './receive.ts'
export { holdRequest } from './request-steps.ts'
export { accessOf, placesOf, placesSeeing, sightOf } from './rules/sight.ts'
export { completenessOf } from './rules/completeness.ts'
export type { Finding } from './rules/completeness.ts'
export { isToCome } from './rules/happened.ts'
export { flawsOfDecision } from './rules/flaws-of-decision.ts'

/** Which of these threads a person may read: for `exchangeModule`, whose pages and downloads know dossiers and no requests. */
export function readableThreadsOf(db: Db, actor: Actor, threads: readonly string[]): Promise<ReadonlySet<string>> {
  return readableThreads(db, sightOf(actor), threads)
}

/** Of these requests and matters those that a person may see. */
export async function seenThings(
  db: Db,
  actor: Actor,
  { requests, matters }: { readonly requests: readonly string[]; readonly matters: readonly string[] },
): Promise<ReadonlySet<string>> {
  const tokens = sightOf(actor)
  return new Set([...(await requestsSeen(db, tokens, requests)), ...(await mattersSeen(db, tokens, matters))])
}

/** What these requests are about, by id; one that this person may not see has none. For lists of modules above, which know numbers only. */
export function subjectsOf(db: Db, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return subjectsSeen(db, sightOf(actor), ids)
}

/** The page of the request that a thread is about, for who may see it: the way back from a dossier. */
export async function pageOfThread(
  db: Db,
  actor: Actor,
  thread: string,
): Promise<{ readonly text: string; readonly href: string } | null> {
  const request = await seenRequestOfThread(db, sightOf(actor), thread)
  return request === null ? null : { text: request.subject, href: `/requests/${request.id}` }
}

/** Formal requests as compose.ts takes them; give `requestsReceiver()` to `exchangeModule`, and the pages of `./pages` beside it. */
export function requestsModule(): ModuleParts {
  return {
    name: 'requests',
    migrations: new URL('./migrations/', import.meta.url),
    register: (app, node) => registerRoutes(app, node),
    async start(node) {
      const ending = new AbortController()
      const running = indexUntil(node, ending.signal)
      return async () => {
        ending.abort()
        await running
      }
    },
  }
}
