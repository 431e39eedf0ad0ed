import { directionOf, languages, type Lang } from '@comity/i18n'
import { Bdi, Bytes, CardGrid, Code, DateTime, PageHeading, QrCode } from '@comity/ui'
import type { Pouch } from './contract.ts'
import type { Named } from './pouches-page.tsx'
import { pouchText } from './texts.ts'

interface Props {
  readonly pouch: Pouch
  readonly name: Named
  readonly own: string
  readonly fileName: string
}

/** What travels on paper beside the file, in six languages: what it is, for whom, its hash to compare, how to check it by hand. */
export function CoverPage({ pouch, name, own, fileName }: Props) {
  const [from, to] = pouch.direction === 'out' ? [own, pouch.peer] : [pouch.peer, own]
  const parties = { from: from ?? '', to: to ?? '' }
  return (
    <>
      <PageHeading title="Comity" caption={<Code>{fileName}</Code>} />
      <p>
        <strong>SHA-256</strong> <Code>{groupsOf(pouch.sha256)}</Code>
      </p>
      <QrCode text={`SHA256:${pouch.sha256.toUpperCase()}`} label={pouchText('en')('cover-qr')} />
      <CardGrid>
        {languages.map(({ code }) => (
          <Told key={code} lang={code} {...{ pouch, name, parties }} />
        ))}
      </CardGrid>
      <pre dir="ltr" tabIndex={0}>
        {commandsOf(fileName)}
      </pre>
    </>
  )
}

function Told({
  lang,
  pouch,
  name,
  parties,
}: Pick<Props, 'pouch' | 'name'> & {
  readonly lang: Lang
  readonly parties: { readonly from: string; readonly to: string }
}) {
  const t = pouchText(lang)
  const { dossiers, receipts } = pouch
  const holds = t('cover-holds-value', { dossiers, receipts, directory: pouch.directory ? t('yes') : t('no') })
  return (
    <section lang={lang} dir={directionOf(lang)} class="card">
      <h2>{t('cover-title')}</h2>
      <p>{t('cover-what')}</p>
      <p>
        {t('cover-from')}: <Bdi>{name(lang, parties.from)}</Bdi> · {t('cover-to')}:{' '}
        <strong>
          <Bdi>{name(lang, parties.to)}</Bdi>
        </strong>
        <br />
        {t('cover-packed')}: <DateTime lang={lang} zone="UTC" at={pouch.at} /> · <Bytes lang={lang} value={pouch.bytes} />
        <br />
        {t('cover-holds')}: {holds}
      </p>
      <p>
        {t('cover-check')}: (1) {t('cover-check-1')} (2) {t('cover-check-2')} (3) {t('cover-check-3')}
      </p>
    </section>
  )
}

/** By eights, so that two persons can read it to each other. */
const groupsOf = (sha256: string): string => sha256.match(/.{8}/g)?.join(' ') ?? sha256

const commandsOf = (fileName: string): string => `1  sha256sum ${fileName}
2  unzip -l ${fileName}
   unzip ${fileName} -d pouch && cd pouch
   openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s \\
     -content META-INF/ASiCManifest001.xml -CAfile ../ca.pem -purpose any -out /dev/null
3  comity exchange take-in ${fileName}`
