import { Button, ButtonRow, Form, InsetText, PageHeading } from '@comity/ui'
import { ItemDetails } from '../content/item-details.tsx'
import { Fields } from '../form/fields.tsx'
import { fingerprintOf, type Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import type { View } from '../view.ts'

export interface ConflictProps {
  readonly view: View
  readonly specs: readonly FieldSpec[]
  /** What this person typed. */
  readonly mine: Typed
  /** What is saved now. */
  readonly theirs: Typed
  readonly action: string
  readonly backHref: string
}

/** Two versions of one part of a draft: nothing is lost, and a person decides. */
export function Conflict({ view, specs, mine, theirs, action, backHref }: ConflictProps) {
  const { lang, say, csrf } = view
  return (
    <>
      <PageHeading title={say('conflict.title')} lead={say('conflict.lead')} />
      <h2>{say('conflict.theirs')}</h2>
      <InsetText tone="info">
        <ItemDetails view={view} specs={specs} item={theirs} />
      </InsetText>
      <h2>{say('conflict.yours')}</h2>
      <Form lang={lang} csrf={csrf} action={action}>
        <input type="hidden" name="was" value={fingerprintOf(theirs)} />
        <Fields view={view} specs={specs} typed={mine} problems={[]} />
        <ButtonRow>
          <Button>{say('conflict.keepMine')}</Button>
          <Button kind="secondary" href={backHref}>
            {say('conflict.keepTheirs')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
