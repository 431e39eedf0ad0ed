import type { Lang } from '@comity/i18n'
import { Bdi, Button, Bytes, Code, DataTable, DateTime, Hash, PageHeading, SummaryList } from '@comity/ui'
import { exchangeErrorTexts } from '../error-texts.ts'
import type { Pouch } from './contract.ts'
import type { Named } from './pouches-page.tsx'
import { pouchText } from './texts.ts'

interface Props {
  readonly lang: Lang
  readonly pouch: Pouch
  readonly name: Named
}

/** `/pouches/:sha256`: what it holds, its file and cover page, what was not taken. */
export function OnePouch({ lang, pouch, name }: Props) {
  const t = pouchText(lang)
  const packed = pouch.direction === 'out'
  return (
    <>
      <PageHeading
        caption={t('what')}
        title={pouch.peer === null ? t('single-file') : <Bdi>{name(lang, pouch.peer)}</Bdi>}
        actions={
          packed && (
            <>
              <Button href={`/api/pouches/${pouch.sha256}/file`}>{t('save-file')}</Button>
              <Button kind="secondary" href={`/pouches/${pouch.sha256}/cover`}>
                {t('print-cover')}
              </Button>
            </>
          )
        }
      />
      <SummaryList
        lang={lang}
        items={[
          { label: t('what'), value: t(`direction.${pouch.direction}`) },
          { label: t('at'), value: <DateTime lang={lang} at={pouch.at} /> },
          { label: t('by'), value: <Bdi>{pouch.by}</Bdi> },
          { label: t('dossiers'), value: pouch.dossiers },
          { label: t('receipts'), value: pouch.receipts },
          { label: t('directory'), value: pouch.directory ? t('yes') : t('no') },
          { label: t('size'), value: <Bytes lang={lang} value={pouch.bytes} /> },
          { label: t('sha'), value: <Hash lang={lang} value={pouch.sha256} /> },
        ]}
      />
      {packed ? <NextSteps lang={lang} /> : <Refused lang={lang} refused={pouch.refused} />}
    </>
  )
}

function NextSteps({ lang }: { readonly lang: Lang }) {
  const t = pouchText(lang)
  return (
    <section aria-labelledby="next">
      <h2 id="next">{t('next-title')}</h2>
      <ol>
        <li>{t('next-1')}</li>
        <li>{t('next-2')}</li>
        <li>{t('next-3')}</li>
      </ol>
    </section>
  )
}

function Refused({ lang, refused }: { readonly lang: Lang; readonly refused: Pouch['refused'] }) {
  const t = pouchText(lang)
  if (refused.length === 0) return null
  return (
    <>
      <DataTable<Pouch['refused'][number]>
        lang={lang}
        caption={t('refused')}
        rows={refused}
        rowKey={(row) => row.path}
        columns={[
          { key: 'path', header: t('path'), cell: (row) => <Code>{row.path}</Code>, names: true },
          { key: 'why', header: t('why'), cell: (row) => <Why lang={lang} code={row.code} /> },
        ]}
      />
      <p class="hint">{t('refused-hint')}</p>
    </>
  )
}

/** In words where this module has them; codes of seals and containers are for whoever looks into the matter. */
function Why({ lang, code }: { readonly lang: Lang; readonly code: string }) {
  const texts: Readonly<Record<string, string>> = exchangeErrorTexts[lang]
  const text = texts[code]
  return (
    <>
      {text !== undefined && !text.includes('{') && <>{text} </>}
      <Code>{code}</Code>
    </>
  )
}
