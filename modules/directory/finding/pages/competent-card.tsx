import { isolate } from '@comity/i18n'
import { Bdi, Button, ButtonRow, DateTime, Form, InsetText, SummaryList, Tag } from '@comity/ui'
import { directoryText } from '../../messages.ts'
import { languageNames, nameIn } from '../../pages/words.ts'
import type { Competent, FindQuery, InstrumentStanding } from '../contract.ts'
import { findingText } from '../texts.ts'
import { ContactsView } from './contacts-view.tsx'
import { writeHref, type Door } from './door.ts'
import { measureNames, offenceNames } from './names.ts'

interface CompetentCardProps {
  readonly door: Door
  readonly one: Competent
  readonly asked: FindQuery
}

/** A designated authority: why it, on which way, in which language, with what, and whom to call now. */
export function CompetentCard({ door, one, asked }: CompetentCardProps) {
  const { lang, base } = door
  const t = findingText(lang)
  const { authority } = one
  const takes = authority.onNetwork && one.designation.form === 'mutual-legal-assistance' && one.instrument.both !== 'no'
  const href = writeHref(door, { id: authority.id, takes })
  return (
    <article class="found">
      <h3>
        <a href={`${base}/${authority.id}`}>
          <Bdi>{nameIn(lang, authority.names)}</Bdi>
        </a>
      </h3>
      <p>
        <Tag tone={one.instrument.both === 'no' ? 'danger' : 'success'}>{t('designated')}</Tag>{' '}
        {directoryText(lang)(`kind-${authority.kind}`)} · {t('confirmed')}{' '}
        <DateTime lang={lang} at={authority.confirmedOn} only="date" /> {authority.late && <Tag tone="warning">{t('late')}</Tag>}
      </p>
      {one.instrument.both === 'no' && <InsetText tone="danger">{t('both-no')}</InsetText>}
      <h4>{t('call-now')}</h4>
      <ContactsView door={door} contacts={one.contacts} />
      <SummaryList lang={lang} items={items(door, one, asked)} />
      <ButtonRow>
        {href !== null && <Button href={href}>{t(door.drafts?.request === undefined ? 'write' : 'choose')}</Button>}
        {door.csrf !== null && <KeepForm door={door} id={authority.id} />}
        <a href={`${base}/${authority.id}/card.vcf`}>{t('card')}</a>
      </ButtonRow>
    </article>
  )
}

function KeepForm({ door: { lang, csrf }, id }: { readonly door: Door; readonly id: string }) {
  return (
    <Form lang={lang} csrf={csrf ?? ''} action="/directory/favourites">
      <input type="hidden" name="authority" value={id} />
      <Button kind="secondary" name="act" value="keep">
        {findingText(lang)('keep')}
      </Button>
    </Form>
  )
}

function items(door: Door, one: Competent, asked: FindQuery) {
  const { lang } = door
  const t = findingText(lang)
  const { authority, formalities, languages } = one
  return [
    { label: t('why'), value: <Why door={door} one={one} asked={asked} /> },
    {
      label: t('channel'),
      value: (
        <ul class="plain">
          {one.channels.length === 0 && <li>{t('unknown')}</li>}
          {one.channels.map(({ channel, detail }) => (
            <li key={`${channel} ${detail ?? ''}`}>
              {t(`channel-${channel}`)}
              {detail !== undefined && (
                <>
                  : <Bdi>{detail}</Bdi>
                </>
              )}
            </li>
          ))}
          <li>{t(authority.onNetwork ? 'send-here' : 'no-node')}</li>
        </ul>
      ),
    },
    { label: t('languages'), value: languages.length === 0 ? t('unknown') : languageNames(lang, languages) },
    {
      label: t('formalities'),
      value:
        formalities.length === 0 ? (
          t('unknown')
        ) : (
          <ul class="plain">
            {formalities.map(({ formality, detail }) => (
              <li key={`${formality} ${detail ?? ''}`}>
                {t(`formality-${formality}`)}
                {detail !== undefined && (
                  <>
                    : <Bdi>{detail}</Bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        ),
    },
    { label: t('electronic'), value: t(said(one.electronicAcceptance, 'accepted', 'refused')) },
    { label: t('urgent-route'), value: <UrgentRoute door={door} one={one} /> },
    { label: t('interpol'), value: t(said(one.urgentByInterpol, 'interpol-yes', 'interpol-no')) },
    ...(one.remarks.length === 0
      ? []
      : [
          {
            label: t('remarks'),
            value: one.remarks.map((text) => (
              <p key={text}>
                <Bdi>{text}</Bdi>
              </p>
            )),
          },
        ]),
  ]
}

/** What nobody has said is unknown, never "no". */
function said<Text extends string>(answer: boolean | null, yes: Text, no: Text): Text | 'unknown' {
  if (answer === null) return 'unknown'
  return answer ? yes : no
}

function UrgentRoute({ door: { lang }, one: { urgentRoute, contacts } }: Pick<CompetentCardProps, 'door' | 'one'>) {
  const t = findingText(lang)
  if (urgentRoute === null) return <>{t('unknown')}</>
  const { channel, contactPoint, oral, detail } = urgentRoute
  const point = contacts.find(({ id }) => id === contactPoint)
  return (
    <ul class="plain">
      {channel !== undefined && <li>{t(`channel-${channel}`)}</li>}
      {point !== undefined && <li>{t('call-point', { name: isolate(nameIn(lang, point.names)) })}</li>}
      {oral !== undefined && <li>{t(oral ? 'oral-yes' : 'oral-no')}</li>}
      {detail !== undefined && (
        <li>
          <Bdi>{detail}</Bdi>
        </li>
      )}
    </ul>
  )
}

function Why({ door: { lang }, one, asked }: CompetentCardProps) {
  const t = findingText(lang)
  const { designation, instrument, covers, offence } = one
  const form = directoryText(lang)(`form-${designation.form}`)
  const name = instrument.names === null ? instrument.id : `${instrument.id}, ${nameIn(lang, instrument.names)}`
  return (
    <ul class="plain">
      <li>{t('why-text', { form, instrument: isolate(name), territory: isolate(designation.territory) })}</li>
      <li>
        {covers === 'some'
          ? t('covers-some', { measures: measureNames(lang, { need: asked.need, of: designation.measures }) })
          : t(`covers-${covers}`)}
      </li>
      {offence !== 'all' && <li>{t('only-offences', { offences: offenceNames(lang, designation.offences) })}</li>}
      <li>
        {t(`both-${instrument.both}`)}
        <ul class="plain">
          <li>{sideText(lang, 'own', instrument.own)}</li>
          <li>{sideText(lang, 'theirs', instrument.theirs)}</li>
        </ul>
      </li>
    </ul>
  )
}

function sideText(lang: Door['lang'], side: 'own' | 'theirs', { status, asOf, source }: InstrumentStanding['own']): string {
  const t = findingText(lang)
  const head = `${t(`side-${side}`)}: ${t(`status-${status}`)}`
  return asOf === null ? head : `${head} (${t('as-of', { date: isolate(asOf), source: isolate(source ?? '–') })})`
}
