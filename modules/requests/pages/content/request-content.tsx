import { Bdi, Details, InsetText, SummaryList } from '@comity/ui'
import type { DraftContent } from '../../contract.ts'
import { itemKind, itemName, itemsOf } from '../form/items.ts'
import { formSections, listSections, sectionFields, sectionValues, type FormSection, type ListSection } from '../form/sections.ts'
import { findingText } from '../form/finding-text.ts'
import { articleText } from '../texts.ts'
import type { View } from '../view.ts'
import { FieldValue, ItemDetails } from './item-details.tsx'
import { Certified, LanguageVersions, versionShown } from './versions.tsx'

/** Everything that a request says, in the order in which it is read; the same for review, sending and the request's own page. */
export function RequestContentView({
  view,
  content,
  version,
}: {
  readonly view: View
  readonly content: DraftContent
  /** The language that the reader wishes; the version that counts where there is no wish. */
  readonly version?: string | undefined
}) {
  const shown = versionShown(content, version)
  return (
    <>
      <LanguageVersions view={view} content={content} shown={shown} />
      <Certified view={view} content={content} version={shown} />
      <VersionContent view={view} content={shown.content} />
    </>
  )
}

/** What a request says in one of its languages. */
export function VersionContent({ view, content }: { readonly view: View; readonly content: DraftContent }) {
  return (
    <>
      {formSections.map((section) => (
        <FormPart key={section} view={view} section={section} content={content} />
      ))}
      {listSections.map((section) => (
        <ListPart key={section} view={view} section={section} content={content} />
      ))}
      <Gaps view={view} content={content} />
    </>
  )
}

function FormPart({
  view,
  section,
  content,
}: {
  readonly view: View
  readonly section: FormSection
  readonly content: DraftContent
}) {
  const values = sectionValues(section, content)
  const items = sectionFields(section).flatMap((spec) => {
    const value = values[spec.name] ?? ''
    if (value === '' && (spec.required !== true || !isWritten(section, content))) return []
    return [
      {
        label: view.say(spec.label),
        value: value === '' ? view.say('none') : <FieldValue view={view} spec={spec} value={value} />,
      },
    ]
  })
  if (items.length === 0) return null
  return (
    <section>
      <h3>{view.say(`section.${section}`)}</h3>
      <SummaryList lang={view.lang} items={items} />
    </section>
  )
}

/** Sections that a request may do without say nothing of what they would need. */
function isWritten(section: FormSection, content: DraftContent): boolean {
  return (section !== 'confiscation' && section !== 'return') || content[section] !== undefined
}

export function ListPart({
  view,
  section,
  content,
}: {
  readonly view: View
  readonly section: ListSection
  readonly content: Pick<DraftContent, ListSection>
}) {
  const items = itemsOf(section, content)
  if (items.length === 0) return null
  return (
    <section>
      <h3>{view.say(`section.${section}`)}</h3>
      {items.map((item, at) => (
        <Details key={at} open summary={<Bdi>{itemName(section, item)}</Bdi>}>
          <ItemDetails view={view} specs={itemKind(section).fields} item={item} />
        </Details>
      ))}
    </section>
  )
}

function Gaps({ view, content }: { readonly view: View; readonly content: DraftContent }) {
  const gaps = content.acceptedGaps ?? []
  return (
    <>
      {gaps.map((gap) => (
        <InsetText key={gap.path} tone="warning">
          {findingText(view.say, gap)} ({articleText(view.say, gap.article)}). {view.say('check.accepted')}:{' '}
          <Bdi>{gap.reason}</Bdi>
        </InsetText>
      ))}
    </>
  )
}
