import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Card,
  Code,
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
import { directoryLimits, type Pin } from '../contract.ts'
import { nameIn } from '../pages/words.ts'
import { FingerprintView } from './fingerprint-view.tsx'
import { trustText } from './texts.ts'
import { WarningsView } from './warnings-view.tsx'

export interface PinsPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly pins: readonly Pin[]
  readonly own: { readonly authorityId: string; readonly fingerprint: string }
  readonly mayPin: boolean
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly given: {
    readonly fingerprint?: string | undefined
    readonly compared?: string | undefined
    readonly stateName?: string | undefined
  }
}

/** `/directory/pins`: direct trust between two authorities, without any centre. */
export function PinsPage(props: PinsPageProps) {
  const { lang, pins, own } = props
  const t = trustText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={props.problems} />
      <PageHeading title={t('pins-title')} lead={t('pins-lead')} />
      <section aria-labelledby="own">
        <h2 id="own">{t('own-title')}</h2>
        <p class="hint">{t('own-hint')}</p>
        <FingerprintView lang={lang} {...own} />
      </section>
      <section aria-labelledby="pins">
        <h2 id="pins">{t('pins')}</h2>
        {pins.length === 0 && <EmptyState title={t('no-pins')} />}
        {pins.map((pin) => (
          <PinCard key={pin.id} {...props} pin={pin} />
        ))}
      </section>
      {props.mayPin && <ProposeForm {...props} />}
    </>
  )
}

const tones: Readonly<Record<Pin['state'], Tone>> = {
  proposed: 'info',
  pinned: 'success',
  rejected: 'neutral',
  ending: 'warning',
  ended: 'neutral',
}

function PinCard({ lang, viewer, mayPin, pin }: PinsPageProps & { readonly pin: Pin }) {
  const t = trustText(lang)
  const items = [
    { label: t('authority'), value: <Code>{pin.authorityId}</Code> },
    { label: t('state-of'), value: <Tag tone={tones[pin.state]}>{t(`pin-${pin.state}`)}</Tag> },
    {
      label: t('fingerprint'),
      value: <FingerprintView lang={lang} authorityId={pin.authorityId} fingerprint={pin.fingerprint} />,
    },
    { label: t('pin-compared'), value: <Bdi>{pin.compared}</Bdi> },
    {
      label: t('by-whom'),
      value: (
        <>
          <Bdi>{pin.proposedByName}</Bdi>
          {pin.decidedByName !== null && (
            <>
              , <Bdi>{pin.decidedByName}</Bdi>
            </>
          )}
          , <DateTime lang={lang} at={pin.decidedAt ?? pin.proposedAt} />
        </>
      ),
    },
  ]
  return (
    <Card title={nameIn(lang, pin.names)}>
      {pin.directoryDiffers !== null && (
        <InsetText tone="danger">{t('pin-differs', { fingerprint: pin.directoryDiffers })}</InsetText>
      )}
      <WarningsView lang={lang} warnings={pin.warnings} />
      <SummaryList lang={lang} items={items} />
      {mayPin && <Decide lang={lang} viewer={viewer} pin={pin} />}
    </Card>
  )
}

function Decide({ lang, viewer, pin }: { readonly lang: Lang; readonly viewer: Viewer; readonly pin: Pin }) {
  const t = trustText(lang)
  const act = (name: string, text: string, kind: 'primary' | 'secondary') => (
    <Form lang={lang} action={`/directory/pins/${pin.id}/${name}`} csrf={viewer.csrf}>
      <Button kind={kind}>{text}</Button>
    </Form>
  )
  if (pin.state === 'pinned') return <ButtonRow>{act('end', t('pin-end'), 'secondary')}</ButtonRow>
  if (pin.state !== 'proposed' && pin.state !== 'ending') return null
  const first = pin.state === 'proposed' ? pin.proposedBy : pin.endingBy
  return (
    <>
      {first === viewer.actor.id && <p>{t('pin-own-wait')}</p>}
      <ButtonRow>
        {first !== viewer.actor.id && act('confirm', t(pin.state === 'proposed' ? 'pin-confirm' : 'pin-confirm-end'), 'primary')}
        {act('reject', t(pin.state === 'proposed' ? 'pin-reject' : 'pin-keep'), 'secondary')}
      </ButtonRow>
    </>
  )
}

function ProposeForm({ lang, viewer, problems, given }: PinsPageProps) {
  const t = trustText(lang)
  const wrong = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <section aria-labelledby="propose-pin">
      <h2 id="propose-pin">{t('pin-propose-title')}</h2>
      <Form lang={lang} action="/directory/pins" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="card"
          label={t('pin-card')}
          hint={t('pin-card-hint')}
          error={wrong('card')}
          accept=".json,application/json"
          maxBytes={directoryLimits.applicationBytes}
        />
        <TextArea
          lang={lang}
          name="fingerprint"
          label={t('pin-fingerprint')}
          hint={t('pin-fingerprint-hint')}
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
        <TextField lang={lang} name="stateName" label={t('pin-state-name')} maxLength={300} value={given.stateName} optional />
        <ButtonRow>
          <Button>{t('pin-propose')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
