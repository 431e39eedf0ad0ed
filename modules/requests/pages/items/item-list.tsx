import { Bdi, Button, ButtonRow, Card, EmptyState, Form, PageHeading } from '@comity/ui'
import { ItemDetails } from '../content/item-details.tsx'
import { detailFields } from '../form/detail-specs.ts'
import { detailsAsked, itemKind, itemName, itemsOf } from '../form/items.ts'
import { fingerprintOf } from '../form/read-fields.ts'
import type { ListSection } from '../form/sections.ts'
import { Others } from '../draft/others.tsx'
import type { View } from '../view.ts'
import type { Owner } from './owner.ts'

/** The items of one list, each with its own page to change it. */
export function ItemList({
  view,
  owner,
  section,
  nextHref,
}: {
  readonly view: View
  readonly owner: Owner
  readonly section: ListSection
  readonly nextHref: string
}) {
  const { say } = view
  const url = `${owner.editUrl}/${section}`
  const items = itemsOf(section, owner.lists)
  return (
    <>
      <PageHeading title={say(`section.${section}`)} lead={say(`why.${section}`)} />
      <Others view={view} others={owner.others} />
      {items.length === 0 && (
        <EmptyState
          title={say(`edit.none.${section}`)}
          action={
            <Button kind="secondary" href={`${url}/new`}>
              {say(`button.add.${section}`)}
            </Button>
          }
        />
      )}
      {items.map((item, at) => (
        <Card
          key={at}
          title={itemName(section, item)}
          footer={<Actions view={view} url={`${url}/${at}`} was={fingerprintOf(item)} name={itemName(section, item)} />}
        >
          <ItemDetails view={view} specs={itemKind(section).fields} item={item} />
          {section === 'measures' && <Lacking view={view} item={item} href={`${url}/${at}`} />}
        </Card>
      ))}
      <ButtonRow>
        <Button href={nextHref}>{say('button.continue')}</Button>
        {items.length > 0 && (
          <Button kind="secondary" href={`${url}/new`}>
            {say(`button.add.${section}`)}
          </Button>
        )}
      </ButtonRow>
    </>
  )
}

/** What this kind of measure asks for and does not say yet. */
function Lacking({
  view: { say },
  item,
  href,
}: {
  readonly view: View
  readonly item: Readonly<Record<string, string>>
  readonly href: string
}) {
  const lacking = detailFields.filter(({ name }) => detailsAsked(item).includes(name) && (item[name] ?? '') === '')
  if (lacking.length === 0) return null
  return (
    <p class="hint">
      {say('detail.asked')}: <a href={href}>{lacking.map(({ label }) => say(label)).join(' · ')}</a>
    </p>
  )
}

interface ActionsProps {
  readonly view: View
  readonly url: string
  readonly was: string
  readonly name: string
}

function Actions({ view: { lang, say, csrf }, url, was, name }: ActionsProps) {
  return (
    <Form lang={lang} csrf={csrf} action={`${url}/remove`}>
      <input type="hidden" name="was" value={was} />
      <ButtonRow>
        <Button kind="secondary" href={url}>
          {say('button.edit')}
          <span class="unseen">
            {' '}
            <Bdi>{name}</Bdi>
          </span>
        </Button>
        <Button kind="danger">
          {say('button.remove')}
          <span class="unseen">
            {' '}
            <Bdi>{name}</Bdi>
          </span>
        </Button>
      </ButtonRow>
    </Form>
  )
}
