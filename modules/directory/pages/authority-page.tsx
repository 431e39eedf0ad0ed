import type { Lang } from '@comity/i18n'
import { Bdi, Button, Card, CardGrid, Code, DateTime, InsetText, PageHeading, SummaryList, Tag } from '@comity/ui'
import {
  designationKey,
  type Authority,
  type AuthorityDetail,
  type Designation,
  type DirectoryStatus,
  type Names,
} from '../contract.ts'
import { directoryText } from '../messages.ts'
import { FingerprintView } from '../trust/fingerprint-view.tsx'
import { trustText } from '../trust/texts.ts'
import { StatusPanel } from './status-panel.tsx'
import { hrefOf, languageNames, nameIn } from './words.ts'

export interface AuthorityPageProps {
  readonly lang: Lang
  readonly detail: AuthorityDetail
  readonly stateNames: Names
  readonly status: DirectoryStatus
  /** Whether this is the authority of this very node: then no request can be made to it. */
  readonly own: boolean
  /** Whether the viewer's roles draft requests; to others the way to a new one is not shown. */
  readonly asks: boolean
}

/** `/directory/:id`: what an authority is competent for, how to reach it, and how to know that it is the one. */
export function AuthorityPage({ lang, detail, stateNames, status, own, asks }: AuthorityPageProps) {
  const t = directoryText(lang)
  const { authority } = detail
  const requestHref =
    own || !asks || authority.designations.length === 0 ? null : hrefOf('/requests/new', { counterpart: authority.id })
  return (
    <>
      <PageHeading
        caption={
          <>
            <Bdi>{nameIn(lang, stateNames)}</Bdi> · {t(`kind-${authority.kind}`)}
          </>
        }
        title={<Bdi>{nameIn(lang, authority.names)}</Bdi>}
        actions={requestHref === null ? undefined : <Button href={requestHref}>{t('new-request')}</Button>}
      />
      <section aria-labelledby="designations">
        <h2 id="designations">{t('designations')}</h2>
        {authority.designations.length === 0 ? (
          <InsetText>{t('no-designations')}</InsetText>
        ) : (
          <CardGrid>
            {authority.designations.map((one) => (
              <DesignationCard key={designationKey(one)} lang={lang} designation={one} />
            ))}
          </CardGrid>
        )}
      </section>
      <Contact lang={lang} authority={authority} />
      <Keys lang={lang} detail={detail} />
      <p>
        <a href={hrefOf('/directory', { state: authority.state })}>{t('other-authorities')}</a>
      </p>
      <StatusPanel lang={lang} status={status} />
    </>
  )
}

function DesignationCard({ lang, designation }: { readonly lang: Lang; readonly designation: Designation }) {
  const t = directoryText(lang)
  const items = [
    { label: t('instrument'), value: <Code>{designation.instrument}</Code> },
    { label: t('territory'), value: <Code>{designation.territory}</Code> },
    { label: t('accepts-languages'), value: languageNames(lang, designation.languages) },
    { label: t('electronic'), value: t(known(designation.electronicAcceptance, 'electronic-yes', 'electronic-no')) },
    { label: t('urgent'), value: t(known(designation.urgentByInterpol, 'urgent-yes', 'urgent-no')) },
    ...(designation.remarks === undefined ? [] : [{ label: t('remarks'), value: <Bdi>{designation.remarks}</Bdi> }]),
  ]
  return (
    <Card title={t(`form-${designation.form}`)}>
      <SummaryList lang={lang} items={items} />
    </Card>
  )
}

/** What nobody has said is unknown, never "no". */
function known<Text extends string>(said: boolean | undefined, yes: Text, no: Text): Text | 'unknown' {
  if (said === undefined) return 'unknown'
  return said ? yes : no
}

function Contact({ lang, authority }: { readonly lang: Lang; readonly authority: Authority }) {
  const t = directoryText(lang)
  const { address, email, phone } = authority
  const items = [
    { label: t('address'), value: <Bdi>{address}</Bdi> },
    ...(email === undefined
      ? []
      : [
          {
            label: t('email'),
            value: (
              <a href={`mailto:${encodeURI(email)}`}>
                <Code>{email}</Code>
              </a>
            ),
          },
        ]),
    ...(phone === undefined
      ? []
      : [
          {
            label: t('phone'),
            value: (
              <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
                <Code>{phone}</Code>
              </a>
            ),
          },
        ]),
    { label: t('confirmed-on'), value: <DateTime lang={lang} at={authority.confirmedOn} only="date" /> },
  ]
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{t('contact')}</h2>
      <SummaryList lang={lang} items={items} />
    </section>
  )
}

function Keys({ lang, detail }: { readonly lang: Lang; readonly detail: AuthorityDetail }) {
  const t = directoryText(lang)
  const { authority, fingerprint } = detail
  const hosted = authority.hostedBy === authority.id ? t('hosted-itself') : t('hosted-elsewhere', { host: authority.hostedBy })
  const items = [
    { label: t('identifier'), value: <Code>{authority.id}</Code> },
    { label: t('node-address'), value: <Code>{authority.nodeOrigin}</Code> },
    { label: t('hosted-by'), value: <Bdi>{hosted}</Bdi> },
    {
      label: t('fingerprint'),
      value: (
        <>
          <FingerprintView lang={lang} authorityId={authority.id} fingerprint={fingerprint} />
          <p class="hint">{t('fingerprint-hint')}</p>
          {detail.pinned && <Tag tone="success">{trustText(lang)('pinned-here')}</Tag>}
          {detail.differs !== null && (
            <InsetText tone="danger">{trustText(lang)('pin-differs', { fingerprint: detail.differs })}</InsetText>
          )}
        </>
      ),
    },
  ]
  return (
    <section aria-labelledby="trust">
      <h2 id="trust">{t('trust')}</h2>
      <SummaryList lang={lang} items={items} />
    </section>
  )
}
