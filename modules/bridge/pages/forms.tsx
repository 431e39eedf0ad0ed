import type { z } from 'zod'
import type { ComponentChildren, VNode } from 'preact'
import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { show } from '@comity/http'
import { Button, ButtonRow, Code, ErrorSummary, Form, InsetText, PageHeading, SelectField } from '@comity/ui'
import { bridgeHref, saidProblems, unitOptions } from './view.ts'
import type { View } from './view.ts'

type Shown = ReturnType<typeof show>

interface BridgePage {
  readonly title: string
  readonly body: VNode
  readonly problems?: readonly Problem[]
  /** It shows once what its form made. */
  readonly made?: boolean
}

/** A page under the bridge; with problems it is an answer to a form that was not taken. */
export function bridgePage({ say }: View, { title, body, problems = [], made = false }: BridgePage): Shown {
  return show({
    title,
    current: bridgeHref,
    breadcrumbs: [{ text: say('title'), href: bridgeHref }],
    status: problems.length > 0 ? 422 : 200,
    body,
    made,
  })
}

/** Makes what a form asked for; where it is not valid or is refused for a field, the form is shown again with what is wrong. */
export async function taken<Input>(
  view: View,
  input: z.ZodSafeParseResult<Input>,
  { make, again }: { readonly make: (input: Input) => Promise<Shown>; readonly again: (problems: readonly Problem[]) => Shown },
): Promise<Shown> {
  const refused = (problems: readonly Problem[]) => again(saidProblems(view.say, problems))
  if (!input.success) return refused(input.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' })))
  try {
    return await make(input.data)
  } catch (error) {
    if (error instanceof ComityError && error.problems.length > 0) return refused(error.problems)
    throw error
  }
}

/** The form of something new: what it is, its fields, and the one button. */
export interface NewFormProps {
  readonly view: View
  readonly title: string
  readonly lead: string
  readonly action: string
  readonly submit: string
  readonly problems: readonly Problem[]
  readonly children: ComponentChildren
}

export function NewForm({ view: { lang, csrf, say }, title, lead, action, submit, problems, children }: NewFormProps) {
  return (
    <>
      <ErrorSummary
        lang={lang}
        problems={problems.map((one) => ({ ...one, message: `${labelOf(say, one.path)}: ${one.message}` }))}
      />
      <PageHeading title={title} lead={lead} />
      <Form lang={lang} csrf={csrf} action={action}>
        {children}
        <ButtonRow>
          <Button>{submit}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const labels = {
  name: 'field.name',
  unitId: 'field.unit',
  acts: 'field.acts',
  expiresOn: 'field.last-day',
  folder: 'folder',
  url: 'field.url',
  kinds: 'field.kinds',
} as const

/** Above the form a problem is read without its field, so it says which it is. */
function labelOf(say: View['say'], path: string): string {
  const found = Object.entries(labels).find(([name]) => name === path)
  return found === undefined ? path : say(found[1])
}

/** What is wrong with a field. */
export function errorIn(problems: readonly Problem[]): (path: string) => string | undefined {
  return (path) => problems.find((one) => one.path === path)?.message
}

/** Whose requests it is about. */
export function UnitField({
  view,
  value,
  error,
}: {
  readonly view: View
  readonly value: string
  readonly error: string | undefined
}) {
  return (
    <SelectField
      lang={view.lang}
      name="unitId"
      label={view.say('field.unit')}
      hint={view.say('hint.unit')}
      value={value}
      options={unitOptions(view)}
      error={error}
    />
  )
}

interface SecretProps {
  readonly view: View
  readonly title: string
  readonly lead: string
  readonly secret: string
  readonly back: string
}

/** A key or secret, the one time that it is shown. */
export function secretPage(props: SecretProps): Shown {
  return bridgePage(props.view, { title: props.title, body: <SecretShown {...props} />, made: true })
}

function SecretShown({ view: { say }, title, lead, secret, back }: SecretProps) {
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <InsetText tone="warning">
        <p>{say('secret.once')}</p>
        <p>
          <Code>{secret}</Code>
        </p>
      </InsetText>
      <ButtonRow>
        <Button href={back} kind="secondary">
          {say('secret.kept')}
        </Button>
      </ButtonRow>
    </>
  )
}
