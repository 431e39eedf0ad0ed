import type { Problem } from '@comity/errors'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, Code, DataTable, ErrorSummary, PageHeading, Tag } from '@comity/ui'
import type { Column } from '@comity/ui'
import type { Person, Unit } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { AddPersonForm } from './add-person-form.tsx'
import type { PersonFormValues } from './add-person-form.tsx'
import { rolesText } from './roles-text.ts'
import { unitsText } from './unit-name.ts'

interface PeoplePageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly people: readonly Person[]
  readonly units: readonly Unit[]
  /** Ids of those who are away today. */
  readonly away: ReadonlySet<string>
  readonly nextHref: string | null
  /** Null for those who may only look. */
  readonly form: PersonFormValues | null
  /** An identifier of another authority of this State, as an example. */
  readonly example: string
  readonly problems: readonly Problem[]
}

/** People of the authority and its guests, and for administrators the form to add one. */
export function PeoplePage(props: PeoplePageProps) {
  const { lang, csrf, people, nextHref, form, problems, example } = props
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading
        title={t('people')}
        lead={t('people-lead')}
        actions={
          <Button kind="secondary" href="/people/units">
            {t('units')}
          </Button>
        }
      />
      <DataTable
        lang={lang}
        caption={t('people')}
        hideCaption
        columns={columns(props)}
        rows={people}
        rowKey={(person) => person.id}
        paging={nextHref === null ? {} : { nextHref }}
      />
      {form !== null && (
        <section aria-labelledby="add">
          <h2 id="add">{t('add-person')}</h2>
          <AddPersonForm lang={lang} csrf={csrf} form={form} problems={problems} example={example} />
        </section>
      )}
    </>
  )
}

function columns({ lang, units, away }: PeoplePageProps): readonly Column<Person>[] {
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
    { key: 'units', header: t('units'), cell: (person) => whereOf(lang, person, units) },
    { key: 'state', header: t('state'), cell: (person) => <States lang={lang} person={person} isAway={away.has(person.id)} /> },
  ]
}

function whereOf(lang: Lang, person: Person, units: readonly Unit[]): string {
  if (person.authorityName === null) return unitsText(lang, person.units, units)
  return accountsText(lang)('guest-of', { authority: isolate(person.authorityName) })
}

/** In which states a person is, as tags. */
export function States({ lang, person, isAway }: { readonly lang: Lang; readonly person: Person; readonly isAway: boolean }) {
  const t = accountsText(lang)
  return (
    <>
      {person.disabled ? <Tag tone="warning">{t('disabled')}</Tag> : <Tag tone="success">{t('active')}</Tag>}{' '}
      {person.authorityName !== null && <Tag tone="info">{t('guest')}</Tag>} {isAway && <Tag tone="info">{t('is-away')}</Tag>}{' '}
      {(person.proposedRoles ?? person.proposedUnits) !== null && <Tag tone="warning">{t('waiting')}</Tag>}
    </>
  )
}
