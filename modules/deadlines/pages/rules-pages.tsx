import { z } from 'zod'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  ErrorSummary,
  Form,
  PageHeading,
  SelectField,
  SummaryList,
  TextArea,
  TextField,
} from '@comity/ui'
import { RuleChange, lengthUnits } from '../contract.ts'
import type { DeadlineRule, RuleInForce, Step } from '../contract.ts'
import { changeRule, listRules, ruleHistory } from '../operations/rules.ts'
import { basisText, ruleTitle, sourceText } from '../texts.ts'
import { eventText } from './event-text.ts'
import { StepFields, stepsTyped, StepsTyped } from './step-fields.tsx'
import { deadlinesCrumb, viewOf, type Place, type View } from './view.ts'

const Params = z.strictObject({ id: z.string().max(60) })
const Typed = z.strictObject({
  amount: z.string().max(10).default(''),
  unit: z.string().max(20).default(''),
  enabled: z.string().max(10).default(''),
  counterpart: z.string().max(80).default(''),
  ...StepsTyped.shape,
  reason: z.string().max(2000).default(''),
})
type Typed = z.output<typeof Typed>

/** Every deadline as data: what it rests on, how long, who is told; heads and administrators change it. */
export function addRulePages(app: App, { node }: Place): void {
  pageRoute(app, { method: 'GET', url: '/deadlines/rules' }, async (call) => {
    const view = await viewOf(node, call)
    const rules = await listRules(node.db, call.viewer.actor)
    const body = <RuleList view={view} rules={rules} />
    return show({ title: view.say('rules'), current: '/deadlines', breadcrumbs: [deadlinesCrumb(view.say)], body })
  })
  const shown = async (
    call: Parameters<typeof viewOf>[1] & { params: { id: string } },
    typed: Typed | null,
    problems: readonly Problem[],
  ) => {
    const view = await viewOf(node, call)
    const versions = await ruleHistory(node.db, call.viewer.actor, call.params.id)
    return show({
      title: view.say('rules'),
      current: '/deadlines',
      breadcrumbs: [deadlinesCrumb(view.say), { text: view.say('rules'), href: '/deadlines/rules' }],
      status: problems.length > 0 ? 422 : 200,
      body: <RulePage view={view} versions={versions} typed={typed} problems={problems} />,
    })
  }
  pageRoute(app, { method: 'GET', url: '/deadlines/rules/:id', params: Params }, (call) => shown(call, null, []))
  pageRoute(app, { method: 'POST', url: '/deadlines/rules/:id', params: Params, body: Typed }, async (call) => {
    const { say } = await viewOf(node, call)
    const { amount, unit, enabled, counterpart, reason } = call.body
    const change = RuleChange.safeParse({
      ...(amount.trim() === '' ? {} : { length: { amount: Number(amount), unit } }),
      enabled: enabled === 'yes',
      counterpart: counterpart.trim() === '' ? null : counterpart.trim(),
      ...stepsTyped(call.body),
      reason,
    })
    if (!change.success) {
      const paths = new Set(change.error.issues.map(({ path }) => String(path[0])))
      const problems = [...paths].map((path) => ({
        path,
        message: say(path === 'reason' ? 'problem.needed' : 'problem.invalid'),
      }))
      return shown(call, call.body, problems)
    }
    await inContext(node, call.viewer.actor, (ctx) => changeRule(ctx, { ...change.data, id: call.params.id }))
    return redirect(`/deadlines/rules/${call.params.id}`, { notice: say('saved.rule') })
  })
}

function RuleList({ view, rules }: { readonly view: View; readonly rules: readonly RuleInForce[] }) {
  const { lang, say } = view
  return (
    <>
      <PageHeading title={say('rules')} lead={say('rules.lead')} />
      <DataTable
        lang={lang}
        caption={say('rules')}
        hideCaption
        rows={rules}
        rowKey={({ rule, counterpart }) => `${rule.id} ${counterpart ?? ''}`}
        columns={[
          {
            key: 'what',
            header: say('field.what'),
            names: true,
            cell: ({ rule }) => (
              <a href={`/deadlines/rules/${rule.id}`}>
                <Bdi>{ruleTitle(lang, rule)}</Bdi>
              </a>
            ),
          },
          { key: 'length', header: say('field.length'), cell: ({ rule }) => lengthText(view, rule) },
          { key: 'source', header: say('field.source'), cell: ({ rule }) => sourceText(say, rule.source) },
          { key: 'for', header: say('field.counterpart'), cell: (one) => forText(view, one) },
          { key: 'enabled', header: say('field.enabled'), cell: ({ rule }) => say(rule.enabled ? 'yes' : 'no') },
        ]}
      />
    </>
  )
}

function forText({ say }: View, { counterpart }: RuleInForce) {
  return counterpart === null ? say('rules.all') : <Code>{counterpart}</Code>
}

function lengthText({ say }: View, { length, takesGivenDate }: DeadlineRule): string {
  if (length === null) return say('rules.byDate')
  const text = say(`length.${length.unit}`, { count: length.amount })
  return takesGivenDate ? say('rules.byDateOr', { length: text }) : text
}

