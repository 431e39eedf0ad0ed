import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Card,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  InsetText,
  PageHeading,
  SummaryList,
  Tag,
  TextArea,
  TextField,
  type Tone,
} from '@comity/ui'
import { directoryLimits, type DirectoryConflict, type DirectoryStatus, type FurtherDirectory } from '../contract.ts'
import { directoryErrorTexts } from '../error-texts.ts'
import { directoryText } from '../messages.ts'
import { nameIn } from '../pages/words.ts'
import { FingerprintView } from './fingerprint-view.tsx'
import { trustText } from './texts.ts'

export interface NetworksPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly status: DirectoryStatus
  readonly networks: readonly FurtherDirectory[]
  readonly now: Date
  readonly mayDecide: boolean
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly given: {
    readonly origin?: string | undefined
    readonly fingerprint?: string | undefined
    readonly compared?: string | undefined
  }
}

/** `/directory/networks`: the first directory, the further ones with what is wrong with each, joining and leaving by two persons. */
export function NetworksPage(props: NetworksPageProps) {
  const { lang, networks, status, problems } = props
  const t = trustText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('net-title')} lead={t('net-lead')} />
      <Card title={status.network ?? '–'}>
        <p class="hint">
          <strong>{t('net-first')}.</strong> {t('net-first-hint')}
        </p>
        <SummaryList
          lang={lang}
          items={[
            { label: t('net-version'), value: status.version ?? '–' },
            { label: t('net-valid'), value: <When lang={lang} at={status.validUntil} /> },
            { label: t('net-checked'), value: <When lang={lang} at={status.lastCheckedAt} /> },
          ]}
        />
      </Card>
      {networks.length === 0 && <EmptyState title={t('net-none')}>{t('net-none-hint')}</EmptyState>}
      {networks.map((network) => (
        <NetworkCard key={network.id} {...props} network={network} />
      ))}
      {props.mayDecide && <ProposeForm {...props} />}
    </>
  )
}

function When({ lang, at }: { readonly lang: Lang; readonly at: string | null }) {
  return at === null ? <>–</> : <DateTime lang={lang} at={at} />
}

const tones: Readonly<Record<FurtherDirectory['state'], Tone>> = {
  proposed: 'info',
  followed: 'success',
  rejected: 'neutral',
  leaving: 'warning',
  left: 'neutral',
}

type Standing = 'never' | 'expired' | 'stale' | 'fresh'
const standingTones: Readonly<Record<Standing, Tone>> = {
  never: 'neutral',
  expired: 'danger',
  stale: 'warning',
  fresh: 'success',
}

function standingOf({ validUntil, usableUntil }: FurtherDirectory, now: Date): Standing {
  if (validUntil === null || usableUntil === null) return 'never'
  if (now > new Date(usableUntil)) return 'expired'
  return now > new Date(validUntil) ? 'stale' : 'fresh'
}

type OfNetwork = NetworksPageProps & { readonly network: FurtherDirectory }

function NetworkCard(props: OfNetwork) {
  const { lang, now, network, mayDecide } = props
  const t = trustText(lang)
  const isFollowed = network.state === 'followed' || network.state === 'leaving'
  const standing = standingOf(network, now)
  const items = [
    { label: t('state-of'), value: <Tag tone={tones[network.state]}>{t(`net-${network.state}`)}</Tag> },
    ...(isFollowed
      ? [
          {
            label: t('net-valid'),
            value: (
              <>
                <Tag tone={standingTones[standing]}>{t(`net-${standing}`)}</Tag> <When lang={lang} at={network.validUntil} />
              </>
            ),
          },
          { label: t('net-version'), value: network.version ?? '–' },
          { label: t('net-checked'), value: <When lang={lang} at={network.checkedAt} /> },
        ]
      : []),
    { label: t('net-origin'), value: <Code>{network.origin}</Code> },
    {
      label: t('fingerprint'),
      value: <FingerprintView lang={lang} authorityId={network.network} fingerprint={network.fingerprint} />,
    },
    { label: t('pin-compared'), value: <Bdi>{network.compared}</Bdi> },
    { label: t('by-whom'), value: <Bdi>{[network.proposedByName, network.decidedByName].filter(Boolean).join(', ')}</Bdi> },
  ]
  return (
    <Card title={network.network}>
      {isFollowed && network.problem !== null && (
        <InsetText tone="warning">
          {t('net-trouble')}: <Trouble lang={lang} code={network.problem} />
        </InsetText>
      )}
      <SummaryList lang={lang} items={items} />
      {isFollowed && network.version !== null && (
        <p>
          <a href={`/directory/networks/${network.id}/anchor.json`}>{directoryText(lang)('download-anchor')}</a>
        </p>
      )}
      {isFollowed && network.conflicts.length > 0 && <Conflicts lang={lang} conflicts={network.conflicts} />}
      {mayDecide && <Decide {...props} />}
    </Card>
  )
}

