import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, DataTable, DateTime, EmptyState, Form, InsetText, PageHeading } from '@comity/ui'
import { MailTime, noticeKinds } from '../contract.ts'
import type { LetterPage } from '../contract.ts'
import { listLetters, retryLetter } from '../operations/letters.ts'
import { chooseMail, listNotices, mailChoices, readAllNotices, readNoticesAbout } from '../operations/own-notices.ts'
import { may } from '../policy.ts'
import { isTroubleOfAll } from '../rules/troubles.ts'
import { noticesText } from '../texts.ts'
import { NoticeList } from './notice-list.tsx'
import type { NewsName } from './notice-list.tsx'

const Query = z.strictObject({ before: z.coerce.number().int().positive().optional() })
const Params = z.strictObject({ id: z.uuid() })
const Choices = z.strictObject(Object.fromEntries(noticeKinds.map((kind) => [kind, MailTime.optional().catch(undefined)])))
const pageRows = 50

interface View {
  readonly lang: Lang
  readonly csrf: string
  readonly zone: string
}

/** What to do about a refusal, in the reader's language. */
export type Advice = (refusal: ComityError, lang: Lang) => string

interface Parts {
  readonly sendsMail: boolean
  readonly advice: Advice
  readonly newsName: NewsName
}

/** A person's notices, their choice of e-mails, and for administrators the letters in trouble. */
export function registerPages(app: App, node: Node, { sendsMail, advice, newsName }: Parts): void {
  pageRoute(app, { method: 'GET', url: '/notices', query: Query }, async ({ lang, viewer, query }) => {
    const letters = may(viewer.actor, 'letters')
    const view = { lang, csrf: viewer.csrf, zone: viewer.timeZone ?? 'UTC', letters, newsName }
    const page = await listNotices(node.db, viewer.actor, { limit: pageRows, before: query.before })
    const choices = await mailChoices(node.db, viewer.actor, sendsMail)
    const body = <NoticeList view={view} page={page} choices={choices} later={query.before !== undefined} />
    return show({ title: noticesText(lang)('title'), current: '/notices', body })
  })
  // Following a notice reads it, and all that are about the page to which it leads.
  pageRoute(app, { method: 'POST', url: '/notices/:id/read', params: Params, again: true }, async ({ viewer, params }) => {
    const { on } = await inContext(node, viewer.actor, (ctx) => readNoticesAbout(ctx, params.id))
    return redirect(on)
  })
  pageRoute(app, { method: 'POST', url: '/notices/read', again: true }, async ({ lang, viewer }) => {
    await inContext(node, viewer.actor, readAllNotices)
    return redirect('/notices', { notice: noticesText(lang)('saved.read') })
  })
  pageRoute(app, { method: 'POST', url: '/notices/mail', body: Choices, again: true }, async ({ lang, viewer, body }) => {
    await inContext(node, viewer.actor, async (ctx) => {
      for (const kind of noticeKinds) {
        const time = body[kind]
        if (time !== undefined) await chooseMail(ctx, { kind, time })
      }
    })
    return redirect('/notices', { notice: noticesText(lang)('saved.mail') })
  })
  pageRoute(app, { method: 'GET', url: '/notices/letters' }, async ({ lang, viewer }) => {
    const view = { lang, csrf: viewer.csrf, zone: viewer.timeZone ?? 'UTC' }
    const t = noticesText(lang)
    const body = <Letters view={view} page={await listLetters(node.db, viewer.actor, sendsMail)} advice={advice} />
    return show({ title: t('letters'), breadcrumbs: [{ text: t('title'), href: '/notices' }], body })
  })
  pageRoute(app, { method: 'POST', url: '/notices/letters/:id', params: Params }, async ({ lang, viewer, params }) => {
    await inContext(node, viewer.actor, (ctx) => retryLetter(ctx, params.id))
    return redirect('/notices/letters', { notice: noticesText(lang)('saved.retry') })
  })
}

interface LettersProps {
  readonly view: View
  readonly page: LetterPage
  readonly advice: Advice
}

/** What keeps every letter back, each kind of it once, and what to do. */
function adviceOn({ letters }: LetterPage, advice: Advice, lang: Lang): string[] {
  const found = letters.flatMap(({ state, problem, answer }) =>
    state === 'waiting' && isTroubleOfAll(problem) ? [{ problem, answer: answer ?? '' }] : [],
  )
  const each = new Map(found.toReversed().map((one) => [one.problem, one]))
  return [...each.values()].map(({ problem, answer }) => advice(new ComityError(problem, { values: { answer } }), lang))
}

function Letters({ view: { lang, csrf, zone }, page, advice }: LettersProps) {
  const t = noticesText(lang)
  return (
    <>
      <PageHeading title={t('letters')} lead={t('letters.lead', { waiting: page.waiting, dead: page.dead })} />
      {!page.nodeSendsMail && <InsetText tone="warning">{t('mail.none')}</InsetText>}
      {adviceOn(page, advice, lang).map((text) => (
        <InsetText key={text} tone="warning">
          {text}
        </InsetText>
      ))}
      <DataTable
        lang={lang}
        caption={t('letters')}
        hideCaption
        rows={page.letters}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('letters.empty')} />}
        columns={[
          { key: 'who', header: t('field.who'), names: true, cell: ({ personName }) => <Bdi>{personName}</Bdi> },
          { key: 'at', header: t('field.at'), cell: ({ createdAt }) => <DateTime lang={lang} at={createdAt} zone={zone} /> },
          { key: 'attempts', header: t('field.attempts'), align: 'end', cell: ({ attempts }) => attempts },
          { key: 'answer', header: t('field.answer'), cell: ({ answer, problem }) => <Bdi>{answer ?? problem ?? '–'}</Bdi> },
          {
            key: 'next',
            header: t('field.next'),
            cell: ({ id, dueAt }) =>
              dueAt === null ? (
                <Form lang={lang} csrf={csrf} action={`/notices/letters/${id}`}>
                  <Button kind="secondary">{t('retry')}</Button>
                </Form>
              ) : (
                <DateTime lang={lang} at={dueAt} zone={zone} />
              ),
          },
        ]}
      />
    </>
  )
}
