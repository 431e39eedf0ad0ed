import type { AuditEntry, DetailInWords } from '@comity/audit/contract'
import { Role } from '@comity/accounts/contract'
import { rolesText } from '@comity/accounts/pages'
import { eventKindName, machineActName } from '@comity/bridge/server'
import { ruleName } from '@comity/deadlines/pages'
import { catalogue, formatDate, formatDateTime, localeOf, type Lang } from '@comity/i18n'
import { mailTimeName, noticeKindName } from '@comity/notices/server'
import { assetColumnName } from '@comity/recovery/pages'
import { dossierKindName, requestWord } from '@comity/requests/pages'
import ar from './messages/details.ar.json' with { type: 'json' }
import en from './messages/details.en.json' with { type: 'json' }
import es from './messages/details.es.json' with { type: 'json' }
import fr from './messages/details.fr.json' with { type: 'json' }
import ru from './messages/details.ru.json' with { type: 'json' }
import zh from './messages/details.zh.json' with { type: 'json' }
import { refusalName } from './errors.ts'

/** Words of what the audit trail keeps beside an act. */
export const detailTexts = { ar, en, es, fr, ru, zh }

type Key = keyof typeof en
const text = catalogue(detailTexts)
const isKey = (name: string): name is Key => Object.hasOwn(en, name)

/** One fact beside an act in words, for readers; the API and exports keep it as it was recorded. What nobody has words for stays as it is. */
export function detailInWords(
  lang: Lang,
  entry: Pick<AuditEntry, 'act'>,
  [key, value]: readonly [key: string, value: string | number | boolean],
): DetailInWords {
  const called = `key.${keyOf(entry, key)}`
  const label = isKey(called) ? text(lang)(called) : key
  return { label, value: typeof value === 'number' ? String(value) : valueOf(lang, entry, key, String(value)) }
}

/** What bears one name and is another thing for some acts: the State of an asset is a country, an hour of e-mail no hour. */
function keyOf({ act }: Pick<AuditEntry, 'act'>, key: string): string {
  if (key === 'state' && ofAssets.includes(act)) return 'country'
  return key === 'time' ? 'mailTime' : key
}
const ofAssets: readonly string[] = ['asset.opened', 'assets.exported']

/** What stands between the words of one value. */
const lists: readonly string[] = ['acts', 'kinds', 'warnings']

function valueOf(lang: Lang, entry: Pick<AuditEntry, 'act'>, key: string, value: string): string {
  if (['roles', 'before', 'after'].includes(key)) return rolesIn(lang, value)
  const words = lists.includes(key) ? value.split(' ') : [value]
  const said = words.map((word) => wordFor(lang, keyOf(entry, key), word))
  return new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(said)
}

function rolesIn(lang: Lang, value: string): string {
  const roles = value === '' ? [] : Role.array().safeParse(value.split(' ')).data
  return roles === undefined ? value : rolesText(lang, roles)
}

/** Words of requests first, which have a stage for most; then own ones; then those that the pages of the thing itself have. */
function wordFor(lang: Lang, key: string, word: string): string {
  if (key === 'state' || key === 'direction' || key === 'urgency' || key === 'measure') {
    const ofRequests = requestWord(lang, key, word)
    if (ofRequests !== null) return ofRequests
  }
  for (const name of [`value.${key}.${word}`, `value.${word}`]) if (isKey(name)) return text(lang)(name)
  switch (key) {
    case 'kind':
      return noticeKindName(lang, word) ?? dossierKindName(lang, word)
    case 'mailTime':
      return mailTimeName(lang, word) ?? word
    case 'kinds':
      return eventKindName(lang, word) ?? word
    case 'acts':
      return machineActName(lang, word) ?? word
    case 'column':
      return assetColumnName(lang, word) ?? word
    case 'rule':
      return ruleName(lang, word) ?? word
    case 'code':
      return refusalName(lang, word) ?? word
    case 'language':
      return languageName(lang, word)
    case 'basis':
      return word.replace(
        /^(\d+)-(\d+)(?:-([a-z]))?$/,
        (_, article: string, paragraph: string, letter?: string) =>
          `${article}(${paragraph})${letter === undefined ? '' : `(${letter})`}`,
      )
    default:
      return dayOrInstant(lang, word)
  }
}

function languageName(lang: Lang, code: string): string {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code)) return code
  return new Intl.DisplayNames(localeOf(lang), { type: 'language' }).of(code) ?? code
}

function dayOrInstant(lang: Lang, word: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return formatDate(lang, word)
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(word) ? formatDateTime(lang, word) : word
}
