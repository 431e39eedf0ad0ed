import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  TextArea,
  TextField,
  type Column,
} from '@comity/ui'
import { directoryLimits, type Proposal } from '../contract.ts'
import { ProposalLetters } from '../letters/letter-views.tsx'
import type { ProposedLetter } from '../letters/store-letters.ts'
import { directoryText } from '../messages.ts'
import { ProposalTrust, RootForm } from '../trust/ceremony-forms.tsx'
import { FingerprintView } from '../trust/fingerprint-view.tsx'
import { trustText } from '../trust/texts.ts'
import { nameIn } from './words.ts'

export interface PublishPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly proposals: readonly Proposal[]
  readonly letters: readonly ProposedLetter[]
  readonly may: { readonly propose: boolean; approve(proposal: Proposal): boolean }
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** `/directory/publish`: one person proposes the next version, a second one approves it. */
export function PublishPage(props: PublishPageProps) {
  const { lang, proposals } = props
  const t = directoryText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={props.problems} />
      <PageHeading title={t('publish')} lead={t('publish-lead')} />
      {props.may.propose && <ProposeForm {...props} />}
      {props.may.propose && (
        <RootForm lang={lang} viewer={props.viewer} error={props.problems.find(({ path }) => path === 'root')?.message} />
      )}
      <DataTable
        lang={lang}
        caption={t('proposals')}
        columns={columnsOf(props)}
        rows={proposals}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('no-proposals')} />}
      />
    </>
  )
}

function ProposeForm({ lang, viewer, problems }: PublishPageProps) {
  const t = directoryText(lang)
  const wrong = problems.find((problem) => problem.path === 'application')?.message
  return (
    <section aria-labelledby="propose">
      <h2 id="propose">{t('propose-title')}</h2>
      <Form lang={lang} action="/directory/publish" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="application"
          label={t('application-file')}
          hint={t('application-hint')}
          error={wrong}
          accept=".json,application/json"
          maxBytes={directoryLimits.applicationBytes}
        />
        <TextField lang={lang} name="stateName" label={t('state-name')} maxLength={300} optional />
        <TextArea
          lang={lang}
          name="reason"
          label={trustText(lang)('reason')}
          hint={trustText(lang)('reason-hint')}
          rows={2}
          maxLength={500}
          optional
        />
        <ButtonRow>
          <Button>{t('propose')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}

function columnsOf({ lang, viewer, may, letters }: PublishPageProps): Column<Proposal>[] {
  const t = directoryText(lang)
  return [
    {
      key: 'authority',
      header: t('authority'),
      names: true,
      cell: (row) => (
        <>
          <Bdi>{nameIn(lang, row.names)}</Bdi>
          <br />
          <Code>{row.authorityId}</Code>
        </>
      ),
    },
    { key: 'change', header: t('change'), cell: (row) => t(`change-${row.change}`) },
    { key: 'version', header: t('version'), cell: (row) => <Code>{row.version}</Code>, align: 'end' },
    {
      key: 'fingerprint',
      header: t('fingerprint'),
      cell: (row) => (
        <>
          {row.change !== 'content' && (
            <FingerprintView lang={lang} authorityId={row.authorityId} fingerprint={row.fingerprint} />
          )}
          <ProposalLetters lang={lang} letters={letters.filter(({ proposal }) => proposal === row.id)} />
          <ProposalTrust lang={lang} viewer={viewer} proposal={row} mayPropose={may.propose} />
        </>
      ),
    },
    {
      key: 'proposed',
      header: t('proposed-by'),
      cell: (row) => (
        <>
          <Bdi>{row.proposedByName}</Bdi>
          <br />
          <DateTime lang={lang} at={row.proposedAt} />
        </>
      ),
    },
    {
      key: 'standing',
      header: t('standing'),
      cell: (row) => (
        <>
          {t(`proposal-${row.state}`)}
          {row.decidedByName !== null && (
            <>
              <br />
              <Bdi>{row.decidedByName}</Bdi>
            </>
          )}
        </>
      ),
    },
    { key: 'decide', header: t('decided-by'), cell: (row) => <Decide lang={lang} viewer={viewer} proposal={row} may={may} /> },
  ]
}

function Decide({
  lang,
  viewer,
  proposal,
  may,
}: Pick<PublishPageProps, 'lang' | 'viewer' | 'may'> & { readonly proposal: Proposal }) {
  const t = directoryText(lang)
  if (proposal.state !== 'proposed' || !may.propose) return <Bdi>{proposal.decidedByName ?? '–'}</Bdi>
  return (
    <>
      {may.approve(proposal) ? (
        <Form lang={lang} action={`/directory/publish/${proposal.id}/approve`} csrf={viewer.csrf}>
          <Button>{t('approve')}</Button>
        </Form>
      ) : (
        <p>{t('own-proposal')}</p>
      )}
      <Form lang={lang} action={`/directory/publish/${proposal.id}/reject`} csrf={viewer.csrf}>
        <Button kind="secondary">{t('reject')}</Button>
      </Form>
    </>
  )
}
