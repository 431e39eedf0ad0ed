import type { Node } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { pageRoute, rawRoute, redirect, show, tokenBuckets, type App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { nameIn } from '../../pages/words.ts'
import { ContactsQuery } from '../contract.ts'
import { authoritySeen, cardOf, contactLines, linkedDataFile, linkedDataOfAll } from '../operations/authority-files.ts'
import { findAuthority } from '../operations/find-authority.ts'
import { contactsCsv, findingCsv } from '../rules/finding-csv.ts'
import { anybody } from '../rules/visible.ts'
import { findingText } from '../texts.ts'
import type { Door } from './door.ts'
import { findAnswer, mapAnswer, textFile, wordsAnswer } from './index.tsx'
import { OpenAuthorityPage } from './open-authority-page.tsx'
import { OpenFind, PageMap, PageWords, WholeFind } from './queries.ts'

const base = '/open/directory'

/** The whole as one file, which one address may ask for at once, and then in each second: it is many megabytes, and to be kept for five minutes. */
const WHOLES = { burst: 20, perSecond: 0.1 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

/** Through the public door everybody reads as nobody in particular, also who is signed in. */
function entry(lang: Lang) {
  const door: Door = { lang, base, zone: undefined, csrf: null, drafts: null }
  return { door, reader: anybody }
}

/** Adds what is open to everybody, where the operator allows it: pages, files and linked data of what is public. */
export function addOpenPages(app: App, node: Node): void {
  const open = { method: 'GET', public: true } as const
  pageRoute(app, { ...open, url: base }, () => redirect(`${base}/map`))
  pageRoute(app, { ...open, url: `${base}/find`, query: OpenFind }, ({ lang, query }) => findAnswer(node, entry(lang), query))
  pageRoute(app, { ...open, url: `${base}/search`, query: PageWords }, ({ lang, query }) => wordsAnswer(node, entry(lang), query))
  pageRoute(app, { ...open, url: `${base}/map`, query: PageMap }, ({ lang, query }) => mapAnswer(node, entry(lang), query.need))
  const params = z.strictObject({ id: AuthorityId })
  pageRoute(app, { ...open, url: `${base}/:id`, params }, async ({ lang, params: { id } }) => {
    const known = await authoritySeen(node, anybody, id)
    const at = node.world.clock.now()
    const breadcrumbs = [{ text: findingText(lang)('open-title'), href: base }]
    const body = <OpenAuthorityPage door={entry(lang).door} known={known} at={at} />
    return show({ title: nameIn(lang, known.authority.names), breadcrumbs, body })
  })
  addOpenFiles(app, node)
}

function addOpenFiles(app: App, node: Node): void {
  const open = { method: 'GET', public: true } as const
  pageRoute(app, { ...open, url: `${base}/find.csv`, query: WholeFind }, async ({ query }) =>
    textFile('finding.csv', 'text/csv; charset=utf-8', findingCsv(await findAuthority(node, anybody, query))),
  )
  pageRoute(app, { ...open, url: `${base}/find.json`, query: WholeFind }, async ({ query }) =>
    textFile('finding.json', 'application/json', JSON.stringify(await findAuthority(node, anybody, query), null, 2)),
  )
  pageRoute(app, { ...open, url: `${base}/contacts.csv`, query: ContactsQuery }, async ({ query }) =>
    textFile('contacts.csv', 'text/csv; charset=utf-8', contactsCsv(await contactLines(node, anybody, query.state))),
  )
  const params = z.strictObject({ id: AuthorityId })
  pageRoute(app, { ...open, url: `${base}/:id/card.vcf`, params }, async ({ params: { id } }) => {
    const { name, mediaType, text } = await cardOf(node, anybody, id)
    return textFile(name, mediaType, text)
  })
  pageRoute(app, { ...open, url: `${base}/:id/data.jsonld`, params }, async ({ params: { id } }) => {
    const { name, mediaType, text } = await linkedDataFile(node, id)
    return textFile(name, mediaType, text)
  })
  const readers = tokenBuckets(WHOLES, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
  // For programs of others, which read it from where it lies.
  rawRoute(app, { method: 'GET', url: `${base}.jsonld`, bodyLimit: 1 }, async ({ address }) => {
    const taken = readers.take(address)
    if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
    return {
      status: 200,
      headers: {
        'content-type': 'application/ld+json',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=300',
      },
      bytes: Buffer.from(await linkedDataOfAll(node)),
    }
  })
}
