import type { Problem } from '@comity/errors'
import { languages } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  ErrorSummary,
  Form,
  PageHeading,
  SummaryList,
  Tag,
  TextField,
} from '@comity/ui'
import type { Column } from '@comity/ui'
import type { Person, Role } from '../contract.ts'
import { AbsenceSection } from './absence-section.tsx'
import type { AbsenceView } from './absence-section.tsx'
import { browserName } from './browser-name.ts'
import { ContactForm } from './contact-form.tsx'
import type { ContactValues } from './contact-form.tsx'
import { accountsText } from '../messages.ts'
import { minPasswordLength } from '../rules/password-strength.ts'
import type { SessionRow } from '../session-store.ts'
import { rolesText } from './roles-text.ts'

interface ProfilePageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly person: Person
  /** Also those that are held in the place of others today. */
  readonly roles: readonly Role[]
  /** The names of one's units; empty for none. */
  readonly units: string
  readonly contact: ContactValues
  readonly absences: AbsenceView
  readonly absence: { readonly deputyId: string; readonly fromOn: string; readonly untilOn: string }
  /** The IANA zone of the times. */
  readonly zone: string
  readonly sessions: readonly SessionRow[]
  /** The session in which the page is read. */
  readonly currentId: string
  readonly problems: readonly Problem[]
}

/** One's own page: who one is, where one is signed in, and one's password. */
export function ProfilePage(props: ProfilePageProps) {
  const { lang, csrf, person, units, sessions, currentId, zone, problems } = props
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={<Bdi>{person.name}</Bdi>} caption={t('profile')} />
      <SummaryList
        lang={lang}
        items={[
          { label: t('login'), value: <Code>{person.login}</Code> },
          { label: t('roles'), value: rolesText(lang, props.roles) },
          ...(units === '' ? [] : [{ label: t('units'), value: units }]),
          ...(person.authorityName === null ? [] : [{ label: t('authority'), value: <Bdi>{person.authorityName}</Bdi> }]),
          { label: t('language'), value: <Languages lang={lang} /> },
        ]}
      />
      <AbsenceSection
        lang={lang}
        csrf={csrf}
        to="/profile"
        title={t('away-own')}
        view={props.absences}
        values={props.absence}
        problems={problems}
      />
      <ContactForm lang={lang} csrf={csrf} to="/profile" values={props.contact} problems={problems} />
      <section aria-labelledby="sessions">
        <h2 id="sessions">{t('sessions')}</h2>
        <p>{t('sessions-lead')}</p>
        <DataTable
          lang={lang}
          caption={t('sessions')}
          hideCaption
          columns={columns(lang, { csrf, currentId, zone })}
          rows={sessions}
          rowKey={(session) => session.id}
        />
      </section>
      <section aria-labelledby="change-password">
        <h2 id="change-password">{t('change-password')}</h2>
        <PasswordForm lang={lang} csrf={csrf} problems={problems} />
      </section>
    </>
  )
}

function Languages({ lang }: { readonly lang: Lang }) {
  return (
    <>
      {languages.map(({ code, name }) => (
        <span key={code}>
          {code === lang ? (
            <strong lang={code}>{name}</strong>
          ) : (
            <a href={`/profile?lang=${code}`} lang={code}>
              {name}
            </a>
          )}{' '}
        </span>
      ))}
    </>
  )
}

function columns(
  lang: Lang,
  own: { readonly csrf: string; readonly currentId: string; readonly zone: string },
): readonly Column<SessionRow>[] {
  const t = accountsText(lang)
  return [
    { key: 'kind', header: t('kind'), cell: (session) => t(`kind-${session.kind}`) },
    { key: 'label', header: t('label'), names: true, cell: (session) => <Label session={session} /> },
    { key: 'address', header: t('address'), cell: (session) => <Code>{session.address}</Code> },
    { key: 'began', header: t('began'), cell: (session) => <DateTime lang={lang} at={session.created_at} zone={own.zone} /> },
    {
      key: 'seen',
      header: t('last-seen'),
      cell: (session) => <DateTime lang={lang} at={session.last_seen_at} zone={own.zone} />,
    },
    {
      key: 'end',
      header: t('end'),
      cell: (session) =>
        session.id === own.currentId ? (
          <Tag tone="info">{t('this-one')}</Tag>
        ) : (
          <EndForm lang={lang} csrf={own.csrf} id={session.id} />
        ),
    },
  ]
}

function Label({ session: { kind, label } }: { readonly session: SessionRow }) {
  return kind === 'session' ? <Bdi>{browserName(label)}</Bdi> : <Code>{label}</Code>
}

function EndForm({ lang, csrf, id }: { readonly lang: Lang; readonly csrf: string; readonly id: string }) {
  return (
    <Form lang={lang} action={`/profile/sessions/${id}/end`} csrf={csrf}>
      <Button kind="secondary">{accountsText(lang)('end')}</Button>
    </Form>
  )
}

function PasswordForm({
  lang,
  csrf,
  problems,
}: {
  readonly lang: Lang
  readonly csrf: string
  readonly problems: readonly Problem[]
}) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <Form lang={lang} action="/profile/password" csrf={csrf}>
      <TextField
        lang={lang}
        name="current"
        label={t('current-password')}
        type="password"
        autocomplete="current-password"
        dir="ltr"
        width="medium"
        error={faultOf('current')}
      />
      <TextField
        lang={lang}
        name="next"
        label={t('new-password')}
        type="password"
        autocomplete="new-password"
        dir="ltr"
        width="medium"
        hint={t('password-hint', { length: minPasswordLength })}
        error={faultOf('next')}
      />
      <ButtonRow>
        <Button>{t('change-password')}</Button>
      </ButtonRow>
    </Form>
  )
}
