import { Bdi, Code, DateTime, Tag, type Tone } from '@comity/ui'
import { languageNames, nameIn } from '../../pages/words.ts'
import type { ContactNow } from '../contract.ts'
import { findingText } from '../texts.ts'
import type { Door } from './door.ts'

const tones: Readonly<Record<ContactNow['standing'], Tone>> = {
  open: 'success',
  'on-call': 'info',
  closed: 'neutral',
  unknown: 'warning',
}

/** Whom to call now, the first to call first. */
export function ContactsView({ door, contacts }: { readonly door: Door; readonly contacts: readonly ContactNow[] }) {
  const t = findingText(door.lang)
  if (contacts.length === 0) return <p>{t('no-contacts')}</p>
  return (
    <ol class="contacts">
      {contacts.map((one) => (
        <li key={one.id ?? 'own'}>
          <OneContact door={door} contact={one} />
        </li>
      ))}
    </ol>
  )
}

function OneContact({ door, contact }: { readonly door: Door; readonly contact: ContactNow }) {
  const { lang, zone } = door
  const t = findingText(lang)
  const at = zone === undefined ? { lang } : { lang, zone }
  const { standing, until, next, deputy } = contact
  const named = contact.id === null ? t('own-line') : nameIn(lang, contact.names)
  // A desk is often called after what it is there for; that is not said twice, nor of the authority's own line.
  const role = contact.id === null ? named : t(`role-${contact.role}`)
  return (
    <>
      <strong>
        <Bdi>{named}</Bdi>
      </strong>{' '}
      <Tag tone={tones[standing]}>{t(`standing-${standing}`)}</Tag>{' '}
      {contact.first && <Tag tone="danger">{t('urgent-first')}</Tag>}
      <ul class="plain">
        {named !== role && <li>{role}</li>}
        {standing !== 'closed' && until !== null && (
          <li>
            {t('until')} <DateTime {...at} at={until} />
          </li>
        )}
        {standing === 'closed' && next !== null && (
          <li>
            {t('next')}: <DateTime {...at} at={next} />
          </li>
        )}
        {contact.phone !== null && (
          <li>
            <PhoneLink number={contact.phone} />
          </li>
        )}
        {contact.emails.map((email) => (
          <li key={email}>
            <a href={`mailto:${encodeURI(email)}`}>
              <Code>{email}</Code>
            </a>
          </li>
        ))}
        {contact.languages.length > 0 && <li>{languageNames(lang, contact.languages)}</li>}
        {deputy !== null && (
          <li>
            {t('deputy')}: <Bdi>{nameIn(lang, deputy.names)}</Bdi> {deputy.phone !== null && <PhoneLink number={deputy.phone} />}
          </li>
        )}
      </ul>
    </>
  )
}

function PhoneLink({ number }: { readonly number: string }) {
  return (
    <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      <Code>{number}</Code>
    </a>
  )
}
