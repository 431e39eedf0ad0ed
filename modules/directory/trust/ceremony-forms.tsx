import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, FileField, Form } from '@comity/ui'
import { DifferencesView } from '../content/differences-view.tsx'
import { directoryLimits, type Proposal } from '../contract.ts'
import { trustText } from './texts.ts'
import { WarningsView } from './warnings-view.tsx'

interface FormProps {
  readonly lang: Lang
  readonly viewer: Viewer
}

/** Of a proposal: what looks suspicious, why it was proposed all the same, and the way to sign it elsewhere. */
export function ProposalTrust({
  lang,
  viewer,
  proposal,
  mayPropose,
}: FormProps & { readonly proposal: Proposal; readonly mayPropose: boolean }) {
  const t = trustText(lang)
  const field = `signature-${proposal.id}`
  return (
    <>
      <WarningsView lang={lang} warnings={proposal.warnings} />
      {proposal.change === 'content' && <DifferencesView lang={lang} all={proposal.differences} />}
      {proposal.reason !== null && (
        <p>
          {t('reason')}: <Bdi>{proposal.reason}</Bdi>
        </p>
      )}
      <p>
        {t('signatures')}: {proposal.signatures}
      </p>
      {proposal.state === 'proposed' && mayPropose && (
        <>
          <p>
            <a href={`/api/directory/proposals/${proposal.id}/contents.json`} download={`contents-${proposal.version}.json`}>
              {t('sign-elsewhere')}
            </a>
          </p>
          <Form lang={lang} action={`/directory/publish/${proposal.id}/signature`} csrf={viewer.csrf} encoding="multipart">
            <FileField
              lang={lang}
              name={field}
              label={t('signature-file')}
              accept=".json,application/json"
              maxBytes={directoryLimits.contentsBytes}
            />
            <Button kind="secondary">{t('bring-signature')}</Button>
          </Form>
        </>
      )}
    </>
  )
}

/** Brings a root that its holders signed to the node that publishes. */
export function RootForm({ lang, viewer, error }: FormProps & { readonly error: string | undefined }) {
  const t = trustText(lang)
  return (
    <section aria-labelledby="root-title">
      <h2 id="root-title">{t('root-title')}</h2>
      <p>{t('root-lead')}</p>
      <Form lang={lang} action="/directory/publish/root" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="root"
          label={t('root-file')}
          error={error}
          accept=".json,application/json"
          maxBytes={directoryLimits.rootBytes}
        />
        <FileField
          lang={lang}
          name="contents"
          label={t('contents-file')}
          accept=".json,application/json"
          maxBytes={directoryLimits.contentsBytes}
          optional
        />
        <ButtonRow>
          <Button>{t('root-do')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
