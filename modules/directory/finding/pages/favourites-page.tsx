import { Bdi, Button, EmptyState, Form, PageHeading } from '@comity/ui'
import { nameIn } from '../../pages/words.ts'
import type { Favourite } from '../contract.ts'
import { findingText } from '../texts.ts'
import { ContactsView } from './contacts-view.tsx'
import type { Door } from './door.ts'

/** `/directory/favourites`: the authorities that the viewer keeps at hand. */
export function FavouritesPage({ door, favourites }: { readonly door: Door; readonly favourites: readonly Favourite[] }) {
  const { lang, csrf } = door
  const t = findingText(lang)
  return (
    <>
      <PageHeading title={t('favourites')} lead={t('favourites-lead')} />
      {favourites.length === 0 && (
        <EmptyState title={t('no-favourites')} action={<Button href="/directory/find">{t('find-title')}</Button>} />
      )}
      {favourites.map(({ authority, stateNames, contacts }) => (
        <article key={authority.id} class="found">
          <h2>
            <a href={`/directory/${authority.id}`}>
              <Bdi>{nameIn(lang, authority.names)}</Bdi>
            </a>
          </h2>
          <p>
            <Bdi>{nameIn(lang, stateNames)}</Bdi>
          </p>
          <ContactsView door={door} contacts={contacts} />
          <Form lang={lang} csrf={csrf ?? ''} action="/directory/favourites">
            <input type="hidden" name="authority" value={authority.id} />
            <Button kind="secondary" name="act" value="drop">
              {t('drop')}
            </Button>
          </Form>
        </article>
      ))}
    </>
  )
}
