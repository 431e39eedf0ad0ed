import type { Problem } from '@comity/errors'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, Code, ErrorSummary, Form, InsetText, PageHeading, SummaryList } from '@comity/ui'
import type { Person } from '../contract.ts'
import { accountsText } from '../messages.ts'
import type { Waiting } from '../operations/see-waiting.ts'
import { AbsenceSection } from './absence-section.tsx'
import type { AbsenceView } from './absence-section.tsx'
import { ContactForm } from './contact-form.tsx'
import type { ContactValues } from './contact-form.tsx'
import { States } from './people-page.tsx'
import { RolesField } from './role-field.tsx'
import { rolesText } from './roles-text.ts'

interface PersonPageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly person: Person
  readonly isAway: boolean
  /** The names of the person's units; empty for none. */
  readonly units: string
  /** The names of the units wished for the person; empty for none. */
  readonly wishedUnits: string
  readonly waiting: Waiting
  readonly absences: AbsenceView
  readonly absence: { readonly deputyId: string; readonly fromOn: string; readonly untilOn: string }
  /** Null for those who may not change it. */
  readonly contact: ContactValues | null
  /** Whether the viewer may wish other roles, hand out links and disable. */
  readonly mayChange: boolean
  readonly isSelf: boolean
  /** A link just made, shown this once. */
  readonly resetUrl: string | null
  /** The code of a link just confirmed, shown this once. */
  readonly code: string | null
  readonly problems: readonly Problem[]
}

/** One person of the authority or guest, with what the viewer may do. */
export function PersonPage(props: PersonPageProps) {
  const { lang, csrf, person, absences, absence, contact, mayChange, isSelf, problems } = props
  const t = accountsText(lang)
  const to = `/people/${person.id}`
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={<Bdi>{person.name}</Bdi>} status={<States lang={lang} person={person} isAway={props.isAway} />} />
      <ShownOnce {...props} />
      <About {...props} />
      {isSelf && <p>{t('own-roles')}</p>}
      {(props.waiting.roles !== null || props.waiting.units !== null || props.waiting.link) && <WaitingSection {...props} />}
      {mayChange && <Changes lang={lang} csrf={csrf} person={person} problems={problems} />}
      {contact !== null && <ContactForm lang={lang} csrf={csrf} to={to} values={contact} problems={problems} />}
      <AbsenceSection
        lang={lang}
        csrf={csrf}
        to={to}
        title={t('away-person')}
        view={absences}
        values={absence}
        problems={problems}
      />
      {mayChange && <Access lang={lang} csrf={csrf} person={person} />}
    </>
  )
}

function ShownOnce({ lang, person, resetUrl, code }: PersonPageProps) {
  const t = accountsText(lang)
  const secret = resetUrl ?? code
  if (secret === null) return null
  return (
    <InsetText tone="warning">
      <p>{resetUrl === null ? t('code-made', { name: isolate(person.name) }) : t('reset-made')}</p>
      <p>
        <Code>{secret}</Code>
      </p>
    </InsetText>
  )
}

function About({ lang, person, units, mayChange }: PersonPageProps) {
  const t = accountsText(lang)
  return (
    <SummaryList
      lang={lang}
      items={[
        { label: t('login'), value: <Code>{person.login}</Code> },
        ...(person.authorityName === null ? [] : [{ label: t('authority'), value: <Bdi>{person.authorityName}</Bdi> }]),
        ...(mayChange ? [] : [{ label: t('roles'), value: rolesText(lang, person.roles) }]),
        ...(units === '' ? [] : [{ label: t('units'), value: units }]),
      ]}
    />
  )
}

function WaitingSection({ lang, csrf, person, waiting, wishedUnits }: PersonPageProps) {
  const t = accountsText(lang)
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t('confirm-heading')}</h2>
      <ul>
        {waiting.roles !== null && <li>{t('confirm-roles', { roles: rolesText(lang, waiting.roles) })}</li>}
        {waiting.units !== null && (
          <li>{wishedUnits === '' ? t('confirm-no-units') : t('confirm-units', { units: isolate(wishedUnits) })}</li>
        )}
        {waiting.link && <li>{t('confirm-link')}</li>}
      </ul>
      {waiting.mayConfirm ? (
        <Form lang={lang} action={`/people/${person.id}/confirm`} csrf={csrf}>
          <ButtonRow>
            <Button>{t('confirm')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>{t('confirm-own')}</p>
      )}
    </section>
  )
}

interface ChangesProps {
  readonly lang: Lang
  readonly csrf: string
  readonly person: Person
}

function Changes({ lang, csrf, person, problems }: ChangesProps & { readonly problems: readonly Problem[] }) {
  const t = accountsText(lang)
  const to = `/people/${person.id}`
  return (
    <>
      <Form lang={lang} action={`${to}/roles`} csrf={csrf}>
        <RolesField
          lang={lang}
          chosen={person.proposedRoles ?? person.roles}
          error={problems.find(({ path }) => path === 'roles')?.message}
        />
        <ButtonRow>
          <Button>{t('save-roles')}</Button>
        </ButtonRow>
      </Form>
      {!person.disabled && (
        <section aria-labelledby="password">
          <h2 id="password">{t('password')}</h2>
          <Form lang={lang} action={`${to}/reset`} csrf={csrf}>
            <ButtonRow>
              <Button kind="secondary">{t('hand-out-reset')}</Button>
            </ButtonRow>
          </Form>
        </section>
      )}
    </>
  )
}

function Access({ lang, csrf, person }: ChangesProps) {
  const t = accountsText(lang)
  const to = `/people/${person.id}`
  return (
    <section aria-labelledby="access">
      <h2 id="access">{t('access')}</h2>
      {person.disabled ? (
        <Form lang={lang} action={`${to}/enable`} csrf={csrf}>
          <ButtonRow>
            <Button kind="secondary">{t('enable')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Form lang={lang} action={`${to}/disable`} csrf={csrf}>
          <p>{t('disable-text')}</p>
          <ButtonRow>
            <Button kind="danger">{t('disable')}</Button>
          </ButtonRow>
        </Form>
      )}
    </section>
  )
}
