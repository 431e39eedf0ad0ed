import { Bdi, Button, ButtonRow, DateTime, Details, Form, SelectField, TextField } from '@comity/ui'
import { fetchings, sendings } from '../core/line.ts'
import type { PeerPageProps } from './peer-page.tsx'
import { lineText } from './texts.ts'

/** What may be done about a line by who looks at it. */
export function PeerActs(props: PeerPageProps) {
  const { lang, viewer, health, mayTry, mayManage } = props
  const t = lineText(lang)
  if (!mayTry && !mayManage) return null
  const at = `/peers/${health.peer}`
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t('acts')}</h2>
      {mayTry && (
        <>
          <ButtonRow>
            <Form lang={lang} action={`${at}/test`} csrf={viewer.csrf}>
              <Button>{t('test')}</Button>
            </Form>
            <Form lang={lang} action={`${at}/retry`} csrf={viewer.csrf}>
              <Button kind="secondary">{t('retry')}</Button>
            </Form>
          </ButtonRow>
          <p class="hint">{t('test-hint')}</p>
        </>
      )}
      {health.paused !== null && (
        <p>
          {t('paused-by')} <Bdi>{health.paused.by}</Bdi> · <DateTime lang={lang} at={health.paused.at} />
          {health.paused.why !== null && (
            <>
              {' · '}
              <Bdi>{health.paused.why}</Bdi>
            </>
          )}
        </p>
      )}
      {mayManage && <Manage {...props} />}
    </section>
  )
}

function Manage({ lang, viewer, health }: PeerPageProps) {
  const t = lineText(lang)
  const at = `/peers/${health.peer}`
  return (
    <>
      {health.paused === null ? (
        <Details summary={t('pause')}>
          <p>{t('advice.paused')}</p>
          <Form lang={lang} action={`${at}/pause`} csrf={viewer.csrf}>
            <TextField lang={lang} name="why" label={t('pause-why')} maxLength={500} optional />
            <ButtonRow>
              <Button kind="secondary">{t('pause')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      ) : (
        <Form lang={lang} action={`${at}/resume`} csrf={viewer.csrf}>
          <ButtonRow>
            <Button>{t('resume')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Details summary={t('decide')}>
        <Form lang={lang} action={`${at}/link`} csrf={viewer.csrf}>
          <SelectField
            lang={lang}
            name="sends"
            label={t('sends')}
            value={health.decided.sends}
            options={sendings.map((value) => ({ value, label: t(`sends.${value}`) }))}
          />
          <SelectField
            lang={lang}
            name="fetches"
            label={t('fetches')}
            value={health.decided.fetches}
            options={fetchings.map((value) => ({ value, label: t(`fetches.${value}`) }))}
          />
          <ButtonRow>
            <Button kind="secondary">{t('save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </>
  )
}
