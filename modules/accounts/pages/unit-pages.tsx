import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Count,
  DataTable,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  SelectField,
  Tag,
} from '@comity/ui'
import type { Column } from '@comity/ui'
import type { Person, Unit } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { rolesText } from './roles-text.ts'
import { UnitForm } from './unit-forms.tsx'
import type { UnitValues } from './unit-forms.tsx'
import { unitName } from './unit-name.ts'

interface UnitsPageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly units: readonly Unit[]
  /** Null for those who may only look. */
  readonly values: UnitValues | null
  readonly problems: readonly Problem[]
}

/** Units of the authority, and for administrators the form to add one. */
export function UnitsPage({ lang, csrf, units, values, problems }: UnitsPageProps) {
  const t = accountsText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('units')} lead={t('units-lead')} />
      <DataTable
        lang={lang}
        caption={t('units')}
        hideCaption
        columns={unitColumns(lang)}
        rows={units}
        rowKey={(unit) => unit.id}
        empty={<EmptyState title={t('no-units')} />}
      />
      {values !== null && (
        <section aria-labelledby="add">
          <h2 id="add">{t('add-unit')}</h2>
          <UnitForm lang={lang} csrf={csrf} action="/people/units" label={t('add-unit')} values={values} problems={problems} />
        </section>
      )}
    </>
  )
}

function unitColumns(lang: Lang): readonly Column<Unit>[] {
  const t = accountsText(lang)
  return [
    {
      key: 'name',
      header: t('unit'),
      names: true,
      cell: (unit) => (
        <a href={`/people/units/${unit.id}`}>
          <Bdi>{unitName(lang, unit)}</Bdi>
        </a>
      ),
    },
    { key: 'members', header: t('members'), align: 'end', cell: (unit) => <Count lang={lang} value={unit.members} /> },
    { key: 'state', header: t('state'), cell: (unit) => <UnitState lang={lang} unit={unit} /> },
  ]
}

function UnitState({ lang, unit }: { readonly lang: Lang; readonly unit: Unit }) {
  const t = accountsText(lang)
  return unit.archived ? <Tag tone="neutral">{t('archived')}</Tag> : <Tag tone="success">{t('in-use')}</Tag>
}

interface UnitPageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly unit: Unit
  readonly members: readonly Person[]
  /** Of whom it waits for the head that they join or leave. */
  readonly waiting: readonly Person[]
  /** Who could be added; null for those who may only look. */
  readonly candidates: readonly Person[] | null
  /** Whether the viewer lets an archived unit be used again. */
  readonly mayRestore: boolean
  readonly values: UnitValues
  readonly problems: readonly Problem[]
}

/** One unit: its members and its name. */
export function UnitPage(props: UnitPageProps) {
  const { lang, csrf, unit, members, waiting, candidates, mayRestore, values, problems } = props
  const t = accountsText(lang)
  const to = `/people/units/${unit.id}`
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={<Bdi>{unitName(lang, unit)}</Bdi>} status={<UnitState lang={lang} unit={unit} />} />
      <section aria-labelledby="members">
        <h2 id="members">{t('members')}</h2>
        <DataTable
          lang={lang}
          caption={t('members')}
          hideCaption
          columns={memberColumns(props)}
          rows={members}
          rowKey={(person) => person.id}
          empty={<EmptyState title={t('no-members')} />}
        />
        {waiting.length > 0 && <WaitingMembers {...props} />}
        {candidates !== null && !unit.archived && candidates.length > 0 && (
          <AddMember lang={lang} csrf={csrf} to={to} candidates={candidates} />
        )}
      </section>
      {candidates !== null && (
        <section aria-labelledby="rename">
          <h2 id="rename">{t('name')}</h2>
          <UnitForm lang={lang} csrf={csrf} action={to} label={t('save-name')} values={values} problems={problems} />
        </section>
      )}
      {(unit.archived ? mayRestore || candidates !== null : candidates !== null) && (
        <ArchiveForm lang={lang} csrf={csrf} unit={unit} mayRestore={mayRestore} />
      )}
    </>
  )
}

function memberColumns({ lang, csrf, unit, candidates }: UnitPageProps): readonly Column<Person>[] {
  const t = accountsText(lang)
  const remove: Column<Person> = {
    key: 'remove',
    header: t('remove'),
    cell: (person) => (
      <Form lang={lang} action={`/people/units/${unit.id}/members/${person.id}/remove`} csrf={csrf}>
        <Button kind="secondary">{t('remove')}</Button>
      </Form>
    ),
  }
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
    { key: 'roles', header: t('roles'), cell: (person) => rolesText(lang, person.roles) },
    ...(candidates === null ? [] : [remove]),
  ]
}

/** Who is to join or to leave, with the way to the page where the head lets it through. */
function WaitingMembers({ lang, csrf, unit, waiting, candidates }: UnitPageProps) {
  const t = accountsText(lang)
  return (
    <>
      <h3 id="waiting">{t('members-waiting')}</h3>
      <ul>
        {waiting.map((person) => (
          <li key={person.id}>
            <a href={`/people/${person.id}`}>
              <Bdi>{person.name}</Bdi>
            </a>{' '}
            {person.proposedUnits?.includes(unit.id) ? t('joins') : t('leaves')}
            {candidates !== null && person.proposedUnits?.includes(unit.id) && (
              <Form lang={lang} action={`/people/units/${unit.id}/members/${person.id}/remove`} csrf={csrf}>
                <ButtonRow>
                  <Button kind="secondary">{t('take-wish-back')}</Button>
                </ButtonRow>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface AddMemberProps {
  readonly lang: Lang
  readonly csrf: string
  readonly to: string
  readonly candidates: readonly Person[]
}

function AddMember({ lang, csrf, to, candidates }: AddMemberProps) {
  const t = accountsText(lang)
  return (
    <Form lang={lang} action={`${to}/members`} csrf={csrf}>
      <SelectField
        lang={lang}
        name="person"
        label={t('who')}
        width="medium"
        options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ButtonRow>
        <Button kind="secondary">{t('add-member')}</Button>
      </ButtonRow>
    </Form>
  )
}

type ArchiveFormProps = Pick<UnitPageProps, 'lang' | 'csrf' | 'unit' | 'mayRestore'>

function ArchiveForm({ lang, csrf, unit, mayRestore }: ArchiveFormProps) {
  const t = accountsText(lang)
  const act = unit.archived ? 'restore' : 'archive'
  return (
    <section aria-labelledby="archive">
      <h2 id="archive">{t(act)}</h2>
      <p>{t(unit.archived ? 'restore-text' : 'archive-text')}</p>
      {(!unit.archived || mayRestore) && (
        <Form lang={lang} action={`/people/units/${unit.id}/${act}`} csrf={csrf}>
          <ButtonRow>
            <Button kind={unit.archived ? 'secondary' : 'danger'}>{t(act)}</Button>
          </ButtonRow>
        </Form>
      )}
    </section>
  )
}