function Trouble({ lang, code }: { readonly lang: Lang; readonly code: string }) {
  const texts: Readonly<Record<string, string>> = directoryErrorTexts[lang]
  const text = texts[code]
  return text === undefined || text.includes('{') ? <Code>{code}</Code> : <>{text}</>
}

/** More would be a page of its own: whoever has so many asks the secretariat. */
const CONFLICTS_SHOWN = 100

function Conflicts({ lang, conflicts }: { readonly lang: Lang; readonly conflicts: readonly DirectoryConflict[] }) {
  const t = trustText(lang)
  return (
    <>
      <DataTable<DirectoryConflict>
        lang={lang}
        caption={t('net-conflicts')}
        rows={conflicts.slice(0, CONFLICTS_SHOWN)}
        rowKey={(row) => row.authorityId}
        total={conflicts.length}
        columns={[
          {
            key: 'authority',
            header: t('authority'),
            cell: (row) => <a href={`/directory/${row.authorityId}`}>{row.authorityId}</a>,
            names: true,
          },
          {
            key: 'says',
            header: t('net-says'),
            cell: (row) => (
              <>
                <Bdi>{nameIn(lang, row.names)}</Bdi>
                <br />
                <Code>{row.nodeOrigin}</Code>
                <br />
                <Code>{`${row.fingerprint.slice(0, 19)}…`}</Code>
              </>
            ),
          },
          { key: 'differs', header: t('net-differs'), cell: (row) => row.differs.map((each) => t(`net-d-${each}`)).join(', ') },
        ]}
      />
      <p class="hint">{t('net-conflicts-hint')}</p>
    </>
  )
}

function Decide({ lang, viewer, network }: OfNetwork) {
  const t = trustText(lang)
  const act = (name: string, text: string, kind: 'primary' | 'secondary') => (
    <Form lang={lang} action={`/directory/networks/${network.id}/${name}`} csrf={viewer.csrf}>
      <Button kind={kind}>{text}</Button>
    </Form>
  )
  if (network.state === 'followed')
    return (
      <>
        <p class="hint">{t('net-leave-hint')}</p>
        <ButtonRow>{act('leave', t('net-leave'), 'secondary')}</ButtonRow>
      </>
    )
  if (network.state !== 'proposed' && network.state !== 'leaving') return null
  const joins = network.state === 'proposed'
  const isOwn = network.awaits === viewer.actor.id
  return (
    <>
      {isOwn && <p>{t('net-own-wait')}</p>}
      <ButtonRow>
        {!isOwn && act('confirm', t(joins ? 'net-confirm' : 'net-confirm-leave'), 'primary')}
        {act('reject', t(joins ? 'net-reject' : 'net-keep'), 'secondary')}
      </ButtonRow>
    </>
  )
}

function ProposeForm({ lang, viewer, problems, given }: NetworksPageProps) {
  const t = trustText(lang)
  const wrong = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <section aria-labelledby="propose-network">
      <h2 id="propose-network">{t('net-propose-title')}</h2>
      <p>{t('net-propose-hint')}</p>
      <Form lang={lang} action="/directory/networks" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="root"
          label={t('net-root')}
          hint={t('net-root-hint')}
          error={wrong('root')}
          accept=".json,application/json"
          maxBytes={directoryLimits.rootBytes}
        />
        <TextField
          lang={lang}
          name="origin"
          label={t('net-address')}
          hint={t('net-address-hint')}
          error={wrong('origin')}
          maxLength={300}
          value={given.origin}
        />
        <TextArea
          lang={lang}
          name="fingerprint"
          label={t('pin-fingerprint')}
          hint={t('net-fingerprint-hint')}
          error={wrong('fingerprint')}
          rows={3}
          value={given.fingerprint}
        />
        <TextArea
          lang={lang}
          name="compared"
          label={t('pin-compared')}
          hint={t('pin-compared-hint')}
          error={wrong('compared')}
          rows={2}
          maxLength={500}
          value={given.compared}
        />
        <ButtonRow>
          <Button>{t('net-propose')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
