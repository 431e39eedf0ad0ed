import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { pageRoute, redirect, type App } from '@comity/http'
import { Button, ButtonRow, Form } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { undoLast } from '../../server.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { sayOfSteps } from '../steps/texts.ts'
import { sayOr } from '../texts.ts'
import type { View } from '../view.ts'

/** Takes back the reader's own last internal act. */
export function addUndo(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: '/requests/:id/undo', params: OfRequestParams }, async (call) => {
    await inContext(node, call.viewer.actor, (ctx) => undoLast(ctx, { requestId: call.params.id }))
    return redirect(`/requests/${call.params.id}`, { notice: sayOfSteps(call.lang)('undone.done') })
  })
}

/** The way back from the reader's own last internal act; nothing where there is none. */
export function UndoLast({ view: { lang, say, csrf }, request }: { readonly view: View; readonly request: Request }) {
  const { undoable } = request
  if (undoable === null) return null
  const t = sayOfSteps(lang)
  return (
    <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/undo`}>
      <p class="hint">{t('undone.hint')}</p>
      <ButtonRow>
        <Button kind="secondary">{t('undone.button', { what: sayOr(say, `step.${undoable}`, undoable) })}</Button>
      </ButtonRow>
    </Form>
  )
}
