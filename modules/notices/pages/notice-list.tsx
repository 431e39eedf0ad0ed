import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  Tag,
} from '@comity/ui'
import { mailTimes, noticeKinds } from '../contract.ts'
import type { MailChoices, Notice, NoticePage } from '../contract.ts'
import { noticesText } from '../texts.ts'

/** What a notice is more exactly, in the reader's language: the kind of a dossier, the rule of a deadline. */
export type NewsName = (news: string, lang: Lang) => string

/** What every component here needs to know of who looks. */
export interface NoticeView {
  readonly lang: Lang
  readonly csrf: string
  readonly zone: string
  /** Whether the way to the letters in trouble is shown. */
  readonly letters: boolean
  readonly newsName: NewsName
}

interface NoticeListProps {
  readonly view: NoticeView
  readonly page: NoticePage
  readonly choices: MailChoices
  readonly later: boolean
}

/** Notices about one page of the node, as about one request: the newest first. */
interface Group {
  readonly on: string
  readonly first: Notice
  readonly all: readonly Notice[]
}

function groupsOf(notices: readonly Notice[]): Group[] {
  return [...Map.groupBy(notices, ({ on }) => on)].flatMap(([on, all]) => {
    const [first] = all
    return first === undefined ? [] : [{ on, first, all }]
  })
}

/** A person's notices, those of one request together, and which of them come by e-mail. */
export function NoticeList({ view, page, choices, later }: NoticeListProps) {
  const { lang, csrf, zone } = view
  const t = noticesText(lang)
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('unread', { count: page.unread })}
        actions={
          view.letters ? (
            <Button kind="link" href="/notices/letters">
              {t('letters')}
            </Button>
          ) : undefined
        }
      />
      {page.unread > 0 && (
        <Form lang={lang} csrf={csrf} action="/notices/read">
          <ButtonRow>
            <Button kind="secondary">{t('read-all')}</Button>
          </ButtonRow>
        </Form>
      )}
      <DataTable
        lang={lang}
        caption={t('title')}
        hideCaption
        rows={groupsOf(page.notices)}
        rowKey={({ first }) => first.id}
        empty={<EmptyState title={t('empty')} />}
        paging={{
          previousHref: later ? '/notices' : undefined,
          nextHref: page.next === null ? undefined : `/notices?before=${page.next}`,
        }}
        columns={[
          { key: 'at', header: t('field.at'), cell: ({ first }) => <DateTime lang={lang} at={first.at} zone={zone} /> },
          { key: 'what', header: t('field.what'), names: true, cell: (group) => <Told view={view} group={group} /> },
          { key: 'go', header: t('field.go'), cell: (group) => <Way view={view} group={group} /> },
        ]}
      />
      <MailForm view={view} choices={choices} />
    </>
  )
}

/** What of one request is new: each thing with its time where there are several. */
function Told({ view: { lang, zone, newsName }, group: { first, all } }: { readonly view: NoticeView; readonly group: Group }) {
  const t = noticesText(lang)
  const news = (notice: Notice) => (
    <>
      {t(`kind.${notice.kind}`)}
      {notice.news !== null && `: ${newsName(notice.news, lang)}`} {!notice.read && <Tag tone="info">{t('new')}</Tag>}
    </>
  )
  const subject = all.find((one) => one.subject !== null)?.subject ?? null
  return (
    <>
      {subject !== null && (
        <>
          <Code>{subject}</Code>
          <br />
        </>
      )}
      {all.length === 1 ? (
        news(first)
      ) : (
        <ul>
          {all.map((notice) => (
            <li key={notice.id}>
              {news(notice)}{' '}
              <small>
                <DateTime lang={lang} at={notice.at} zone={zone} />
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The way to the page; whoever goes it has read all that is about it. */
function Way({ view: { lang, csrf }, group: { on, first, all } }: { readonly view: NoticeView; readonly group: Group }) {
  const t = noticesText(lang)
  const unread = all.find(({ read }) => !read)
  // Whoever hears links alone must know which is which.
  const what = (
    <>
      {t('go')}
      <span class="unseen">
        {' '}
        {t(`kind.${first.kind}`)} <Bdi>{first.subject ?? ''}</Bdi>
      </span>
    </>
  )
  if (unread === undefined) return <a href={on}>{what}</a>
  return (
    <Form lang={lang} csrf={csrf} action={`/notices/${unread.id}/read`}>
      <Button kind="link">{what}</Button>
    </Form>
  )
}

function MailForm({ view: { lang, csrf }, choices }: Pick<NoticeListProps, 'view' | 'choices'>) {
  const t = noticesText(lang)
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{t('mail')}</h2>
      <p>{t('mail.lead')}</p>
      {!choices.nodeSendsMail && <InsetText tone="warning">{t('mail.none')}</InsetText>}
      {!choices.hasAddress && (
        <InsetText tone="warning">
          {t('mail.no-address')} <a href="/profile">{t('mail.profile')}</a>
        </InsetText>
      )}
      <Form lang={lang} csrf={csrf} action="/notices/mail">
        {noticeKinds.map((kind) => (
          <SelectField
            key={kind}
            lang={lang}
            name={kind}
            label={t(`kind.${kind}`)}
            value={choices.choices[kind]}
            options={mailTimes.map((value) => ({ value, label: t(`time.${value}`) }))}
          />
        ))}
        <ButtonRow>
          <Button>{t('save')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
