import { z } from 'zod'
import { inContext } from '@comity/accounts/server'
import type { Context } from '@comity/accounts/contract'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { formatDate } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateField,
  DateTime,
  ErrorSummary,
  Form,
  PageHeading,
  SummaryList,
  TextArea,
} from '@comity/ui'
import type { Clock, ClockEntry } from '../contract.ts'
import { extendClock, resumeClock, stopClock } from '../operations/change-clock.ts'
import { getClock } from '../operations/list-clocks.ts'
import { basisText, isKey, ruleTitle } from '../texts.ts'
import { ClockTag } from './clock-table.tsx'
import { deadlinesCrumb, readingOf, viewOf, type Place, type View } from './view.ts'

const Params = z.strictObject({ id: z.uuid() })
const Change = z.strictObject({
  act: z.enum(['extend', 'stop', 'resume']),
  to: z.string().max(20).default(''),
  reason: z.string().max(2000).default(''),
})
type Change = z.output<typeof Change>
const done = { extend: 'saved.extended', stop: 'saved.stopped', resume: 'saved.resumed' } as const

/** One clock: what it rests on, how it was counted, its history, and its extension, stop and resumption with reasons. */
export function addClockPage(app: App, place: Place): void {
  const { node, calendars } = place
  const shown = async (
    call: Parameters<typeof viewOf>[1] & { params: { id: string } },
    typed: Change | null,
    problems: readonly Problem[],
  ) => {
    const { clock, history } = await getClock(readingOf(place, call.viewer), call.params.id)
    const view = await viewOf(node, call, [clock.counterpart])
    const title = ruleTitle(view.lang, { id: clock.ruleId, title: clock.ruleTitle })
    return show({
      title,
      current: '/deadlines',
      breadcrumbs: [deadlinesCrumb(view.say)],
      status: problems.length > 0 ? 422 : 200,
      body: <ClockView view={view} clock={clock} history={history} typed={typed} problems={problems} />,
    })
  }
  pageRoute(app, { method: 'GET', url: '/deadlines/:id', params: Params }, (call) => shown(call, null, []))
  pageRoute(app, { method: 'POST', url: '/deadlines/:id', params: Params, body: Change }, async (call) => {
    const { say } = await viewOf(node, call)
    const { act, to, reason } = call.body
    const { id } = call.params
    const missing = [
      ...(act === 'extend' && !z.iso.date().safeParse(to).success ? ['to'] : []),
      ...(reason.trim().length < 3 ? ['reason'] : []),
    ].map((path) => ({ path, message: say('problem.needed') }))
    if (missing.length > 0) return shown(call, call.body, missing)
    const run = (ctx: Context) => {
      if (act === 'extend') return extendClock(ctx, { id, to, reason }, calendars)
      return act === 'stop' ? stopClock(ctx, { id, reason }, calendars) : resumeClock(ctx, { id, reason }, calendars)
    }
    try {
      await inContext(node, call.viewer.actor, run)
      return redirect(`/deadlines/${id}`, { notice: say(done[act]) })
    } catch (error) {
      const key = error instanceof ComityError ? `refusal.${error.code}` : ''
      if (!isKey(key)) throw error
      return shown(call, call.body, [{ path: act === 'extend' ? 'to' : 'reason', message: say(key) }])
    }
  })
}

interface ClockViewProps {
  readonly view: View
  readonly clock: Clock
  readonly history: readonly ClockEntry[]
  readonly typed: Change | null
  readonly problems: readonly Problem[]
}

function ClockView({ view, clock, history, typed, problems }: ClockViewProps) {
  const { lang, say, names } = view
  const going = clock.metAt === null && clock.endedAt === null
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading
        caption={
          <a href={`/requests/${clock.requestId}`}>
            <Code>{clock.reference}</Code> <Bdi>{clock.subject}</Bdi> ·{' '}
            <Bdi>{clock.counterpartName ?? names.get(clock.counterpart ?? '') ?? clock.counterpart ?? ''}</Bdi>
          </a>
        }
        title={<Bdi>{ruleTitle(lang, { id: clock.ruleId, title: clock.ruleTitle })}</Bdi>}
        status={<ClockTag view={view} clock={clock} />}
      />
      <SummaryList lang={lang} items={factsOf(view, clock)} />
      {going && view.may('change-clock') && <Changes view={view} clock={clock} typed={typed} problems={problems} />}
      <h2>{say('history')}</h2>
      <History view={view} clock={clock} history={history} />
    </>
  )
}

