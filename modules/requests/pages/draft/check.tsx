import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, ButtonRow, Card, Details, ErrorSummary, Form, NoticeBanner, PageHeading, Tag, TextArea } from '@comity/ui'
import { z } from 'zod'
import { submitRequest, completenessOf, type Finding } from '../../server.ts'
import type { Request } from '../../contract.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { findingHref, findingText } from '../form/finding-text.ts'
import { articleText, isKey, type Say } from '../texts.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { viewOf, type View } from '../view.ts'
import { draftCrumbs } from './crumbs.ts'
import { draftToEdit, OfRequestParams, ownOf, saveContent, type OpenDraft } from './draft-call.ts'
import { Others } from './others.tsx'

const GapReason = z.string().min(3).max(2000)

/** What a draft lacks, with the article that asks for it; and its submission to the second person. */
export function addCheck(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/check', params: OfRequestParams }, async (call) => {
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    return checkPage(viewOf(call), draft, [])
  })
  pageRoute(app, { method: 'POST', url: '/requests/:id/check', params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const draft = await draftToEdit(node, call.viewer, call.params.id)
    const problems = blocking(draft).map((finding) => ({ path: finding.path, message: findingText(view.say, finding) }))
    if (problems.length > 0) return checkPage(view, draft, problems)
    const after = await inContext(node, call.viewer.actor, (ctx) => submitRequest(ctx, { requestId: draft.id }))
    return redirect(`/requests/${draft.id}`, {
      notice: noticeAfter(
        view,
        `${view.say('notice.done', { what: view.say('act.submitted') })} ${view.say('check.submitHint')}`,
        after,
      ),
    })
  })
  pageRoute(
    app,
    { method: 'POST', url: '/requests/:id/check/accept', params: OfRequestParams, body: FormBody, again: true },
    async (call) => {
      const view = viewOf(call)
      const draft = await draftToEdit(node, call.viewer, call.params.id)
      const typed = typedIn(call.body)
      const { path = '' } = typed
      const reason = typed[`reason-${path}`] ?? ''
      const finding = completenessOf(draft.content, ownOf(draft)).find((one) => one.path === path && one.waivable)
      if (!finding) return redirect(`/requests/${draft.id}/check`)
      if (!GapReason.safeParse(reason).success)
        return checkPage(view, draft, [
          { path: `reason-${path}`, message: view.say('problem.required', { label: view.say('field.gapReason') }) },
        ])
      const others = (draft.content.acceptedGaps ?? []).filter((gap) => gap.path !== path)
      await saveContent(node, call.viewer, draft, {
        ...draft.content,
        acceptedGaps: [...others, { path, article: finding.article, reason }],
      })
      return redirect(`/requests/${draft.id}/check`, { notice: view.say('notice.saved') })
    },
  )
}

function blocking(draft: Request): Finding[] {
  return completenessOf(draft.content, ownOf(draft)).filter((finding) => finding.level === 'block')
}

function whyText(say: Say, { path }: Finding): string | null {
  // Of a route only the choice itself needs to be explained: the article says the rest.
  if (path.startsWith('content.confiscation.') && path !== 'content.confiscation.route') return null
  const part = path.split('.')[1] ?? ''
  const key = `why.${part === 'deadlineReason' ? 'deadline' : part}`
  return isKey(key) ? say(key) : null
}

function checkPage(view: View, draft: OpenDraft, problems: readonly Problem[]) {
  const { say } = view
  const body = <Check view={view} draft={draft} problems={problems} />
  return show({
    title: say('check.title'),
    current: '/requests/outgoing',
    breadcrumbs: draftCrumbs(say, draft),
    body,
    status: problems.length > 0 ? 422 : 200,
  })
}

function Check({
  view,
  draft,
  problems,
}: {
  readonly view: View
  readonly draft: OpenDraft
  readonly problems: readonly Problem[]
}) {
  const { lang, say, csrf } = view
  const findings = completenessOf(draft.content, ownOf(draft))
  const ready = findings.every((finding) => finding.level !== 'block')
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('check.title')} lead={<bdi>{draft.content.subject ?? say('requests.noSubject')}</bdi>} />
      <Others view={view} others={draft.others} />
      {ready && <NoticeBanner lang={lang} tone="success" title={say('check.complete')} />}
      {findings.length > 0 && <h2>{say('check.missing')}</h2>}
      {findings.map((finding) => (
        <Missing key={`${finding.path} ${finding.article}`} view={view} draft={draft} finding={finding} problems={problems} />
      ))}
      <Form lang={lang} csrf={csrf} action={`/requests/${draft.id}/check`}>
        <p class="hint">{say('check.submitHint')}</p>
        <ButtonRow>
          <Button disabled={!ready}>{say('step.submit')}</Button>
          <Button kind="secondary" href={`/requests/${draft.id}/edit`}>
            {say('step.save')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

interface MissingProps {
  readonly view: View
  readonly draft: Request
  readonly finding: Finding
  readonly problems: readonly Problem[]
}

function Missing({ view: { lang, say, csrf }, draft, finding, problems }: MissingProps) {
  const { path, article, level, waivable } = finding
  const accepted = (draft.content.acceptedGaps ?? []).find((gap) => gap.path === path)
  const error = problems.find((problem) => problem.path === `reason-${path}`)?.message
  return (
    <div id={path}>
      <Card title={findingText(say, finding)}>
        <p>
          <Tag tone={level === 'block' ? 'danger' : 'warning'}>{say(accepted ? 'check.accepted' : `check.${level}`)}</Tag>{' '}
          {articleText(say, article)}
        </p>
        {whyText(say, finding) !== null && <p>{whyText(say, finding)}</p>}
        {accepted && (
          <p>
            <bdi>{accepted.reason}</bdi>
          </p>
        )}
        <p>
          <a href={findingHref(draft.id, finding)}>
            {say('check.fill')}: {findingText(say, finding)}
          </a>
        </p>
        {waivable && !accepted && (
          <Details summary={say('check.accept')} open={error !== undefined}>
            <Form lang={lang} csrf={csrf} action={`/requests/${draft.id}/check/accept`}>
              <input type="hidden" name="path" value={path} />
              <TextArea
                lang={lang}
                name={`reason-${path}`}
                label={say('field.gapReason')}
                hint={say('check.accept.hint')}
                rows={2}
                error={error}
              />
              <ButtonRow>
                <Button kind="secondary">{say('check.accept')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </Card>
    </div>
  )
}