function stepText({ say }: View, { days, to }: Step): string {
  const who = say(`to.${to}`)
  if (days === 0) return say('step.at', { to: who })
  return days < 0 ? say('step.before', { days: -days, to: who }) : say('step.after', { days, to: who })
}

interface RulePageProps {
  readonly view: View
  readonly versions: readonly RuleInForce[]
  readonly typed: Typed | null
  readonly problems: readonly Problem[]
}

function RulePage({ view, versions, typed, problems }: RulePageProps) {
  const { lang, say } = view
  const current = versions.find(({ counterpart }) => counterpart === null) ?? versions[0]
  if (current === undefined) return null
  const { rule } = current
  const events = (names: readonly string[]) => <Events view={view} names={names} />
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={<Bdi>{ruleTitle(lang, rule)}</Bdi>} />
      <SummaryList
        lang={lang}
        items={[
          { label: say('field.length'), value: lengthText(view, rule) },
          { label: say('field.source'), value: basisText(say, rule) },
          { label: say('field.expiry'), value: say(`expiry.${rule.onExpiry}`) },
          { label: say('field.starts'), value: events(rule.startedBy) },
          { label: say('field.met'), value: events(rule.metBy) },
          {
            label: say('field.steps'),
            value: (
              <ul>
                {rule.steps.map((step) => (
                  <li key={`${step.days} ${step.to}`}>{stepText(view, step)}</li>
                ))}
              </ul>
            ),
          },
          { label: say('field.enabled'), value: say(rule.enabled ? 'yes' : 'no') },
        ]}
      />
      <p>{say('rules.triggers-fixed')}</p>
      {view.may('change-rule') && <ChangeForm view={view} rule={rule} typed={typed} problems={problems} />}
      <h2>{say('rules.versions')}</h2>
      <Versions view={view} versions={versions} />
    </>
  )
}

function Events({ view, names }: { readonly view: View; readonly names: readonly string[] }) {
  const { lang, say } = view
  if (names.length === 0) return <>{say('event.none')}</>
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>{eventText(lang, name)}</li>
      ))}
    </ul>
  )
}

interface ChangeFormProps extends Pick<RulePageProps, 'view' | 'typed' | 'problems'> {
  readonly rule: DeadlineRule
}

function ChangeForm({ view, rule, typed, problems }: ChangeFormProps) {
  const { lang, say, csrf } = view
  const error = (path: string) => problems.find((problem) => problem.path === path)?.message
  const amount = typed?.amount ?? (rule.length === null ? '' : String(rule.length.amount))
  return (
    <section aria-labelledby="change">
      <h2 id="change">{say('rules.change')}</h2>
      <Form lang={lang} csrf={csrf} action={`/deadlines/rules/${rule.id}`}>
        <TextField
          lang={lang}
          name="amount"
          label={say('field.amount')}
          value={amount}
          type="number"
          width="short"
          error={error('amount')}
          optional
        />
        <SelectField
          lang={lang}
          name="unit"
          label={say('field.unit')}
          value={typed?.unit ?? rule.length?.unit ?? 'days'}
          options={lengthUnits.map((value) => ({ value, label: say(`unit.${value}`) }))}
          error={error('unit')}
        />
        <SelectField
          lang={lang}
          name="enabled"
          label={say('field.enabled')}
          value={typed?.enabled ?? (rule.enabled ? 'yes' : 'no')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: say(value) }))}
        />
        <TextField
          lang={lang}
          name="counterpart"
          label={say('field.counterpart')}
          hint={say('rules.counterpart')}
          value={typed?.counterpart}
          width="medium"
          dir="ltr"
          optional
          error={error('counterpart')}
        />
        <StepFields view={view} rule={rule} typed={typed} error={error('steps')} />
        <TextArea lang={lang} name="reason" label={say('field.reason')} value={typed?.reason} rows={2} error={error('reason')} />
        <ButtonRow>
          <Button>{say('save')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}

function Versions({ view, versions }: Pick<RulePageProps, 'view' | 'versions'>) {
  const { lang, say } = view
  return (
    <DataTable
      lang={lang}
      caption={say('rules.versions')}
      hideCaption
      rows={versions}
      rowKey={({ version, counterpart }) => `${version} ${counterpart ?? ''}`}
      columns={[
        {
          key: 'at',
          header: say('field.at'),
          cell: ({ changedAt }) => (changedAt === null ? say('rules.shipped') : <DateTime lang={lang} at={changedAt} />),
        },
        { key: 'length', header: say('field.length'), cell: ({ rule }) => lengthText(view, rule) },
        { key: 'for', header: say('field.counterpart'), cell: (one) => forText(view, one) },
        { key: 'enabled', header: say('field.enabled'), cell: ({ rule }) => say(rule.enabled ? 'yes' : 'no') },
        { key: 'by', header: say('field.by'), cell: ({ changedBy }) => <Bdi>{changedBy ?? '–'}</Bdi> },
        { key: 'reason', header: say('field.reason'), cell: ({ reason }) => <Bdi>{reason ?? '–'}</Bdi> },
      ]}
    />
  )
}
