import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, DataTable, DateField, DateTime, Form, SelectField } from '@comity/ui'
import type { Column } from '@comity/ui'
import type { Absence, Person } from '../contract.ts'
import { accountsText } from '../messages.ts'

/** A person's absences, whose place they hold, and whom they or the head could name. */
export interface AbsenceView {
  readonly away: readonly Absence[]
  readonly holds: readonly Absence[]
  /** Null for those who may only look. */
  readonly deputies: readonly Person[] | null
}

interface AbsenceSectionProps {
  readonly lang: Lang
  readonly csrf: string
  /** `/profile` or the person's page. */
  readonly to: string
  readonly title: string
  readonly view: AbsenceView
  readonly values: { readonly deputyId: string; readonly fromOn: string; readonly untilOn: string }
  readonly problems: readonly Problem[]
}

/** Who holds a person's place while they are away. */
export function AbsenceSection(props: AbsenceSectionProps) {
  const { lang, title, view } = props
  const t = accountsText(lang)
  return (
    <section aria-labelledby="away">
      <h2 id="away">{title}</h2>
      <p>{t('away-lead')}</p>
      {view.away.length === 0 ? (
        <p>{t('no-absence')}</p>
      ) : (
        <DataTable
          lang={lang}
          caption={title}
          hideCaption
          columns={awayColumns(props)}
          rows={view.away}
          rowKey={(absence) => absence.id}
        />
      )}
      {view.deputies !== null && view.deputies.length > 0 && <NameForm {...props} deputies={view.deputies} />}
      {view.holds.length > 0 && <Holds lang={lang} holds={view.holds} />}
    </section>
  )
}

function Holds({ lang, holds }: { readonly lang: Lang; readonly holds: readonly Absence[] }) {
  const t = accountsText(lang)
  const person: Column<Absence> = { key: 'person', header: t('who'), names: true, cell: (row) => <Bdi>{row.personName}</Bdi> }
  return (
    <>
      <h3 id="holds">{t('places-held')}</h3>
      <DataTable
        lang={lang}
        caption={t('places-held')}
        hideCaption
        columns={[person, ...dayColumns(lang)]}
        rows={holds}
        rowKey={(absence) => absence.id}
      />
    </>
  )
}

function dayColumns(lang: Lang): readonly Column<Absence>[] {
  const t = accountsText(lang)
  return [
    { key: 'from', header: t('first-day'), cell: (row) => <DateTime lang={lang} at={row.fromOn} only="date" /> },
    { key: 'until', header: t('last-day'), cell: (row) => <DateTime lang={lang} at={row.untilOn} only="date" /> },
  ]
}

function awayColumns({ lang, csrf, to, view }: AbsenceSectionProps): readonly Column<Absence>[] {
  const t = accountsText(lang)
  const deputy: Column<Absence> = { key: 'deputy', header: t('deputy'), names: true, cell: (row) => <Bdi>{row.deputyName}</Bdi> }
  const end: Column<Absence> = {
    key: 'end',
    header: t('end-absence'),
    cell: (row) => (
      <Form lang={lang} action={`${to}/absences/${row.id}/end`} csrf={csrf}>
        <Button kind="secondary">{t('end-absence')}</Button>
      </Form>
    ),
  }
  return [deputy, ...dayColumns(lang), ...(view.deputies === null ? [] : [end])]
}

function NameForm({
  lang,
  csrf,
  to,
  deputies,
  values,
  problems,
}: AbsenceSectionProps & { readonly deputies: readonly Person[] }) {
  const t = accountsText(lang)
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <Form lang={lang} action={`${to}/absences`} csrf={csrf}>
      <SelectField
        lang={lang}
        name="deputyId"
        label={t('deputy')}
        hint={t('deputy-hint')}
        width="medium"
        value={values.deputyId}
        options={deputies.map(({ id, name }) => ({ value: id, label: name }))}
        error={faultOf('deputyId')}
      />
      <DateField lang={lang} name="fromOn" label={t('first-day')} value={values.fromOn} error={faultOf('fromOn')} />
      <DateField lang={lang} name="untilOn" label={t('last-day')} value={values.untilOn} error={faultOf('untilOn')} />
      <ButtonRow>
        <Button kind="secondary">{t('name-deputy')}</Button>
      </ButtonRow>
    </Form>
  )
}
