import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { download, pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, ErrorSummary, Form, InsetText, PageHeading, TextArea } from '@comity/ui'
import { z } from 'zod'
import { Language, PassageTexts, type Request, type TranslatedPassage } from '../../contract.ts'
import { getRequest, saveTranslation, translationDraft } from '../../server.ts'
import { directionOfLanguage } from '../content/text-direction.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { passageLabel } from '../form/passage-label.ts'
import { viewOf, type View } from '../view.ts'
import { chunkHref, chunksOf, type Chunk } from './translation-chunks.ts'
import { chunkTitle, progressOf, titleOf, translationCrumbs } from './translation-page.tsx'

const Params = z.strictObject({
  id: z.uuid(),
  language: Language,
  part: z.string().max(40),
  at: z.coerce.number().int().min(0).max(1000),
})
type OfPart = z.output<typeof Params>

/** A part of a translation: each text beside the field for its translation; what is typed saves itself. */
export function addTranslationPart(app: App, node: Node): void {
  const url = '/requests/:id/translations/:language/:part/:at'
  pageRoute(app, { method: 'GET', url, params: Params }, async (call) => {
    const scene = await sceneOf(node, call.viewer, viewOf(call), call.params)
    return page({ scene, typed: {}, problems: [] })
  })
  pageRoute(app, { method: 'POST', url, params: Params, body: FormBody, again: true }, async (call) => {
    const view = viewOf(call)
    const scene = await sceneOf(node, call.viewer, view, call.params)
    const typed = typedIn(call.body)
    const saved = await trySave(node, call.viewer, scene, typed)
    if ('problems' in saved) return page({ scene, typed, problems: saved.problems, status: 422 })
    if (saved.conflicts.length > 0) {
      const now = await sceneOf(node, call.viewer, view, call.params)
      return page({ scene: now, typed, problems: conflictProblems(now, saved.conflicts), status: 409 })
    }
    return redirect(nextOf(scene), { notice: view.say('notice.saved') })
  })
  pageRoute(app, { method: 'POST', url: `${url}/autosave`, params: Params, body: FormBody, again: true }, async (call) => {
    const scene = await sceneOf(node, call.viewer, viewOf(call), call.params)
    const typed = typedIn(call.body)
    const saved = await inContext(node, call.viewer.actor, async (ctx) => {
      const after = await saveTranslation(ctx, { ...ofScene(scene), ...textsIn(scene, typed) })
      // The person has to look at it: nothing is saved until then.
      if (after.conflicts.length > 0) throw new ComityError('request-changed-meanwhile')
      return after
    })
    const passages = chunksOf(saved.draft.passages).find((one) => isSame(one, scene.chunk))?.passages ?? []
    return download({
      name: 'saved.json',
      mediaType: 'application/json',
      bytes: new TextEncoder().encode(JSON.stringify({ was: wasOf(passages) })),
    })
  })
}

interface Scene {
  readonly view: View
  readonly request: Request
  readonly language: string
  readonly chunk: Chunk
  readonly next: Chunk | undefined
}

/** @throws ComityError `not-found` where the request has no such part (any more). */
async function sceneOf(node: Node, viewer: Viewer, view: View, { id, language, part, at }: OfPart): Promise<Scene> {
  const request = await getRequest(node.db, viewer, id)
  const { passages } = await translationDraft(node.db, viewer, { requestId: id, language })
  const chunks = chunksOf(passages)
  const place = chunks.findIndex((one) => isSame(one, { part, at }))
  const chunk = chunks[place]
  if (chunk === undefined) throw new ComityError('not-found')
  return { view, request, language, chunk, next: chunks[place + 1] }
}

function isSame(one: Pick<Chunk, 'part' | 'at'>, other: Pick<Chunk, 'part' | 'at'>): boolean {
  return one.part === other.part && one.at === other.at
}

function ofScene({ request, language }: Scene) {
  return { requestId: request.id, language }
}

function nextOf({ request, language, next }: Scene): string {
  return next === undefined ? `/requests/${request.id}/translations/${language}` : chunkHref(request.id, language, next)
}

function wasOf(passages: readonly TranslatedPassage[]): string {
  return JSON.stringify(Object.fromEntries(passages.map(({ path, translation }) => [path, translation])))
}

