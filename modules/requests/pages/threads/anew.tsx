import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Code, Form, SummaryList } from '@comity/ui'
import { z } from 'zod'
import type { Request, TimelineEntry } from '../../contract.ts'
import { may, sightFor } from '../../policy.ts'
import { draftRequest, getRequest } from '../../server.ts'
import { requestsAmong, type LinkedRequest } from '../../store-supplements.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import type { View } from '../view.ts'
import { sayOfThreads } from './texts.ts'

/** What the timeline keeps of a request that was written anew, and of the one in whose place it was. */
const Told = z.object({ anewId: z.uuid().optional(), insteadOfId: z.uuid().optional() })

/** In whose place a request was written, and what was written in its own, as far as the reader may see them. */
export interface Anew {
  readonly earlier: LinkedRequest | null
  readonly later: readonly LinkedRequest[]
}

/** Reads it from the timeline. */
export async function writtenAnew(node: Node, viewer: Viewer, timeline: readonly TimelineEntry[]): Promise<Anew> {
  const told = timeline.map(({ body }) => Told.safeParse(body).data ?? {})
  const earlierIds = told.flatMap(({ insteadOfId }) => insteadOfId ?? [])
  const laterIds = told.flatMap(({ anewId }) => anewId ?? [])
  const found = await requestsAmong(node.db, sightFor(viewer.actor), [...earlierIds, ...laterIds])
  return {
    earlier: found.find(({ id }) => earlierIds.includes(id)) ?? null,
    later: found.filter(({ id }) => laterIds.includes(id)),
  }
}

/** Drafts a request anew that was given back: for the authority that was named as competent, where one was. */
export function addAnew(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: '/requests/:id/anew', params: OfRequestParams }, async (call) => {
    const returned = await getRequest(node.db, call.viewer, call.params.id)
    if (!mayWriteAnew(call.viewer, returned))
      throw new ComityError('step-not-possible', { values: { state: returned.state, act: 'draft' } })
    const draft = await inContext(node, call.viewer.actor, (ctx) =>
      draftRequest(ctx, { form: returned.form, like: returned.id, content: {} }),
    )
    return redirect(`/requests/${draft.id}/edit`, {
      notice: sayOfThreads(call.lang)('anew.made', { reference: returned.ownReference }),
    })
  })
}

function mayWriteAnew({ actor }: Viewer, request: Request): boolean {
  return request.direction === 'outgoing' && request.state === 'returned' && may(actor, 'draft', request)
}

interface WrittenAnewProps {
  readonly view: View
  readonly viewer: Viewer
  readonly request: Request
  readonly anew: Anew
  /** What authorities are called, by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** From a request that was given back to what was written in its place, from there back, and the way to write it. */
export function WrittenAnew({ view, viewer, request, anew, names }: WrittenAnewProps) {
  const { lang, csrf } = view
  const t = sayOfThreads(lang)
  const link = ({ id, ownReference, subject }: LinkedRequest) => (
    <div key={id}>
      <a href={`/requests/${id}`}>
        <Code>{ownReference}</Code> <Bdi>{subject}</Bdi>
      </a>
    </div>
  )
  const items = [
    ...(anew.earlier === null ? [] : [{ label: t('anew.earlier'), value: link(anew.earlier) }]),
    ...(anew.later.length === 0 ? [] : [{ label: t('anew.later'), value: anew.later.map(link) }]),
  ]
  const named = request.record.misdirected?.competentAuthority
  return (
    <>
      {items.length > 0 && <SummaryList lang={lang} items={items} />}
      {mayWriteAnew(viewer, request) && (
        <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/anew`}>
          <ButtonRow>
            <Button kind={anew.later.length === 0 ? 'primary' : 'secondary'}>
              {named ? t('anew.for', { name: names.get(named) ?? named }) : t('anew.new')}
            </Button>
            <span class="hint">{t('anew.hint')}</span>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
