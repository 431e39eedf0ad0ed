import type { Lang } from '@comity/i18n'
import { fold } from './fold.ts'
import ar from './words/ar.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import ru from './words/ru.json' with { type: 'json' }
import zh from './words/zh.json' with { type: 'json' }

/** One word for each value of a byte, in each language; no two of one language are taken for each other (protocol 07 §9). */
export const wordLists: Readonly<Record<Lang, readonly string[]>> = { ar, en, es, fr, ru, zh }

/** 128 bits: whoever wants another key under the same words must try that many. The digits and the QR code say all 256. */
const WORDS = 16

/** A fingerprint as sixteen words to read aloud: its first sixteen bytes. */
export function fingerprintWords(lang: Lang, fingerprint: string): string[] {
  const digits = digitsOf(fingerprint)
  return Array.from({ length: WORDS }, (_, place) => {
    const byte = Number.parseInt(digits.slice(place * 2, place * 2 + 2), 16)
    return wordLists[lang][byte] ?? ''
  })
}

/** Whether what a person was told, as digits or as words of any of the languages, is this fingerprint. */
export function isFingerprint(told: string, fingerprint: string): boolean {
  const digits = digitsOf(told)
  if (/^[0-9a-f]{64}$/.test(digits)) return digits === digitsOf(fingerprint)
  const words = fold(told).split(' ')
  if (words.length !== WORDS) return false
  return Object.keys(wordLists)
    .filter(isLanguage)
    .some((lang) => fingerprintWords(lang, fingerprint).every((word, place) => fold(word) === words[place]))
}

/** What the QR code of a fingerprint says; upper-case letters make it smaller. */
export function fingerprintCode(authorityId: string, fingerprint: string): string {
  return `COMITY:${authorityId.toUpperCase()}:${digitsOf(fingerprint).toUpperCase()}`
}

function digitsOf(text: string): string {
  return text.replaceAll(/[\s\p{Cf}:-]/gu, '').toLowerCase()
}

function isLanguage(code: string): code is Lang {
  return Object.hasOwn(wordLists, code)
}
