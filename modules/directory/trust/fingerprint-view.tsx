import { languages, type Lang } from '@comity/i18n'
import { Code, Details, QrCode } from '@comity/ui'
import { fingerprintCode, fingerprintWords } from '../rules/fingerprint-words.ts'
import { trustText } from './texts.ts'

export interface FingerprintViewProps {
  readonly lang: Lang
  readonly authorityId: string
  readonly fingerprint: string
}

/** A fingerprint as two persons compare it: its digits, sixteen words in the reader's language and in the others, a QR code. */
export function FingerprintView({ lang, authorityId, fingerprint }: FingerprintViewProps) {
  const t = trustText(lang)
  const others = languages.filter(({ code }) => code !== lang)
  return (
    <>
      <p>
        <Code>{fingerprint}</Code>
      </p>
      <Details summary={t('words-label')}>
        <Words lang={lang} fingerprint={fingerprint} />
        <Details summary={t('words-other')}>
          {others.map(({ code, name }) => (
            <>
              <p class="hint">{name}</p>
              <Words lang={code} fingerprint={fingerprint} />
            </>
          ))}
        </Details>
        <QrCode text={fingerprintCode(authorityId, fingerprint)} label={t('qr-label')} />
      </Details>
    </>
  )
}

/** Numbered by fours, so that two persons do not lose their place. */
function Words({ lang, fingerprint }: Pick<FingerprintViewProps, 'lang' | 'fingerprint'>) {
  const words = fingerprintWords(lang, fingerprint)
  const lines = [0, 4, 8, 12].map((start) =>
    words.slice(start, start + 4).join(lang === 'ar' ? '، ' : lang === 'zh' ? '、' : ', '),
  )
  return (
    <ol lang={lang} dir={lang === 'ar' ? 'rtl' : 'ltr'}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  )
}
