import type { Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, Code, Form, InsetText, PageHeading, SummaryList, Tag } from '@comity/ui'
import type { Person } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { RolesField } from './people-page.tsx'
import { rolesText } from './roles-text.ts'

interface PersonPageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly person: Person
  /** What the viewer may do with this person. */
  readonly mayChange: boolean
  readonly isSelf: boolean
  /** A link just made, shown this once. */
  readonly resetUrl: string | null
}

/** One person of the authority, with what an administrator may do. */
export function PersonPage({ lang, csrf, person, mayChange, isSelf, resetUrl }: PersonPageProps) {
  const t = accountsText(lang)
  return (
    <>
      <PageHeading
        title={<Bdi>{person.name}</Bdi>}
        status={person.disabled ? <Tag tone="warning">{t('disabled')}</Tag> : <Tag tone="success">{t('active')}</Tag>}
      />
      {resetUrl !== null && (
        <InsetText tone="warning">
          <p>{t('reset-made')}</p>
          <p>
            <Code>{resetUrl}</Code>
          </p>
        </InsetText>
      )}
      <SummaryList
        lang={lang}
        items={[
          { label: t('login'), value: <Code>{person.login}</Code> },
          ...(mayChange ? [] : [{ label: t('roles'), value: rolesText(lang, person.roles) }]),
        ]}
      />
      {isSelf && <p>{t('own-roles')}</p>}
      {mayChange && <Changes lang={lang} csrf={csrf} person={person} />}
    </>
  )
}

function Changes({ lang, csrf, person }: { readonly lang: Lang; readonly csrf: string; readonly person: Person }) {
  const t = accountsText(lang)
  const to = `/people/${person.id}`
  return (
    <>
      <Form lang={lang} action={`${to}/roles`} csrf={csrf}>
        <RolesField lang={lang} chosen={person.roles} />
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
    </>
  )
}
