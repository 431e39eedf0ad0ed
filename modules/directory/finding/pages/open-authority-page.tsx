import { Bdi, Code, DateTime, PageHeading, SummaryList } from '@comity/ui'
import { designationKey } from '../../contract.ts'
import { directoryText } from '../../messages.ts'
import { languageNames, nameIn } from '../../pages/words.ts'
import { contactsNow } from '../rules/contacts.ts'
import type { KnownAuthority } from '../rules/known.ts'
import { findingText } from '../texts.ts'
import { ContactsView } from './contacts-view.tsx'
import type { Door } from './door.ts'

/** `/open/directory/:id`: what an authority shows to everybody. */
export function OpenAuthorityPage({
  door,
  known,
  at,
}: {
  readonly door: Door
  readonly known: KnownAuthority
  readonly at: Date
}) {
  const { lang, base } = door
  const t = findingText(lang)
  const { authority, designations } = known
  const said = directoryText(lang)
  return (
    <>
      <PageHeading caption={said(`kind-${authority.kind}`)} title={<Bdi>{nameIn(lang, authority.names)}</Bdi>} />
      <SummaryList
        lang={lang}
        items={[
          { label: t('address'), value: <Bdi>{authority.address}</Bdi> },
          { label: t('confirmed'), value: <DateTime lang={lang} at={authority.confirmedOn} only="date" /> },
        ]}
      />
      <h2>{t('competent-for')}</h2>
      <ul>
        {designations.map((one) => (
          <li key={designationKey(one)}>
            {said(`form-${one.form}`)} · <Code>{one.instrument}</Code> · <Code>{one.territory}</Code> ·{' '}
            {languageNames(lang, one.languages)}
          </li>
        ))}
        {designations.length === 0 && <li>{t('unknown')}</li>}
      </ul>
      <h2>{t('call-now')}</h2>
      <ContactsView door={door} contacts={contactsNow(known, { form: null, at })} />
      <ul class="plain">
        <li>
          <a href={`${base}/${authority.id}/card.vcf`}>{t('card')}</a>
        </li>
        <li>
          <a href={`${base}/${authority.id}/data.jsonld`}>{t('open-data')}</a>
        </li>
      </ul>
    </>
  )
}
