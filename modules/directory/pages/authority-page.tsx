import type { Lang } from '@comity/i18n'
import { Bdi, Button, Card, CardGrid, Code, InsetText, PageHeading, SummaryList, Tag } from '@comity/ui'
import {
  designationKey,
  type Authority,
  type AuthorityDetail,
  type Designation,
  type DirectoryStatus,
  type EntryDetail,
  type ListedAuthority,
  type Names,
} from '../contract.ts'
import { EntryDoors } from '../content/entry-doors.tsx'
import { EntryView, Freshness, designationItems } from '../content/entry-view.tsx'
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
  /** The entry as the viewer may read it. */
  readonly entry: EntryDetail
  readonly at: Date
}

/** `/directory/:id`: what an authority is competent for, how to reach it, and how to know that it is the one. */
export function AuthorityPage({ lang, detail, stateNames, status, own, asks, entry, at }: AuthorityPageProps) {
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
      <Designations lang={lang} all={entry.entry.designations} />
      <EntryView lang={lang} detail={entry} at={at} />
      <EntryDoors lang={lang} detail={entry} />
      <Contact lang={lang} authority={authority} at={at} />
      <Keys lang={lang} detail={detail} />
      <p>
        <a href={hrefOf('/directory', { state: authority.state })}>{t('other-authorities')}</a>
      </p>
      <StatusPanel lang={lang} status={status} />
    </>
  )
}

/** What an authority is competent for, and on which terms. */
export function Designations({ lang, all }: { readonly lang: Lang; readonly all: readonly Designation[] }) {
  const t = directoryText(lang)
  return (
    <section aria-labelledby="designations">
      <h2 id="designations">{t('designations')}</h2>
      {all.length === 0 ? (
        <InsetText>{t('no-designations')}</InsetText>
      ) : (
        <CardGrid>
          {all.map((one) => (
            <DesignationCard key={designationKey(one)} lang={lang} designation={one} />
          ))}
        </CardGrid>
      )}
    </section>
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
    ...designationItems(lang, designation),
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

export function Contact({
  lang,
  authority,
  at,
}: {
  readonly lang: Lang
  readonly authority: Authority | ListedAuthority
  readonly at: Date
}) {
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
    { label: t('confirmed-on'), value: <Freshness lang={lang} on={authority.confirmedOn} at={at} /> },
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
