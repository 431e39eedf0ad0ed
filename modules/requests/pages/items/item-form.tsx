import type { Problem } from '@comity/errors'
import { Button, ButtonRow, ErrorSummary, Form, PageHeading } from '@comity/ui'
import { Fields } from '../form/fields.tsx'
import { shownFields } from '../form/items.ts'
import type { Typed } from '../form/read-fields.ts'
import type { ListSection } from '../form/sections.ts'
import type { OnDraft } from '../../contract.ts'
import { Others } from '../draft/others.tsx'
import type { View } from '../view.ts'

export interface ItemFormProps {
  readonly view: View
  readonly section: ListSection
  readonly title: string
  readonly action: string
  readonly backHref: string
  readonly typed: Typed
  /** Fingerprint of the item as it was when the form was first shown. */
  readonly was: string
  readonly problems: readonly Problem[]
  readonly others: readonly OnDraft[]
}

/** One person, one item of property, one offence or one measure. */
export function ItemForm({ view, section, title, action, backHref, typed, was, problems, others }: ItemFormProps) {
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={title} lead={say(`why.${section}`)} />
      <Others view={view} others={others} />
      <Form lang={lang} csrf={csrf} action={action}>
        <input type="hidden" name="was" value={was} />
        <Fields view={view} specs={shownFields(section, typed)} typed={typed} problems={problems} />
        <ButtonRow>
          <Button>{say('button.save')}</Button>
          <Button kind="link" href={backHref}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
