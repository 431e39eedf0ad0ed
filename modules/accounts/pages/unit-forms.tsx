import type { Problem } from '@comity/errors'
import { languages } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, Details, Form, TextField } from '@comity/ui'
import { accountsText } from '../messages.ts'

/** A unit's name as typed: `name`, and `name-fr` and so on. */
export type UnitValues = Readonly<Record<string, string>>

interface UnitFormProps {
  readonly lang: Lang
  readonly csrf: string
  readonly action: string
  readonly label: string
  readonly values: UnitValues
  readonly problems: readonly Problem[]
}

/** The name of a unit, and its names in further languages. */
export function UnitForm({ lang, csrf, action, label, values, problems }: UnitFormProps) {
  const t = accountsText(lang)
  const field = (name: string) => ({
    lang,
    name,
    value: values[name] ?? '',
    width: 'medium' as const,
    maxLength: 200,
    dir: 'auto' as const,
    error: problems.find(({ path }) => path === name)?.message,
  })
  const hasNames = languages.some(({ code }) => (values[`name-${code}`] ?? '') !== '')
  return (
    <Form lang={lang} action={action} csrf={csrf}>
      <TextField {...field('name')} label={t('name')} />
      <Details summary={t('unit-names')} open={hasNames}>
        {languages.map(({ code, name }) => (
          <TextField key={code} {...field(`name-${code}`)} label={name} optional />
        ))}
      </Details>
      <ButtonRow>
        <Button>{label}</Button>
      </ButtonRow>
    </Form>
  )
}
