import type { Lang } from '@comity/i18n'
import { Bdi, Card, CardGrid, Code, Page, PageHeading, renderPage } from '@comity/ui'
import { serverText } from '../messages.ts'
import { demoNodes } from './demo-nodes.ts'
import type { SignInLinks } from './way.ts'

interface Way {
  readonly lang: Lang
  readonly path: string
  readonly found: boolean
  readonly port: number
  readonly links: SignInLinks
}

/** The three nodes of the demonstration, and who may be signed in as. */
export function renderWay({ lang, path, found, port, links }: Way): string {
  const t = serverText(lang)
  return renderPage(
    <Page lang={lang} title={t('way.title')} authority={t('way.title')} path={path}>
      <PageHeading title={found ? t('way.heading') : t('way.nothing')} lead={found ? t('way.lead') : t('way.nothing.next')} />
      <CardGrid>
        {demoNodes.map((name) => (
          <Card key={name} title={t(`way.${name}`)}>
            <p>{t(`way.${name}.does`)}</p>
            <p>
              <a href={`http://${name}.localhost:${port}/`}>
                <Code>{`${name}.localhost:${port}`}</Code>
              </a>
            </p>
            <h3>{t('way.signInAs')}</h3>
            <ul>
              {links[name].map(({ person, url }) => (
                <li key={person.id}>
                  <a href={url}>
                    <Bdi>{person.name}</Bdi>
                  </a>
                  {` – ${person.roles.map((role) => t(`role.${role}`)).join(', ')}`}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </CardGrid>
    </Page>,
  )
}
