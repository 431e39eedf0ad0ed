import type { Problem } from '@comity/errors'
import { Bdi, Button, ButtonRow, ErrorSummary, Form, InsetText, PageHeading } from '@comity/ui'
import type { ComponentChildren } from 'preact'
import type { View } from '../view.ts'

export interface FormPageProps {
  readonly view: View
  readonly title: string
  readonly caption?: string
  readonly lead?: string
  readonly action: string
  readonly back: string
  readonly problems: readonly Problem[]
  readonly button?: string
  readonly children: ComponentChildren
}

/** A form on a page of its own: what is wrong, what it is about, the fields, one button and the way back. */
export function FormPage(props: FormPageProps) {
  const { view, title, caption, lead, action, back, problems, children } = props
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={title} {...(caption === undefined ? {} : { caption: <Bdi>{caption}</Bdi> })} />
      {lead !== undefined && <InsetText>{lead}</InsetText>}
      <Form lang={lang} csrf={csrf} action={action}>
        {children}
        <ButtonRow>
          <Button>{props.button ?? say('save')}</Button>
          <Button kind="link" href={back}>
            {say('back')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

/** The problems by field, for the fields themselves. */
export function errorsOf(problems: readonly Problem[]): ReadonlyMap<string, string> {
  return new Map(problems.map(({ path, message }) => [path, message]))
}
