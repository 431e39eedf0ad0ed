import type { Node } from '@comity/accounts/contract'
import { pageRoute, redirect, show, isOwnPath, type App } from '@comity/http'
import { dayIn } from '@comity/i18n'
import { Button, ButtonRow, EmptyState, ErrorSummary, Form, InsetText, PageHeading, SelectField, TextArea } from '@comity/ui'
import { z } from 'zod'
import { bulkActs, BulkAct, MAX_CHOSEN, type BulkActName, type BulkOutcome } from '../../contract.ts'
import { withLoads } from '../lists/loads.ts'
import { sightFor } from '../../policy.ts'
import { performBulk, planBulk } from '../../work/bulk.ts'
import { sayOfWork } from '../../work/texts.ts'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { staffFor, type Staff } from '../lists/people.ts'
import { viewOf, type View } from '../view.ts'
import { OutcomeTable } from './outcome-table.tsx'

const Ids = z.preprocess((given) => (typeof given === 'string' ? given.split(',') : given), z.array(z.uuid()).max(MAX_CHOSEN))
const Query = z.strictObject({
  act: z.enum([...bulkActs, 'export-csv', 'export-xlsx']),
  ids: z.union([z.string().max(5000), z.array(z.string().max(40)).max(1000)]).optional(),
  back: z.string().max(2000).optional(),
})

/** One act for several requests: first what will happen to which, then what did. */
export function addBulkPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/bulk', query: Query }, async (call) => {
    const { act } = call.query
    const back = backOf(call.query.back)
    const t = sayOfWork(call.lang)
    const ids = Ids.safeParse(call.query.ids ?? [])
    if (!ids.success) return redirect(back, { notice: t('bulk.tooMany', { count: MAX_CHOSEN }) })
    if (ids.data.length === 0) return redirect(back, { notice: t('bulk.nothing') })
    if (act === 'export-csv') return redirect(`/requests/export.csv?ids=${ids.data.join()}`)
    if (act === 'export-xlsx') return redirect(`/requests/export.xlsx?ids=${ids.data.join()}`)
    return planPage(node, call, { act, ids: ids.data, back })
  })
  pageRoute(app, { method: 'POST', url: '/requests/bulk', body: FormBody }, async (call) => {
    const { ids = '', back = '', act = '', ...typed } = typedIn(call.body)
    const input = BulkAct.safeParse({ act, ids: ids.split('\n'), ...assignmentIn(typed) })
    if (!input.success) return redirect(backOf(back), { notice: sayOfWork(call.lang)('bulk.nothing') })
    const { assignee, unit } = input.data
    if (input.data.act === 'assign' && assignee === undefined && unit === undefined)
      return planPage(node, call, { act: input.data.act, ids: input.data.ids, back: backOf(back), problem: 'bulk.whom' })
    const outcomes = await performBulk(node, call.viewer, input.data)
    const t = sayOfWork(call.lang)
    const body = <Result view={viewOf(call)} outcomes={outcomes} back={backOf(back)} />
    return show({ title: t('bulk.result'), current: pathOf(back), body, made: true })
  })
}

/** Only a list of ours: where somebody else's address says is no way back. */
function backOf(given: string | undefined): string {
  return given !== undefined && isOwnPath(given) && /^\/requests\/(?:incoming|outgoing)(?:\?|$)/.test(given)
    ? given
    : '/requests/incoming?view=all'
}

function pathOf(back: string): string {
  return backOf(back).split('?')[0] ?? '/'
}

function assignmentIn({ assignee = '', unit = '', remarks = '' }: Readonly<Record<string, string>>): object {
  return {
    ...(assignee === '' ? {} : { assignee: assignee === 'nobody' ? null : assignee }),
    ...(unit === '' ? {} : { unit: unit === 'office' ? null : unit }),
    ...(remarks === '' ? {} : { remarks }),
  }
}

interface Plan {
  readonly act: BulkActName
  readonly ids: readonly string[]
  readonly back: string
  readonly problem?: 'bulk.whom'
}