function factsOf({ lang, say }: View, clock: Clock) {
  const notes = clock.calendars.flatMap(({ state, known, holidays }) =>
    known
      ? holidays.map(({ on, name }) => `${state.toUpperCase()}: ${formatDate(lang, on)}, ${name}`)
      : [say('calendar.unknown', { state: state.toUpperCase() })],
  )
  return [
    { label: say('field.due'), value: <DateTime lang={lang} at={clock.dueAt} zone={clock.zone} /> },
    { label: say('field.owner'), value: say(`owner.${clock.owner}`) },
    { label: say('field.started'), value: <DateTime lang={lang} at={clock.startedAt} zone={clock.zone} /> },
    { label: say('field.source'), value: basisText(say, clock) },
    { label: say('field.expiry'), value: say(`expiry.${clock.onExpiry}`) },
    { label: say('field.zone'), value: <Code>{clock.zone}</Code> },
    ...(notes.length === 0
      ? []
      : [
          {
            label: say('field.holidays'),
            value: (
              <ul>
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            ),
          },
        ]),
  ]
}

function Changes({ view, clock, typed, problems }: Omit<ClockViewProps, 'history'>) {
  const { lang, say, csrf } = view
  const error = (path: string) => problems.find((problem) => problem.path === path)?.message
  const stopped = clock.stoppedAt !== null
  const limit = clock.extendable?.maxDays
  return (
    <Form lang={lang} csrf={csrf} action={`/deadlines/${clock.id}`}>
      {clock.extendable !== null && (
        <DateField
          lang={lang}
          name="to"
          label={say('field.to')}
          value={typed?.to}
          error={error('to')}
          optional
          hint={
            limit === undefined || limit === null
              ? say('extend.lead')
              : `${say('extend.limit', { days: limit })} ${say('extend.lead')}`
          }
        />
      )}
      <TextArea lang={lang} name="reason" label={say('field.reason')} value={typed?.reason} error={error('reason')} rows={2} />
      <ButtonRow>
        {clock.extendable !== null && (
          <Button name="act" value="extend">
            {say('extend')}
          </Button>
        )}
        <Button kind="secondary" name="act" value={stopped ? 'resume' : 'stop'}>
          {say(stopped ? 'resume' : 'stop')}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function History({ view, clock, history }: Pick<ClockViewProps, 'view' | 'clock' | 'history'>) {
  const { lang, say, names } = view
  const told = (reason: string): string => (isKey(`to.${reason}`) ? say(`to.${reason}` as 'to.head') : reason)
  return (
    <DataTable
      lang={lang}
      caption={say('history')}
      hideCaption
      rows={history}
      rowKey={(entry) => `${entry.at} ${entry.what} ${entry.reason ?? ''}`}
      columns={[
        { key: 'at', header: say('field.at'), cell: ({ at }) => <DateTime lang={lang} at={at} zone={clock.zone} /> },
        {
          key: 'what',
          header: say('field.what'),
          cell: ({ what, toDue }) =>
            toDue === null
              ? say(`entry.${what}`)
              : `${say(`entry.${what}`)}: ${say('entry.due', { date: formatDate(lang, toDue, clock.zone) })}`,
        },
        { key: 'by', header: say('field.by'), cell: ({ by }) => <Bdi>{names.get(by) ?? by}</Bdi> },
        {
          key: 'reason',
          header: say('field.reason'),
          cell: ({ what, reason }) => <Bdi>{reason === null ? '–' : what === 'noticed' ? told(reason) : reason}</Bdi>,
        },
      ]}
    />
  )
}
