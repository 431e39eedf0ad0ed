import { formatDate, type Lang } from '@comity/i18n'
import { Bdi, Card, CardGrid, Code, DateTime, InsetText, SummaryList, Tag, type Tone } from '@comity/ui'
import { audienceOf, type Confirmation, type ContactPoint, type EntryDetail, type Hours } from '../contract.ts'
import { findingText } from '../finding/texts.ts'
import { directoryText } from '../messages.ts'
import { LetterLink } from '../letters/letter-views.tsx'
import { languageNames, nameIn } from '../pages/words.ts'
import { confirmationStanding } from '../rules/confirmation.ts'
import { reachableNow, standInFor, type Reachable } from '../rules/reachable.ts'
import { contentText } from './texts.ts'

export const confirmationTones: Readonly<Record<Confirmation['standing'], Tone>> = {
  fresh: 'success',
  due: 'warning',
  late: 'danger',
}
const standingTones: Readonly<Record<Reachable['standing'], Tone>> = {
  open: 'success',
  'on-call': 'info',
  closed: 'neutral',
  unknown: 'neutral',
}

/** When an entry was confirmed last, and what that is worth. */
export function Freshness({ lang, on, at }: { readonly lang: Lang; readonly on: string; readonly at: Date }) {
  const { standing } = confirmationStanding(on, at)
  return (
    <>
      <DateTime lang={lang} at={on} only="date" /> <Tag tone={confirmationTones[standing]}>{contentText(lang)(standing)}</Tag>
    </>
  )
}

interface ViewProps {
  readonly lang: Lang
  readonly detail: EntryDetail
  readonly at: Date
}

/** Whom to call now, all contact points, networks and the letter of nomination, as far as the viewer may see them. */
export function EntryView({ lang, detail, at }: ViewProps) {
  const t = contentText(lang)
  const { contactPoints, nomination } = detail.entry
  const all = reachableNow(contactPoints, at)
  return (
    <>
      <section aria-labelledby="contact-points">
        <h2 id="contact-points">{t('now')}</h2>
        {all.length === 0 ? (
          <InsetText>{t('no-contact-points')}</InsetText>
        ) : (
          <CardGrid>
            {all.map((one) => (
              <PointCard key={one.point.id} lang={lang} reachable={one} others={contactPoints} at={at} />
            ))}
          </CardGrid>
        )}
      </section>
      <section aria-labelledby="memberships">
        <h2 id="memberships">{t('memberships')}</h2>
        <Memberships lang={lang} detail={detail} />
        {nomination !== undefined && (
          <p>
            {t('nomination')} {t('of-day', { day: formatDate(lang, nomination.on) })}{' '}
            {nomination.reference !== undefined && <Bdi>{nomination.reference}</Bdi>}{' '}
            <LetterLink lang={lang} sha256={nomination.sha256} />
          </p>
        )}
      </section>
    </>
  )
}