async function planPage(node: Node, call: Parameters<typeof viewOf>[0], { act, ids, back, problem }: Plan) {
  const view = viewOf(call)
  const { viewer } = call
  // Whom it goes to is chosen on this page; whether it can go is asked without it.
  const asked = { act, ids: [...ids], ...(act === 'assign' ? { assignee: null } : {}) }
  const [outcomes, staff] = await Promise.all([
    planBulk(node.db, viewer, asked, dayIn(node.world.clock.now(), view.zone)),
    act === 'assign' ? staffWithLoads(node, call) : null,
  ])
  const title = sayOfWork(view.lang)(`bulk.plan.${act}`)
  const body = <PlanPage view={view} act={act} outcomes={outcomes} staff={staff} back={back} problem={problem} />
  return show({ title, current: pathOf(back), body })
}

async function staffWithLoads(node: Node, call: Parameters<typeof viewOf>[0]): Promise<Staff> {
  const staff = await staffFor(node, call.viewer)
  const officers = await withLoads(node.db, viewOf(call), sightFor(call.viewer.actor), staff.officers)
  return { ...staff, officers }
}

interface PlanPageProps {
  readonly view: View
  readonly act: BulkActName
  readonly outcomes: readonly BulkOutcome[]
  readonly staff: Staff | null
  readonly back: string
  readonly problem: 'bulk.whom' | undefined
}

function PlanPage({ view, act, outcomes, staff, back, problem }: PlanPageProps) {
  const { lang, csrf } = view
  const t = sayOfWork(lang)
  const possible = outcomes.filter(({ refusal }) => refusal === null)
  const refused = outcomes.filter(({ refusal }) => refusal !== null)
  const wrong = problem === undefined ? undefined : t(problem)
  return (
    <>
      <ErrorSummary lang={lang} problems={wrong === undefined ? [] : [{ path: 'assignee', message: wrong }]} />
      <PageHeading title={t(`bulk.plan.${act}`)} />
      {possible.length === 0 && <EmptyState title={t('bulk.none')} />}
      {possible.length > 0 && <OutcomeTable view={view} caption={t(`bulk.will.${act}`)} outcomes={possible} says="nothing" />}
      {refused.length > 0 && <OutcomeTable view={view} caption={t('bulk.cannot')} outcomes={refused} says="refusal" />}
      {possible.length > 0 && (
        <Form lang={lang} csrf={csrf} action="/requests/bulk">
          <input type="hidden" name="act" value={act} />
          <input type="hidden" name="back" value={back} />
          {possible.map(({ id }) => (
            <input key={id} type="hidden" name="ids" value={id} />
          ))}
          {staff !== null && <Whom view={view} staff={staff} error={wrong} />}
          <ButtonRow>
            <Button>{t(`bulk.confirm.${act}`, { count: possible.length })}</Button>
            <Button kind="link" href={back}>
              {view.say('button.cancel')}
            </Button>
          </ButtonRow>
        </Form>
      )}
      {possible.length === 0 && <BackLink view={view} back={back} />}
    </>
  )
}

function Whom({ view: { lang, say }, staff, error }: { view: View; staff: Staff; error: string | undefined }) {
  return (
    <>
      <SelectField
        lang={lang}
        name="assignee"
        label={say('field.assignee')}
        error={error}
        options={[{ value: 'nobody', label: say('assign.nobody') }, ...staff.officers]}
      />
      <SelectField
        lang={lang}
        name="unit"
        label={say('field.unit')}
        hint={sayOfWork(lang)('bulk.keep.hint')}
        options={[{ value: 'office', label: say('assign.wholeOffice') }, ...staff.units]}
      />
      <TextArea lang={lang} name="remarks" label={say('field.remarks')} optional rows={2} maxLength={2000} />
    </>
  )
}

function Result({ view, outcomes, back }: { view: View; outcomes: readonly BulkOutcome[]; back: string }) {
  const t = sayOfWork(view.lang)
  const done = outcomes.filter(({ refusal }) => refusal === null).length
  return (
    <>
      <PageHeading title={t('bulk.result')} />
      <InsetText tone={done === outcomes.length ? 'success' : 'warning'}>
        {t('bulk.summary', { done, count: outcomes.length })}
      </InsetText>
      <OutcomeTable view={view} caption={t('bulk.result')} outcomes={outcomes} says="outcome" />
      <BackLink view={view} back={back} />
    </>
  )
}

function BackLink({ view, back }: { readonly view: View; readonly back: string }) {
  return (
    <p>
      <a href={back}>{sayOfWork(view.lang)('back.list')}</a>
    </p>
  )
}
