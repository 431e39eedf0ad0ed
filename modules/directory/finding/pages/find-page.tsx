import { formatDateTime, isolate } from '@comity/i18n'
import { Bdi, Button, ButtonRow, EmptyState, InsetText, PageHeading, SelectField, Tag, TextField } from '@comity/ui'
import { offenceKinds } from '../../contract.ts'
import { hrefOf, nameIn } from '../../pages/words.ts'
import type { Alternative, Finding } from '../contract.ts'
import { needs } from '../needs.ts'
import type { KnownState } from '../rules/known.ts'
import { findingText } from '../texts.ts'
import { CompetentCard } from './competent-card.tsx'
import { ContactsView } from './contacts-view.tsx'
import type { Door } from './door.ts'
import { stateOptions } from './names.ts'
import type { PartFind } from './queries.ts'

export interface FindPageProps {
  readonly door: Door
  readonly asked: PartFind
  readonly states: readonly KnownState[]
  /** Null while not enough is asked. */
  readonly finding: Finding | null
}

/** `/directory/find`: what is needed where, and who is competent for it. */
export function FindPage(props: FindPageProps) {
  const { door, finding } = props
  const t = findingText(door.lang)
  const request = door.drafts?.request
  return (
    <>
      <PageHeading
        title={t('find-title')}
        lead={t('find-lead')}
        actions={
          request !== undefined && (
            <Button kind="secondary" href={`/requests/${request}/edit/counterpart`}>
              {t('back-to-draft')}
            </Button>
          )
        }
      />
      <Question {...props} />
      {finding !== null && <Answer door={door} finding={finding} />}
    </>
  )
}

function Question({ door, asked, states }: FindPageProps) {
  const { lang } = door
  const t = findingText(lang)
  return (
    <form class="filters" method="get" action={`${door.base}/find`} role="search" aria-label={t('find-title')}>
      {door.drafts?.request !== undefined && <input type="hidden" name="request" value={door.drafts.request} />}
      <SelectField
        lang={lang}
        name="need"
        label={t('need')}
        value={asked.need}
        options={needs.map((need) => ({ value: need, label: t(`need-${need}`) }))}
      />
      <SelectField lang={lang} name="state" label={t('in-state')} value={asked.state} options={stateOptions(lang, states)} />
      <SelectField
        lang={lang}
        name="offence"
        label={t('offence')}
        value={asked.offence}
        options={offenceKinds.map((kind) => ({ value: kind, label: t(`offence-${kind}`) }))}
        optional
      />
      <TextField
        lang={lang}
        name="instrument"
        label={t('instrument')}
        hint={t('instrument-hint')}
        value={asked.instrument}
        maxLength={40}
        optional
      />
      <label class="choice">
        <input type="checkbox" name="urgent" value="yes" checked={asked.urgent === 'yes'} /> {t('urgent')}
      </label>
      <div class="filters-buttons">
        <button class="button primary" type="submit">
          {t('find')}
        </button>
      </div>
    </form>
  )
}

function Answer({ door, finding }: { readonly door: Door; readonly finding: Finding }) {
  const { lang, base } = door
  const t = findingText(lang)
  const { asked, outcome, competent } = finding
  const files = {
    need: asked.need,
    state: asked.state,
    offence: asked.offence,
    instrument: asked.instrument,
    urgent: asked.urgent,
  }
  return (
    <section aria-labelledby="answer" class="answer">
      <h2 id="answer">
        {t(`need-${asked.need}`)} · <Bdi>{nameIn(lang, finding.stateNames)}</Bdi>
      </h2>
      <InsetText tone={outcome === 'nobody' ? 'warning' : outcome === 'several' ? 'info' : 'success'}>
        {t(`outcome-${outcome}`)}
        {outcome === 'nobody' && <> {t('outcome-nobody-hint')}</>}
        {!finding.listed && <> {t('not-listed')}</>}
      </InsetText>
      {competent.map((one) => (
        <CompetentCard key={`${one.authority.id} ${one.instrument.id}`} door={door} one={one} asked={asked} />
      ))}
      <OtherWays door={door} ways={finding.alternatives} />
      <p class="hint">
        {t('answered-at', { time: formatDateTime(lang, finding.at, door.zone ?? 'UTC'), version: finding.directoryVersion ?? 0 })}
      </p>
      <ButtonRow>
        <a href={hrefOf(`${base}/find.csv`, files)}>CSV</a>
        <a href={hrefOf(`${base}/find.json`, files)}>JSON</a>
        <a href={hrefOf(`${base}/contacts.csv`, { state: asked.state })}>{t('contacts-export')}</a>
      </ButtonRow>
    </section>
  )
}

function OtherWays({ door, ways }: { readonly door: Door; readonly ways: readonly Alternative[] }) {
  const t = findingText(door.lang)
  if (ways.length === 0) return <EmptyState title={t('no-contacts')} />
  return (
    <section aria-labelledby="other-ways">
      <h2 id="other-ways">{t('other-ways')}</h2>
      <p>{t('other-ways-hint')}</p>
      <ul class="ways">
        {ways.map((way) => (
          <li key={`${way.kind} ${way.authority?.id ?? ''}`}>
            <Way door={door} way={way} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Way({ door, way }: { readonly door: Door; readonly way: Alternative }) {
  const { lang, base } = door
  const t = findingText(lang)
  const { kind, authority, networks, instrument, accepted } = way
  const text = kind === 'network' ? t('way-network', { networks: isolate(networks.join(', ')) }) : t(`way-${kind}`)
  return (
    <details>
      <summary>
        {text}
        {instrument !== null && <> ({<Bdi>{instrument}</Bdi>})</>}
        {authority !== null && (
          <>
            : <Bdi>{nameIn(lang, authority.names)}</Bdi>
          </>
        )}
      </summary>
      {(kind === 'interpol' || kind === 'diplomatic') && (
        <p>{t(accepted === null ? 'said-unknown' : accepted ? 'said-yes' : 'said-no')}</p>
      )}
      {authority !== null && (
        <>
          <p>
            <a href={`${base}/${authority.id}`}>{t('details')}</a> {authority.late && <Tag tone="warning">{t('late')}</Tag>}
          </p>
          <ContactsView door={door} contacts={way.contacts} />
        </>
      )}
    </details>
  )
}
