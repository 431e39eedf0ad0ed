import { Bdi, Code, DataTable, DateTime, Tag, type DataTableProps, type Tone } from '@comity/ui'
import type { Clock } from '../contract.ts'
import { ruleTitle, sourceText } from '../texts.ts'
import type { View } from './view.ts'

export interface ClockTableProps {
  readonly view: View
  readonly clocks: readonly Clock[]
  /** Of one request: its name need not be said again. */
  readonly ofRequest?: boolean
  readonly more?: Partial<Pick<DataTableProps<Clock>, 'paging' | 'empty'>>
}

const tones: Readonly<Record<Clock['state'], Tone>> = {
  running: 'info',
  overdue: 'danger',
  stopped: 'warning',
  met: 'success',
  ended: 'neutral',
}

/** The state of a clock as a mark. */
export function ClockTag({ view: { say }, clock }: { readonly view: View; readonly clock: Pick<Clock, 'state'> }) {
  return <Tag tone={tones[clock.state]}>{say(`state.${clock.state}`)}</Tag>
}

/** Clocks in a table; at phone width each is a card. */
export function ClockTable({ view, clocks, ofRequest = false, more = {} }: ClockTableProps) {
  const { lang, say, names } = view
  const request = {
    key: 'request',
    header: say('field.request'),
    names: true,
    cell: (clock: Clock) => (
      <>
        <a href={`/requests/${clock.requestId}`}>
          <Code>{clock.reference}</Code>
        </a>{' '}
        <Bdi>{clock.subject}</Bdi>
        <br />
        <small>
          <Bdi>{clock.counterpartName ?? names.get(clock.counterpart ?? '') ?? clock.counterpart ?? ''}</Bdi>
        </small>
      </>
    ),
  }
  return (
    <DataTable
      lang={lang}
      caption={say('title')}
      hideCaption
      rows={clocks}
      rowKey={(clock) => clock.id}
      columns={[
        {
          key: 'due',
          header: say('field.due'),
          cell: (clock) => <DateTime lang={lang} at={clock.dueAt} zone={clock.zone} only="date" />,
        },
        {
          key: 'what',
          header: say('field.what'),
          cell: (clock) => (
            <>
              <a href={`/deadlines/${clock.id}`}>{ruleTitle(lang, { id: clock.ruleId, title: clock.ruleTitle })}</a>
              <br />
              <small>{sourceText(say, clock.source)}</small>
            </>
          ),
        },
        ...(ofRequest ? [] : [request]),
        { key: 'owner', header: say('field.owner'), cell: (clock) => say(`owner.${clock.owner}`) },
        { key: 'state', header: say('field.state'), cell: (clock) => <ClockTag view={view} clock={clock} /> },
      ]}
      {...more}
    />
  )
}
