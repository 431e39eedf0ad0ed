import type { Problem } from '@comity/errors'
import { Button, ButtonRow, ErrorSummary, Form, InsetText, PageHeading } from '@comity/ui'
import { Fields } from '../form/fields.tsx'
import { fingerprintOf, type Typed } from '../form/read-fields.ts'
import { fieldsFor, sectionValues, type FormSection } from '../form/sections.ts'
import { isKey } from '../texts.ts'
import type { View } from '../view.ts'
import type { OpenDraft } from './draft-call.ts'
import { Others } from './others.tsx'

export interface SectionPageProps {
  readonly view: View
  readonly draft: OpenDraft
  readonly section: FormSection
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** Languages that the other authority accepts, by name; shown with the basics. */
  readonly accepted: string | null
}

/** One section of a draft, alone on its page. */
export function SectionPage({ view, draft, section, typed, problems, accepted }: SectionPageProps) {
  const { lang, say, csrf } = view
  const url = `/requests/${draft.id}/edit/${section}`
  const why = `why.${section === 'basics' ? 'legalBasis' : section}`
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say(`section.${section}`)} {...(isKey(why) ? { lead: say(why) } : {})} />
      <Others view={view} others={draft.others} />
      <Form lang={lang} csrf={csrf} action={url} autosaveUrl={`${url}/autosave`}>
        <input type="hidden" name="was" value={typed['was'] ?? fingerprintOf(sectionValues(section, draft.content))} />
        {section === 'basics' && accepted !== null && <InsetText>{say('language.accepted', { languages: accepted })}</InsetText>}
        <Fields view={view} specs={fieldsFor(section, draft)} typed={typed} problems={problems} />
        <ButtonRow>
          <Button>{say('button.saveContinue')}</Button>
          <Button kind="link" href={`/requests/${draft.id}/edit`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
