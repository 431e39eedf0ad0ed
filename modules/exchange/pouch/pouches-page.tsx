import type { AuthorityId } from '@comity/accounts/contract'
import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Bytes,
  CheckboxGroup,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  SelectField,
  Tag,
} from '@comity/ui'
import { MAX_POUCH_BYTES, type Pouch, type Waiting } from './contract.ts'
import { pouchText } from './texts.ts'

/** What an authority is called in a language. */
export type Named = (lang: Lang, id: string) => string

interface Props {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly pouches: readonly Pouch[]
  readonly total: number
  readonly waiting: readonly Waiting[]
  readonly name: Named
  /** Chosen before, by the link that led here. */
  readonly to: AuthorityId | undefined
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly paging: { readonly previousHref?: string; readonly nextHref?: string }
}

/** `/pouches`: what waits to be carried, taking in what was, and all that was packed and taken in. */
export function PouchesPage(props: Props) {
  const { lang, pouches, total, name, problems, paging } = props
  const t = pouchText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('title')} lead={t('lead')} />
      <Pack {...props} />
      <TakeIn {...props} />
      <DataTable<Pouch>
        lang={lang}
        caption={t('list')}
        rows={pouches}
        rowKey={(row) => `${row.direction} ${row.sha256}`}
        total={total}
        paging={paging}
        empty={<EmptyState title={t('none')}>{t('none-hint')}</EmptyState>}
        columns={[
          {
            key: 'what',
            header: t('what'),
            cell: (row) => <a href={`/pouches/${row.sha256}`}>{t(`direction.${row.direction}`)}</a>,
            names: true,
          },
          {
            key: 'peer',
            header: t('peer'),
            cell: (row) => (row.peer === null ? t('single-file') : <Bdi>{name(lang, row.peer)}</Bdi>),
          },
          { key: 'at', header: t('at'), cell: (row) => <DateTime lang={lang} at={row.at} /> },
          { key: 'dossiers', header: t('dossiers'), cell: (row) => row.dossiers, align: 'end' },
          { key: 'receipts', header: t('receipts'), cell: (row) => row.receipts, align: 'end' },
          {
            key: 'refused',
            header: t('refused'),
            cell: (row) => (row.refused.length === 0 ? '' : <Tag tone="danger">{row.refused.length}</Tag>),
            align: 'end',
          },
          { key: 'size', header: t('size'), cell: (row) => <Bytes lang={lang} value={row.bytes} />, align: 'end' },
          { key: 'sha', header: t('sha'), cell: (row) => <Code>{row.sha256.slice(0, 16)}…</Code> },
        ]}
      />
    </>
  )
}

function Pack({ lang, viewer, waiting, name, to, problems }: Props) {
  const t = pouchText(lang)
  if (waiting.length === 0 && to === undefined) return <EmptyState title={t('waiting-none')}>{t('waiting-none-hint')}</EmptyState>
  const known = waiting.some(({ peer }) => peer === to)
  const options = [
    ...waiting.map((one) => ({ value: one.peer, label: `${name(lang, one.peer)} (${one.dossiers} + ${one.receipts})` })),
    ...(to === undefined || known ? [] : [{ value: to, label: name(lang, to) }]),
  ]
  return (
    <section aria-labelledby="pack">
      <h2 id="pack">{t('waiting')}</h2>
      <Form lang={lang} action="/pouches/pack" csrf={viewer.csrf}>
        <SelectField
          lang={lang}
          name="to"
          label={t('to')}
          hint={`${t('dossiers')} + ${t('receipts')}`}
          value={to ?? waiting[0]?.peer}
          options={options}
          error={problems.find(({ path }) => path === 'to')?.message}
        />
        <CheckboxGroup
          lang={lang}
          name="directory"
          label={t('directory')}
          hint={t('directory-hint')}
          options={[{ value: 'yes', label: t('directory-too') }]}
        />
        <ButtonRow>
          <Button>{t('pack-do')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}

function TakeIn({ lang, viewer, problems }: Props) {
  const t = pouchText(lang)
  return (
    <section aria-labelledby="take">
      <h2 id="take">{t('take')}</h2>
      <p>{t('take-lead')}</p>
      <Form lang={lang} action="/pouches/take-in" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="file"
          label={t('file')}
          hint={t('file-hint')}
          accept=".asice,.age,.json"
          maxBytes={MAX_POUCH_BYTES}
          error={problems.find(({ path }) => path === 'file')?.message}
        />
        <ButtonRow>
          <Button kind="secondary">{t('take-do')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