function Memberships({ lang, detail: { entry, networks } }: Pick<ViewProps, 'lang' | 'detail'>) {
  const t = contentText(lang)
  if (entry.memberships.length === 0) return <p>{t('no-memberships')}</p>
  return (
    <ul>
      {entry.memberships.map(({ network, since }) => {
        const known = networks.find(({ id }) => id === network)
        return (
          <li key={network}>
            <strong>
              <Bdi>{known?.short ?? network}</Bdi>
            </strong>{' '}
            {known !== undefined && known.short !== nameIn(lang, known.names) && <Bdi>{nameIn(lang, known.names)}</Bdi>}
            {since !== undefined && (
              <>
                {' '}
                · {t('since')} <DateTime lang={lang} at={since} only="date" />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface PointProps {
  readonly lang: Lang
  readonly reachable: Reachable
  readonly others: readonly ContactPoint[]
  readonly at: Date
}

function PointCard({ lang, reachable, others, at }: PointProps) {
  const t = contentText(lang)
  const { point, standing, until, next } = reachable
  const standIn = standInFor(reachable, others, at)
  const unknown = t('unknown')
  const items = [
    {
      label: t('call-now'),
      value: (
        <>
          <Tag tone={standingTones[standing]}>{t(standing)}</Tag>{' '}
          {until !== null && standing !== 'closed' && (
            <>
              {t('until')} <DateTime lang={lang} at={until.toISOString()} />
            </>
          )}
          {next !== null && (
            <>
              {t('next')} <DateTime lang={lang} at={next.toISOString()} />
            </>
          )}{' '}
          {reachable.phone !== null && <Phone number={reachable.phone} />}
        </>
      ),
    },
    { label: t('role'), value: findingText(lang)(`role-${point.role}`) },
    ...(standIn.point.id === point.id ? [] : [{ label: t('deputies'), value: <Bdi>{nameIn(lang, standIn.point.names)}</Bdi> }]),
    { label: t('languages'), value: point.languages === undefined ? unknown : languageNames(lang, point.languages) },
    {
      label: t('phones'),
      value: point.phones === undefined ? unknown : point.phones.map((one) => <Phone key={one.number} number={one.number} />),
    },
    {
      label: t('emails'),
      value: point.emails === undefined ? unknown : point.emails.map((one) => <Mail key={one} address={one} />),
    },
    { label: t('hours'), value: point.hours === undefined ? unknown : <HoursText lang={lang} hours={point.hours} /> },
    ...(point.remarks === undefined ? [] : [{ label: t('remarks'), value: <Bdi>{point.remarks}</Bdi> }]),
    { label: t('visibility'), value: t(audienceOf(point.visibility)) },
    { label: t('confirmed'), value: <Freshness lang={lang} on={point.confirmedOn} at={at} /> },
  ]
  return (
    <Card title={nameIn(lang, point.names)}>
      <SummaryList lang={lang} items={items} />
    </Card>
  )
}

function Phone({ number }: { readonly number: string }) {
  return (
    <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      <Code>{number}</Code>
    </a>
  )
}

function Mail({ address }: { readonly address: string }) {
  return (
    <a href={`mailto:${encodeURI(address)}`}>
      <Code>{address}</Code>
    </a>
  )
}

/** Hours as the desk's own clock shows them. */
function HoursText({ lang, hours }: { readonly lang: Lang; readonly hours: Hours }) {
  // 1 January 2024 was a Monday.
  const dayName = (day: number): string =>
    new Intl.DateTimeFormat(lang, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
  return (
    <>
      {hours.weekly.map(({ days, from, to }) => (
        <div key={`${days.join()} ${from}`}>
          {new Intl.ListFormat(lang, { type: 'unit', style: 'narrow' }).format(days.map(dayName))}{' '}
          <Code>
            {from}–{to}
          </Code>
        </div>
      ))}
      <Code>{hours.timeZone}</Code>
    </>
  )
}

/** The terms of a designation that not only everybody's file may hold. */
export function designationItems(lang: Lang, one: EntryDetail['entry']['designations'][number]) {
  const t = contentText(lang)
  const all = [one, ...(one.details ?? [])]
  const channels = all.flatMap((each) => each.channels ?? [])
  const formalities = all.flatMap((each) => each.formalities ?? [])
  const urgent = all.flatMap((each) => each.urgentRoute ?? [])
  const words = findingText(lang)
  const told = (key: string, detail: string | undefined): string => (detail === undefined ? key : `${key}: ${detail}`)
  const list = (texts: readonly string[]) =>
    texts.length === 0 ? (
      t('unknown')
    ) : (
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <Bdi>{text}</Bdi>
          </li>
        ))}
      </ul>
    )
  return [
    {
      label: t('offences'),
      value: one.offences === undefined ? t('all') : list(one.offences.map((kind) => words(`offence-${kind}`))),
    },
    {
      label: t('measures'),
      value: one.measures === undefined ? t('all') : list(one.measures.map((kind) => words(`measure-${kind}`))),
    },
    { label: t('channels'), value: list(channels.map(({ channel, detail }) => told(words(`channel-${channel}`), detail))) },
    {
      label: t('formalities'),
      value: list(formalities.map(({ formality, detail }) => told(words(`formality-${formality}`), detail))),
    },
    {
      label: t('urgent-route'),
      value: list(
        urgent.flatMap(({ channel, detail, oral }) => [
          ...(channel === undefined ? [detail ?? []].flat() : [told(words(`channel-${channel}`), detail)]),
          ...(oral === undefined ? [] : [words(oral ? 'oral-yes' : 'oral-no')]),
        ]),
      ),
    },
    ...(one.details ?? []).flatMap(({ remarks, visibility }) =>
      remarks === undefined
        ? []
        : [{ label: `${directoryText(lang)('remarks')} (${t(audienceOf(visibility))})`, value: <Bdi>{remarks}</Bdi> }],
    ),
  ]
}
