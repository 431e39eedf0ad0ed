import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  CheckboxGroup,
  Code,
  DataTable,
  ErrorSummary,
  Form,
  PageHeading,
  Tag,
  TextField,
} from '@comity/ui'
import type { Column } from '@comity/ui'
import { roles } from '../contract.ts'
import type { Person } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { rolesText } from './roles-text.ts'

export interface PersonFormValues {
  readonly name: string
  readonly login: string
  readonly roles: readonly string[]
}

interface PeoplePageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly people: readonly Person[]
  readonly nextHref: string | null
  /** Null for those who may only look. */
  readonly form: PersonFormValues | null
  readonly problems: readonly Problem[]
}

/** People of the authority, and for administrators the form to add one. */
export function PeoplePage({ lang, csrf, people, nextHref, form, problems }: PeoplePageProps) {
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('people')} lead={t('people-lead')} />
      <DataTable
        lang={lang}
        caption={t('people')}
        hideCaption
        columns={columns(lang)}
        rows={people}
        rowKey={(person) => person.id}
        paging={nextHref === null ? {} : { nextHref }}
      />
      {form !== null && (
        <section aria-labelledby="add">
          <h2 id="add">{t('add-person')}</h2>
          <AddForm lang={lang} csrf={csrf} form={form} problems={problems} />
        </section>
      )}
    </>
  )
}

function columns(lang: Lang): readonly Column<Person>[] {
  const t = accountsText(lang)
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      cell: (person) => (
        <a href={`/people/${person.id}`}>
          <Bdi>{person.name}</Bdi>
        </a>
      ),
    },
    { key: 'login', header: t('login'), cell: (person) => <Code>{person.login}</Code> },
    { key: 'roles', header: t('roles'), cell: (person) => rolesText(lang, person.roles) },
    {
      key: 'state',
      header: t('state'),
      cell: (person) => (person.disabled ? <Tag tone="warning">{t('disabled')}</Tag> : <Tag tone="success">{t('active')}</Tag>),
    },
  ]
}

interface AddFormProps {
  readonly lang: Lang
  readonly csrf: string
  readonly form: PersonFormValues
  readonly problems: readonly Problem[]
}

function AddForm({ lang, csrf, form, problems }: AddFormProps) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <Form lang={lang} action="/people" csrf={csrf}>
      <TextField
        lang={lang}
        name="name"
        label={t('name')}
        value={form.name}
        width="medium"
        maxLength={200}
        error={faultOf('name')}
      />
      <TextField
        lang={lang}
        name="login"
        label={t('login')}
        hint={t('login-hint')}
        value={form.login}
        dir="ltr"
        width="medium"
        maxLength={200}
        error={faultOf('login')}
      />
      <RolesField lang={lang} chosen={form.roles} />
      <ButtonRow>
        <Button>{t('add-person')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The roles to choose from. */
export function RolesField({ lang, chosen }: { readonly lang: Lang; readonly chosen: readonly string[] }) {
  const t = accountsText(lang)
  return (
    <CheckboxGroup
      lang={lang}
      name="roles"
      label={t('roles')}
      values={chosen}
      options={roles.map((role) => ({ value: role, label: t(`role-${role}`) }))}
    />
  )
}
