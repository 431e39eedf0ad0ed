import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  Form,
  InsetText,
  PageHeading,
  SummaryList,
  Tag,
} from '@comity/ui'
import type { Tone } from '@comity/ui'
import type { FolderState, ListedMachine, MachineState, Webhook } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { unitText } from './view.ts'
import type { View } from './view.ts'

interface OverviewProps {
  readonly view: View
  readonly machines: readonly ListedMachine[]
  readonly webhooks: readonly Webhook[]
  readonly folder: FolderState
}

/** Everything by which other programs reach this office, and how it stands. */
export function Overview({ view, machines, webhooks, folder }: OverviewProps) {
  const { say } = view
  const toReview = machines.filter((machine) => machine.toReview).length
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <section aria-labelledby="machines">
        <h2 id="machines">{say('machines')}</h2>
        <p>{say('machines.lead')}</p>
        {toReview > 0 && <InsetText tone="warning">{say('machines.to-review', { count: toReview })}</InsetText>}
        <Machines view={view} machines={machines} />
        {view.changes && (
          <ButtonRow>
            <Button kind="secondary" href="/bridge/machines/new">
              {say('machines.new')}
            </Button>
          </ButtonRow>
        )}
      </section>
      <section aria-labelledby="webhooks">
        <h2 id="webhooks">{say('webhooks')}</h2>
        <p>{say('webhooks.lead')}</p>
        <Webhooks view={view} webhooks={webhooks} />
        {view.changes && (
          <ButtonRow>
            <Button kind="secondary" href="/bridge/webhooks/new">
              {say('webhooks.new')}
            </Button>
          </ButtonRow>
        )}
      </section>
      <Folder view={view} folder={folder} />
    </>
  )
}

const tones: Readonly<Record<MachineState, Tone>> = {
  waiting: 'warning',
  active: 'success',
  expired: 'neutral',
  revoked: 'neutral',
}

function Machines({ view, machines }: Pick<OverviewProps, 'view' | 'machines'>) {
  const { lang, say, zone } = view
  return (
    <DataTable
      lang={lang}
      caption={say('machines')}
      hideCaption
      rows={machines.toSorted((one, other) => Number(other.toReview) - Number(one.toReview))}
      rowKey={({ id }) => id}
      empty={<EmptyState title={say('machines.empty')} />}
      columns={[
        {
          key: 'name',
          header: say('field.name'),
          names: true,
          cell: ({ name, keyHint, folder }) => (
            <>
              <Bdi>{name}</Bdi> <Code>{`${keyHint}…`}</Code> {folder && <Tag>{say('folder')}</Tag>}
            </>
          ),
        },
        { key: 'unit', header: say('field.unit'), cell: ({ unitId }) => unitText(view, unitId) },
        { key: 'acts', header: say('field.acts'), cell: ({ acts }) => acts.map((act) => say(`act.${act}`)).join(' · ') },
        {
          key: 'until',
          header: say('field.until'),
          cell: ({ expiresAt }) => <DateTime lang={lang} at={expiresAt} zone={zone} />,
        },
        {
          key: 'used',
          header: say('field.used'),
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? say('never') : <DateTime lang={lang} at={lastUsedAt} zone={zone} />),
        },
        { key: 'state', header: say('field.state'), cell: (machine) => <MachineStanding view={view} machine={machine} /> },
      ]}
    />
  )
}

function MachineStanding({ view, machine }: { readonly view: View; readonly machine: ListedMachine }) {
  const { lang, say, csrf } = view
  const { id, state, unitId, createdBy, createdByName, confirmedByName, toReview } = machine
  const asks = (state === 'waiting' || toReview) && createdBy !== view.actor.id && mayConfirm(view.actor, unitId)
  const open = state === 'waiting' || state === 'active'
  return (
    <>
      <Tag tone={tones[state]}>{say(`state.${state}`)}</Tag>
      {state === 'waiting' && <p>{say('machines.waiting', { name: createdByName })}</p>}
      {toReview && <p>{say('machines.review', { name: confirmedByName ?? '–' })}</p>}
      {view.changes && open && (
        <Form lang={lang} csrf={csrf} action={`/bridge/machines/${id}`}>
          <ButtonRow>
            {asks && (
              <Button kind="secondary" name="act" value="confirm">
                {say('confirm')}
              </Button>
            )}
            <Button kind="danger" name="act" value="revoke">
              {say('revoke')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

function Webhooks({ view, webhooks }: Pick<OverviewProps, 'view' | 'webhooks'>) {
  const { lang, say } = view
  return (
    <DataTable
      lang={lang}
      caption={say('webhooks')}
      hideCaption
      rows={webhooks}
      rowKey={({ id }) => id}
      empty={<EmptyState title={say('webhooks.empty')} />}
      columns={[
        {
          key: 'url',
          header: say('field.url'),
          names: true,
          cell: ({ id, url }) => (
            <a href={`/bridge/webhooks/${id}`}>
              <Code>{url}</Code>
            </a>
          ),
        },
        { key: 'unit', header: say('field.unit'), cell: ({ unitId }) => unitText(view, unitId) },
        { key: 'waiting', header: say('field.waiting'), align: 'end', cell: ({ waiting }) => waiting },
        { key: 'dead', header: say('field.dead'), align: 'end', cell: ({ dead }) => dead },
        { key: 'state', header: say('field.state'), cell: (webhook) => <WebhookTag view={view} webhook={webhook} /> },
      ]}
    />
  )
}

/** How a receiver stands, in a word. */
export function WebhookTag({ view: { say }, webhook }: { readonly view: View; readonly webhook: Webhook }) {
  if (webhook.stoppedFor !== null)
    return <Tag tone={webhook.stoppedFor === 'stopped' ? 'neutral' : 'danger'}>{say(`webhook.${webhook.stoppedFor}`)}</Tag>
  if (webhook.failingSince !== null) return <Tag tone="warning">{say('webhook.trying')}</Tag>
  return <Tag tone="success">{say('webhook.well')}</Tag>
}

function Folder({ view, folder }: Pick<OverviewProps, 'view' | 'folder'>) {
  const { lang, say, zone } = view
  const { path, machineName, waiting, problem, problemSince } = folder
  return (
    <section aria-labelledby="folder">
      <h2 id="folder">{say('folder')}</h2>
      <p>{say('folder.lead')}</p>
      {path === null && <InsetText>{say('folder.none')}</InsetText>}
      {path !== null && machineName === null && <InsetText tone="warning">{say('folder.no-machine')}</InsetText>}
      {problem !== null && problemSince !== null && (
        <InsetText tone="danger">
          {say(`folder.${problem}`)} (<DateTime lang={lang} at={problemSince} zone={zone} />)
        </InsetText>
      )}
      {path !== null && (
        <SummaryList
          lang={lang}
          items={[
            { label: say('folder.path'), value: <Code>{path}</Code> },
            { label: say('folder.machine'), value: machineName === null ? '–' : <Bdi>{machineName}</Bdi> },
            { label: say('folder.waiting'), value: String(waiting) },
          ]}
        />
      )}
    </section>
  )
}