/** What was typed for the passages of this page, and what it was when the page was loaded. @throws ComityError `bad-input`. */
function textsIn({ chunk }: Scene, typed: Typed): { texts: PassageTexts; was: PassageTexts } {
  const was = PassageTexts.safeParse(jsonOf(typed['was'] ?? ''))
  if (!was.success) throw new ComityError('bad-input')
  const texts = chunk.passages.flatMap(({ path }) => {
    const text = typed[path]
    return text === undefined ? [] : [[path, text] as const]
  })
  return { texts: Object.fromEntries(texts), was: was.data }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ComityError('bad-input', { cause })
  }
}

type Saved = { readonly conflicts: readonly string[] } | { readonly problems: readonly Problem[] }

async function trySave(node: Node, viewer: Viewer, scene: Scene, typed: Typed): Promise<Saved> {
  const { say } = scene.view
  try {
    return await inContext(node, viewer.actor, (ctx) => saveTranslation(ctx, { ...ofScene(scene), ...textsIn(scene, typed) }))
  } catch (error) {
    if (!(error instanceof ComityError) || error.code !== 'bad-input' || error.problems.length === 0) throw error
    const label = (path: string) => {
      const passage = scene.chunk.passages.find((one) => one.path === path)
      return passage === undefined ? path : passageLabel(say, passage)
    }
    return { problems: error.problems.map(({ path }) => ({ path, message: say('problem.too-long', { label: label(path) }) })) }
  }
}

function conflictProblems({ view: { say }, chunk }: Scene, paths: readonly string[]): Problem[] {
  return chunk.passages
    .filter(({ path }) => paths.includes(path))
    .map(({ path, translation }) => ({ path, message: `${say('translate.changedMeanwhile')} ${translation}` }))
}

interface PartProps {
  readonly scene: Scene
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly status?: number
}

function page(props: PartProps) {
  const { view, request, language } = props.scene
  return show({
    title: `${titleOf(view, language)}: ${chunkTitle(view.say, props.scene.chunk)}`,
    current: '/requests/outgoing',
    breadcrumbs: [
      ...translationCrumbs(view.say, request),
      { text: titleOf(view, language), href: `/requests/${request.id}/translations/${language}` },
    ],
    body: <Part {...props} />,
    status: props.status ?? 200,
  })
}

function Part({ scene: { view, request, language, chunk }, typed, problems }: PartProps) {
  const { lang, say, csrf } = view
  const url = chunkHref(request.id, language, chunk)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={titleOf(view, language)} title={chunkTitle(say, chunk)} lead={progressOf(view, chunk.passages)} />
      <Form lang={lang} csrf={csrf} action={url} autosaveUrl={`${url}/autosave`}>
        <input type="hidden" name="was" value={wasOf(chunk.passages)} />
        {chunk.passages.map((passage) => (
          <Passage
            key={passage.path}
            view={view}
            passage={passage}
            languages={{ source: request.content.language ?? 'en', target: language }}
            typed={typed[passage.path] ?? passage.translation}
            error={problems.find(({ path }) => path === passage.path)?.message}
          />
        ))}
        <ButtonRow>
          <Button>{say('button.saveContinue')}</Button>
          <Button kind="link" href={`/requests/${request.id}/translations/${language}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

interface PassageProps {
  readonly view: View
  readonly passage: TranslatedPassage
  readonly languages: { readonly source: string; readonly target: string }
  readonly typed: string
  readonly error: string | undefined
}

function Passage({ view: { lang, say }, passage, languages: { source, target }, typed, error }: PassageProps) {
  const label = passageLabel(say, passage)
  return (
    <div class="side-by-side">
      <section aria-label={`${say('translate.source')}: ${label}`}>
        <h2>{label}</h2>
        <p class="authentic" lang={source} dir={directionOfLanguage(source)}>
          <Bdi>{passage.text}</Bdi>
        </p>
      </section>
      <div>
        {passage.changed && <InsetText tone="warning">{say('translate.changed')}</InsetText>}
        <TextArea
          lang={lang}
          name={passage.path}
          label={say('translate.into', { label })}
          value={typed}
          rows={Math.min(16, Math.max(3, Math.ceil(passage.text.length / 60)))}
          error={error}
          textLanguage={target}
          dir={directionOfLanguage(target)}
        />
      </div>
    </div>
  )
}
