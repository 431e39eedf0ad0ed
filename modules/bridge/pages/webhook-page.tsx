import {
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateField,
  DateTime,
  EmptyState,
  Form,
  InsetText,
  PageHeading,
  SummaryList,
  Tabs,
  Tag,
} from '@comity/ui'
import type { Tone } from '@comity/ui'
import { deliveryStates } from '../contract.ts'
import type { Delivery, Webhook } from '../contract.ts'
import { WebhookTag } from './overview.tsx'
import type { Outcome } from '../attempt.ts'
import { reasonText, unitText } from './view.ts'
import type { View } from './view.ts'

interface DeliveryPage {
  readonly deliveries: readonly Delivery[]
  readonly next: number | null
  readonly before: number | undefined
  readonly state: Delivery['state'] | undefined
}

interface WebhookPageProps {
  readonly view: View
  readonly webhook: Webhook
  readonly page: DeliveryPage
  readonly today: string
  /** What came of a test that was not taken. */
  readonly refused: Outcome | null
}

/** One receiver, with what was sent to it. */
export function WebhookPage({ view, webhook, page, today, refused }: WebhookPageProps) {
  const { lang, say, zone } = view
  const at = (when: string | null) => (when === null ? '–' : <DateTime lang={lang} at={when} zone={zone} />)
  return (
    <>
      <PageHeading title={say('webhook')} status={<WebhookTag view={view} webhook={webhook} />} />
      {refused !== null && <InsetText tone="danger">{refusedText(view, refused)}</InsetText>}
      <Standing view={view} webhook={webhook} />
      <SummaryList
        lang={lang}
        items={[
          { label: say('field.url'), value: <Code>{webhook.url}</Code> },
          { label: say('field.unit'), value: unitText(view, webhook.unitId) },
          { label: say('field.kinds'), value: webhook.kinds.map((kind) => say(`kind.${kind}`)).join(' · ') },
          { label: say('field.waiting'), value: String(webhook.waiting) },
          { label: say('field.dead'), value: String(webhook.dead) },
          { label: say('field.next'), value: at(webhook.stoppedAt === null ? webhook.nextTryAt : null) },
          ...(webhook.formerSecretUntil === null
            ? []
            : [{ label: say('field.former-secret'), value: at(webhook.formerSecretUntil) }]),
        ]}
      />
      {view.changes && <Acts view={view} webhook={webhook} />}
      <Deliveries view={view} webhook={webhook} page={page} />
      {view.changes && webhook.dead > 0 && (
        <section aria-labelledby="replay">
          <h2 id="replay">{say('replay.all')}</h2>
          <Form lang={lang} csrf={view.csrf} action={`/bridge/webhooks/${webhook.id}/replay`}>
            <DateField lang={lang} name="since" label={say('replay.since')} hint={say('replay.lead')} value={today} max={today} />
            <ButtonRow>
              <Button kind="secondary">{say('replay.all')}</Button>
            </ButtonRow>
          </Form>
        </section>
      )}
    </>
  )
}

function refusedText({ say }: View, { status, problem }: Outcome): string {
  return status === null ? say('ping.silent', { problem: reasonText(say, problem ?? '') }) : say('ping.refused', { status })
}

function Standing({ view: { lang, say, zone }, webhook }: Pick<WebhookPageProps, 'view' | 'webhook'>) {
  const { stoppedFor, stoppedAt, failingSince } = webhook
  if (stoppedFor !== null && stoppedAt !== null)
    return (
      <InsetText tone={stoppedFor === 'stopped' ? 'neutral' : 'danger'}>
        {say(`notice.${stoppedFor}`)} (<DateTime lang={lang} at={stoppedAt} zone={zone} />)
      </InsetText>
    )
  if (failingSince === null) return null
  return (
    <InsetText tone="warning">
      {say('notice.trying')} (<DateTime lang={lang} at={failingSince} zone={zone} />)
    </InsetText>
  )
}

function Acts({ view: { lang, say, csrf }, webhook }: Pick<WebhookPageProps, 'view' | 'webhook'>) {
  return (
    <Form lang={lang} csrf={csrf} action={`/bridge/webhooks/${webhook.id}`}>
      <ButtonRow>
        <Button name="act" value="ping">
          {say('ping')}
        </Button>
        <Button kind="secondary" name="act" value="secret">
          {say('secret.change')}
        </Button>
        {webhook.stoppedAt === null ? (
          <Button kind="secondary" name="act" value="stop">
            {say('stop')}
          </Button>
        ) : (
          <Button kind="secondary" name="act" value="resume">
            {say('resume')}
          </Button>
        )}
        <Button kind="danger" name="act" value="remove">
          {say('remove')}
        </Button>
      </ButtonRow>
    </Form>
  )
}

const tones: Readonly<Record<Delivery['state'], Tone>> = { waiting: 'warning', delivered: 'success', dead: 'danger' }

function Deliveries({ view, webhook, page }: Pick<WebhookPageProps, 'view' | 'webhook' | 'page'>) {
  const { lang, say, zone, csrf } = view
  const href = `/bridge/webhooks/${webhook.id}`
  const withState = page.state === undefined ? href : `${href}?state=${page.state}`
  const next = page.next === null ? undefined : `${withState}${page.state === undefined ? '?' : '&'}before=${page.next}`
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{say('deliveries')}</h2>
      <Tabs
        lang={lang}
        label={say('deliveries')}
        items={[
          { href, label: say('deliveries.all'), current: page.state === undefined },
          ...deliveryStates.map((state) => ({
            href: `${href}?state=${state}`,
            label: say(`delivery.${state}`),
            current: page.state === state,
          })),
        ]}
      />
      <DataTable
        lang={lang}
        caption={say('deliveries')}
        hideCaption
        rows={page.deliveries}
        rowKey={({ eventId }) => eventId}
        empty={<EmptyState title={say('deliveries.empty')} />}
        paging={{ previousHref: page.before === undefined ? undefined : withState, nextHref: next }}
        columns={[
          { key: 'at', header: say('field.at'), cell: ({ at }) => <DateTime lang={lang} at={at} zone={zone} /> },
          { key: 'kind', header: say('field.kind'), names: true, cell: ({ kind }) => say(`kind.${kind}`) },
          {
            key: 'state',
            header: say('field.state'),
            cell: ({ state }) => <Tag tone={tones[state]}>{say(`delivery.${state}`)}</Tag>,
          },
          { key: 'attempts', header: say('field.attempts'), align: 'end', cell: ({ attempts }) => attempts },
          {
            key: 'answer',
            header: say('field.answer'),
            cell: ({ lastStatus, problem }) =>
              lastStatus === null ? problem === null ? '–' : reasonText(say, problem) : <Code>{String(lastStatus)}</Code>,
          },
          {
            key: 'tried',
            header: say('field.tried'),
            cell: ({ lastTriedAt }) => (lastTriedAt === null ? '–' : <DateTime lang={lang} at={lastTriedAt} zone={zone} />),
          },
          {
            key: 'replay',
            header: say('field.replay'),
            cell: ({ eventId, state, kind }) =>
              view.changes && state !== 'waiting' && kind !== 'ping' ? (
                <Form lang={lang} csrf={csrf} action={`${href}/deliveries/${eventId}`}>
                  <Button kind="link">{say('replay')}</Button>
                </Form>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </section>
  )
}
