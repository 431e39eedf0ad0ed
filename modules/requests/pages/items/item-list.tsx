import { Bdi, Button, ButtonRow, Card, EmptyState, Form, PageHeading } from '@comity/ui'
import { ItemDetails } from '../content/item-details.tsx'
import { itemKind, itemName, itemsOf } from '../form/items.ts'
import { fingerprintOf } from '../form/read-fields.ts'
import type { ListSection } from '../form/sections.ts'
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
