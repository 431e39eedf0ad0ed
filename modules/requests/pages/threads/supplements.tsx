import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Code, Form, SummaryList } from '@comity/ui'
import type { DraftContent, Request } from '../../contract.ts'
import { may, sightFor } from '../../policy.ts'
import { draftRequest, getRequest } from '../../server.ts'
import { supplementsOf, type LinkedRequest } from '../../store-supplements.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import type { View } from '../view.ts'
import { sayOfThreads } from './texts.ts'

/** The requests that this one adds to or that add to it, as far as the reader may see them. */
export function linkedTo(node: Node, viewer: Viewer, { thread, supplements }: Request): Promise<LinkedRequest[]> {
  return supplementsOf(node.db, sightFor(viewer.actor), { thread, earlier: supplements?.thread ?? null })
}

/** Drafts a supplementary request (WA 34(6)) from what the earlier one says. */
export function addSupplement(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: '/requests/:id/supplement', params: OfRequestParams }, async (call) => {
    const earlier = await getRequest(node.db, call.viewer, call.params.id)
    if (!maySupplement(call.viewer, earlier))
      throw new ComityError('step-not-possible', { values: { state: earlier.state, act: 'draft' } })
    const draft = await inContext(node, call.viewer.actor, (ctx) =>
      draftRequest(ctx, { form: earlier.form, supplements: earlier.id, content: takenOver(earlier.content) }),
    )
    const notice = sayOfThreads(call.lang)('supplement.made', { reference: earlier.ownReference })
    return redirect(`/requests/${draft.id}/edit`, { notice })
  })
}

/** What has left the house can be added to. */
function maySupplement({ actor }: Viewer, request: Request): boolean {
  const { direction, state, channel } = request
  const left = !['draft', 'in-review', 'approved', 'ready', 'sent-orally', 'withdrawn', 'returned'].includes(state)
  return direction === 'outgoing' && left && channel === 'network' && may(actor, 'draft', request)
}

/** Nothing is typed twice; what is asked for, by when, and what was translated or accepted as missing belongs to the earlier request. */
function takenOver(content: DraftContent): DraftContent {
  const {
    measures: _measures,
    translations: _translations,
    acceptedGaps: _gaps,
    suggestedDeadline: _deadline,
    deadlineReason: _reason,
    ...rest
  } = content
  return rest
}

interface SupplementsProps {
  readonly view: View
  readonly viewer: Viewer
  readonly request: Request
  readonly linked: readonly LinkedRequest[]
}

/** Where a request stands among those that add to one another, and the way to add to it. */
export function Supplements({ view, viewer, request, linked }: SupplementsProps) {
  const { lang, csrf } = view
  const t = sayOfThreads(lang)
  const link = ({ id, ownReference, subject }: LinkedRequest) => (
    <div key={id}>
      <a href={`/requests/${id}`}>
        <Code>{ownReference}</Code> <Bdi>{subject}</Bdi>
      </a>
    </div>
  )
  const { supplements } = request
  const earlier = linked.find(({ thread }) => thread === supplements?.thread)
  const later = linked.filter(({ thread }) => thread !== supplements?.thread)
  const items = [
    ...(supplements === null
      ? []
      : [{ label: t('supplements'), value: earlier === undefined ? <Code>{supplements.reference}</Code> : link(earlier) }]),
    ...(later.length === 0 ? [] : [{ label: t('supplemented'), value: later.map(link) }]),
  ]
  return (
    <>
      {items.length > 0 && <SummaryList lang={lang} items={items} />}
      {maySupplement(viewer, request) && (
        <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/supplement`}>
          <ButtonRow>
            <Button kind="secondary">{t('supplement.new')}</Button>
            <span class="hint">{t('supplement.hint')}</span>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
