import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, EmptyState, Form, InsetText, PageHeading } from '@comity/ui'
import { formatDateTime, formatNumber } from '@comity/i18n'
import { HistoryPage, MAX_EDITS, RestoreEdit, type DraftChange, type DraftEdit, type Request } from '../../contract.ts'
import { textDifference, type Run } from '../../rules/text-difference.ts'
import { draftHistory, getRequest, restoreEdit } from '../../server.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { viewOf, type View } from '../view.ts'
import { changeLabel, changeText } from './change-text.ts'
import { requestCrumbs } from './crumbs.ts'
import { OfRequestParams } from './draft-call.ts'

/** Who changed what in a draft, and when; what was replaced can be brought back while it is one. */
export function addHistory(app: App, node: Node): void {
  const url = '/requests/:id/history'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: HistoryPage.omit({ limit: true }) }, async (call) => {
    const view = viewOf(call)
    const request = await getRequest(node.db, call.viewer, call.params.id)
    const { edits, next } = await draftHistory(node.db, call.viewer, request.id, { ...call.query, limit: 20 })
    return show({
      title: view.say('history.title'),
      current: `/requests/${request.direction}`,
      breadcrumbs: requestCrumbs(view.say, request),
      body: <History view={view} request={request} edits={edits} next={next} />,
    })
  })
  pageRoute(app, { method: 'POST', url: `${url}/restore`, params: OfRequestParams, body: FormBody }, async (call) => {
    const typed = typedIn(call.body)
    const wanted = RestoreEdit.safeParse({ revision: Number(typed['revision']), change: Number(typed['change']) })
    if (!wanted.success) throw new ComityError('bad-input')
    await inContext(node, call.viewer.actor, (ctx) => restoreEdit(ctx, { requestId: call.params.id, ...wanted.data }))
    return redirect(`/requests/${call.params.id}/history`, { notice: viewOf(call).say('history.restored') })
  })
}

interface HistoryProps {
  readonly view: View
  readonly request: Request
  readonly edits: readonly DraftEdit[]
  readonly next: number | null
}

function History({ view, request, edits, next }: HistoryProps) {
  const { lang, say, zone } = view
  const url = `/requests/${request.id}/history`
  return (
    <>
      <PageHeading
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        title={say('history.title')}
        lead={say('history.lead')}
      />
      {edits.length === 0 && <EmptyState title={say('history.none')} />}
      {edits.map((edit) => (
        <section key={edit.revision} aria-labelledby={`edit-${edit.revision}`}>
          <h2 id={`edit-${edit.revision}`}>
            {say('history.version', { number: formatNumber(lang, edit.revision) })}{' '}
            <span class="hint">
              <Bdi>{say('history.by', { name: edit.personName, time: formatDateTime(lang, edit.at, zone) })}</Bdi>
            </span>
          </h2>
          {edit.changes.map((change, at) => (
            <Change key={at} view={view} request={request} change={change} of={{ revision: edit.revision, at }} />
          ))}
        </section>
      ))}
      <ButtonRow>
        {next !== null && (
          <Button kind="secondary" href={`${url}?before=${next}`}>
            {say('history.older')}
          </Button>
        )}
        <Button kind="secondary" href={`/requests/${request.id}`}>
          {say('button.back')}
        </Button>
      </ButtonRow>
      <InsetText>{say('history.bounded', { count: formatNumber(lang, MAX_EDITS) })}</InsetText>
    </>
  )
}

interface ChangeProps {
  readonly view: View
  readonly request: Request
  readonly change: DraftChange
  readonly of: { readonly revision: number; readonly at: number }
}

function Change({ view: { lang, say, csrf }, request, change: { path, before, after }, of: { revision, at } }: ChangeProps) {
  const label = changeLabel(say, path)
  const writes = request.nextSteps.some(({ act }) => act === 'save')
  return (
    <>
      <h3>{label}</h3>
      <p class="difference" dir="auto">
        {textDifference(changeText({ say, lang }, path, before), changeText({ say, lang }, path, after)).map((run, place) => (
          <Difference key={place} view={{ say }} run={run} />
        ))}
      </p>
      {writes && (
        <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/history/restore`}>
          <ButtonRow>
            <input type="hidden" name="revision" value={revision} />
            <input type="hidden" name="change" value={at} />
            <Button kind="secondary">
              {say(before === null ? 'history.takeOut' : 'history.restore')}
              <span class="unseen">
                {' '}
                {label}, {say('history.version', { number: formatNumber(lang, revision) })}
              </span>
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

/** Colour, line and words say the same: what went, what came, what stayed. */
function Difference({ view: { say }, run: { kind, text } }: { readonly view: Pick<View, 'say'>; readonly run: Run }) {
  if (kind === 'same') return <>{text}</>
  const words = (
    <>
      <span class="unseen"> {say(kind === 'removed' ? 'history.removed' : 'history.inserted')} </span>
      {text}
      <span class="unseen"> ({say('history.end')}) </span>
    </>
  )
  return kind === 'removed' ? <del>{words}</del> : <ins>{words}</ins>
}
