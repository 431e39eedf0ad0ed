import { roles, type Person } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'
import type { Lang } from '@comity/i18n'
import { Bdi, Card, CardGrid, Code, Page, PageHeading, renderPage } from '@comity/ui'
import { serverText } from '../messages.ts'
import { rolesText } from '@comity/accounts/pages'
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
export function renderWay(way: Way): string {
  const { lang, found } = way
  const t = serverText(lang)
  const heading = t(found ? 'way.heading' : 'way.nothing')
  return renderPage(
    <Page lang={lang} title={heading} authority={t('way.office')} path={way.path} strip={{ text: t('demo') }}>
      <PageHeading title={heading} lead={t(found ? 'way.lead' : 'way.nothing.next')} />
      {found && <Try {...way} />}
      <CardGrid>
        {demoNodes.map((name) => (
          <NodeCard key={name} way={way} name={name} />
        ))}
      </CardGrid>
    </Page>,
  )
}

/** Who does what in a case, in order. */
const steps = [
  { key: 'way.try.1', login: 'amara.okoye' },
  { key: 'way.try.2', login: 'viktor.lindqvist' },
  { key: 'way.try.3', login: 'nadia.karim' },
  { key: 'way.try.4', login: 'amara.okoye' },
] as const

function Try({ lang, links }: Way) {
  const t = serverText(lang)
  const everyone = demoNodes.flatMap((name) => links[name])
  return (
    <section aria-labelledby="try">
      <h2 id="try">{t('way.try')}</h2>
      <ol>
        {steps.map(({ key, login }) => {
          const link = everyone.find(({ person }) => person.login === login)
          return (
            <li key={key}>
              {link !== undefined && <SignIn {...link} />} {t(key)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function NodeCard({ way: { lang, port, links }, name }: { readonly way: Way; readonly name: DemoNode }) {
  const t = serverText(lang)
  const people = links[name].toSorted((one, other) => rank(one.person) - rank(other.person))
  return (
    <Card title={t(`way.${name}`)}>
      <p>{t(`way.${name}.does`)}</p>
      <p>
        <a href={`http://${name}.localhost:${port}/`}>
          <Code>{`${name}.localhost:${port}`}</Code>
        </a>
      </p>
      <h3>{t('way.signInAs')}</h3>
      <ul>
        {people.map(({ person, url }) => (
          <li key={person.id}>
            <SignIn person={person} url={url} /> – {rolesText(lang, person.roles)}
            {person.authorityName !== null && (
              <>
                {' '}
                (<Bdi>{person.authorityName}</Bdi>)
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function SignIn({ person, url }: { readonly person: Person; readonly url: string }) {
  return (
    <a href={url}>
      <Bdi>{person.name}</Bdi>
    </a>
  )
}

const rank = ({ roles: held }: Person): number => Math.min(...held.map((role) => roles.indexOf(role)))
