import { Bytes, Code, DataTable, DateTime, Details, EmptyState, Hash, PageHeading, SummaryList } from '@comity/ui'
import type { DossierSummary } from '../contract.ts'
import { exchangeText } from '../messages.ts'
import { StateTag } from './exchange-page.tsx'
import { Problem } from './problem.tsx'
import { Authority, type Words } from './words.tsx'

type ListedReceipt = DossierSummary['receipts'][number]

/** A dossier: what it is, between whom, in which order, its hashes, receipts and files. */
export function DossierPage({ words, dossier }: { readonly words: Words; readonly dossier: DossierSummary }) {
  const { lang } = words
  const t = exchangeText(lang)
  const files = `/api/dossiers/${dossier.dossierId}`
  return (
    <>
      <PageHeading
        caption={t('dossier')}
        title={words.kind(dossier.kind)}
        status={<StateTag lang={lang} state={dossier.state} />}
      />
      <SummaryList
        lang={lang}
        items={[
          ...(dossier.lastProblem === null
            ? []
            : [{ label: t('last-problem'), value: <Problem lang={lang} problem={dossier.lastProblem} /> }]),
          { label: t('direction'), value: t(`direction.${dossier.direction}`) },
          { label: t('sender'), value: <Authority words={words} id={dossier.sender} /> },
          { label: t('addressee'), value: <Authority words={words} id={dossier.addressee} /> },
          { label: t('thread'), value: <Code>{dossier.thread}</Code> },
          { label: t('sequence'), value: dossier.sequence },
          { label: t('created'), value: <DateTime lang={lang} at={dossier.createdAt} /> },
          { label: t('size'), value: <Bytes lang={lang} value={dossier.bytes} /> },
          { label: t('identity'), value: <Hash lang={lang} value={dossier.dossierId} /> },
          { label: t('sealed-hash'), value: <Hash lang={lang} value={dossier.sealedSha256} /> },
          {
            label: t('files'),
            value: (
              <>
                <a href={`${files}/container`} download>
                  {t('file.container')}
                </a>{' '}
                ·{' '}
                <a href={`${files}/sealed`} download>
                  {t('file.sealed')}
                </a>
              </>
            ),
          },
        ]}
      />
      <DataTable<ListedReceipt>
        lang={lang}
        caption={t('receipts')}
        rows={dossier.receipts}
        rowKey={(row) => row.receiptId}
        empty={<EmptyState title={t('receipts.empty')} />}
        columns={[
          { key: 'event', header: t('state'), cell: (row) => t(`event.${row.event}`), names: true },
          { key: 'issuer', header: t('issuer'), cell: (row) => <Authority words={words} id={row.issuer} /> },
          { key: 'at', header: t('at'), cell: (row) => <DateTime lang={lang} at={row.at} /> },
          { key: 'code', header: t('code'), cell: (row) => row.code && <Code>{row.code}</Code> },
          {
            key: 'file',
            header: t('files'),
            cell: (row) => (
              <a href={`/api/receipts/${row.receiptId}`} download>
                {t('file.receipt')}
              </a>
            ),
          },
        ]}
      />
      <Details summary={t('verify')}>
        <p>{t('verify.how')}</p>
        <pre dir="ltr" tabIndex={0}>
          {commands(dossier.dossierId)}
        </pre>
      </Details>
    </>
  )
}

const commands = (id: string): string => `unzip ${id}.asice -d dossier && cd dossier
sha256sum META-INF/ASiCManifest001.xml   # ${id}
openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s \\
  -content META-INF/ASiCManifest001.xml -CAfile ../ca.pem -purpose any -out /dev/null`
