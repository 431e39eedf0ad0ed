import { accountsErrorTexts } from '@comity/accounts/server'
import type { ComityError } from '@comity/errors'
import { directoryErrorTexts } from '@comity/directory/server'
import { documentsErrorTexts } from '@comity/documents'
import { exchangeErrorTexts } from '@comity/exchange/server'
import { platformErrorTexts, type ErrorStatus, type ErrorTexts } from '@comity/http'
import { mailErrorTexts } from '@comity/mail'
import { catalogue, directionOf, isolate, type Lang } from '@comity/i18n'
import { ownErrorTexts, terminalTexts } from './error-texts.ts'

/** Every refusal code of Comity → its HTTP status. A code that is missing, or has another status than its contract says, fails tsc. */
export const errorStatus: ErrorStatus = {
  // @comity/errors, world, http
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-attempts': 429,
  internal: 500,
  unavailable: 503,
  'no-answer': 502,
  'request-forged': 403,
  'form-sent-before': 409,
  // server
  'port-in-use': 500,
  'address-not-available': 500,
  'configuration-invalid': 500,
  'data-folder-unusable': 503,
  'node-not-initialised': 500,
  // database
  'data-folder-in-use': 503,
  'data-folder-unreachable': 503,
  'disk-full': 507,
  'data-folder-path-too-long': 503,
  'database-not-installed': 503,
  'database-not-started': 503,
  'database-unreachable': 503,
  'database-too-old': 503,
  'database-newer': 503,
  'migration-changed': 503,
  'migration-out-of-order': 503,
  'migration-failed': 503,
  // crypto
  'json-malformed': 422,
  'json-not-canonical': 422,
  'certificate-malformed': 422,
  'certificate-untrusted': 422,
  'certificate-expired': 422,
  'certificate-wrong-use': 422,
  'certificate-revoked': 422,
  'revocation-list-invalid': 422,
  'signature-malformed': 422,
  'signature-invalid': 422,
  'unsealing-failed': 422,
  'recipient-invalid': 422,
  'container-malformed': 422,
  'container-not-canonical': 422,
  'manifest-malformed': 422,
  'manifest-mismatch': 422,
  'timestamp-invalid': 422,
  'http-signature-invalid': 401,
  // files
  'file-damaged': 500,
  'file-not-found': 404,
  // directory
  'authority-unknown': 404,
  'directory-rollback': 422,
  'directory-expired': 503,
  'directory-signature-invalid': 422,
  'directory-malformed': 422,
  'directory-mismatch': 422,
  'directory-unreachable': 503,
  'directory-root-missing': 503,
  'directory-key-missing': 503,
  'application-invalid': 422,
  'proposal-unknown': 404,
  'proposal-overtaken': 409,
  'proposal-own': 403,
  'contents-signature-missing': 409,
  'signature-for-another': 422,
  'root-plan-invalid': 422,
  'root-would-lock-out': 422,
  'passphrase-too-short': 422,
  'confirmation-wrong': 422,
  'key-locked': 422,
  'key-of-no-role': 422,
  'revocation-older': 409,
  'own-key-revoked': 409,
  'name-confusable': 422,
  'pin-unknown': 404,
  'pin-decided': 409,
  'pin-own': 403,
  'fingerprint-differs': 422,
  'statement-invalid': 422,
  'entry-not-own': 403,
  'statement-older': 409,
  'entry-invalid': 422,
  'letter-not-pdf': 422,
  'letter-missing': 409,
  'letter-of-another': 422,
  'letter-differs': 422,
  'suggestion-unknown': 404,
  'suggestion-decided': 409,
  'import-invalid': 422,
  // exchange
  'dossier-too-large': 413,
  'dossier-unknown': 404,
  'dossier-replayed': 409,
  'dossier-schema': 422,
  'dossier-wrong-addressee': 422,
  'dossier-kind-unknown': 422,
  'dossier-out-of-thread': 422,
  'dossier-clock-skew': 422,
  'dossier-attachment-mismatch': 422,
  'sender-unknown': 422,
  'receipt-invalid': 422,
  'receipt-unknown': 404,
  'peer-unreachable': 503,
  'dossier-damaged': 422,
  'request-repeated': 409,
  'queue-of-another': 403,
  'line-impossible': 409,
  'pouch-empty': 409,
  'pouch-malformed': 422,
  'pouch-of-another': 422,
  'pouch-unknown': 404,
  'pouch-paused': 409,
  // requests
  'request-incomplete': 422,
  'request-changed-meanwhile': 409,
  'step-not-possible': 409,
  'thread-full': 409,
  'approver-is-drafter': 403,
  'attachment-too-large': 413,
  'attachment-kind': 422,
  'matter-not-found': 404,
  'matter-closed': 409,
  'holder-gone': 409,
  'matter-has-open-requests': 409,
  'exhibit-not-found': 404,
  'request-not-found': 404,
  'filter-not-found': 404,
  'filters-full': 409,
  'edit-not-found': 404,
  'translation-behind': 409,
  'import-not-found': 404,
  'import-not-possible': 409,
  'import-touched': 409,
  'import-mapping': 422,
  'gate-closed': 409,
  // recovery
  'asset-not-found': 404,
  'clock-not-found': 404,
  'clock-not-running': 409,
  'deadline-rule-not-found': 404,
  'machine-not-found': 404,
  'head-needed': 403,
  'webhook-not-found': 404,
  'extension-not-allowed': 422,
  'asset-step-not-possible': 409,
  'asset-step-incomplete': 422,
  'asset-amount-exceeded': 422,
  'asset-order-exceeded': 422,
  'asset-not-heard': 409,
  'asset-shares-differ': 422,
  // documents
  'table-unreadable': 422,
  'table-too-large': 413,
  'document-too-large': 413,
  'document-not-made': 503,
  // mail
  'mail-refused': 422,
  'mail-deferred': 503,
  'mail-unavailable': 503,
  'mail-not-encrypted': 503,
  'mail-not-trusted': 503,
  'mail-sign-in-refused': 503,
  // accounts
  'sign-in-failed': 401,
  'session-expired': 401,
  'form-expired': 403,
  'password-too-weak': 422,
  'login-taken': 409,
  'own-roles': 403,
  'roles-incompatible': 422,
  'guest-not-possible': 422,
  'second-person-needed': 403,
  'roles-need-head': 403,
  'link-needs-head': 403,
  'members-need-head': 403,
  'nothing-to-confirm': 409,
  'reset-unconfirmed': 409,
  'code-wrong': 422,
  'unit-name-taken': 409,
  'deputy-not-possible': 422,
  'absence-overlaps': 409,
}

/** Every refusal code of Comity → what happened and what to do next, in the six languages. */
export const errorTexts: ErrorTexts = {
  ar: {
    ...platformErrorTexts.ar,
    ...accountsErrorTexts.ar,
    ...directoryErrorTexts.ar,
    ...documentsErrorTexts.ar,
    ...exchangeErrorTexts.ar,
    ...mailErrorTexts.ar,
    ...ownErrorTexts.ar,
  },
  en: {
    ...platformErrorTexts.en,
    ...accountsErrorTexts.en,
    ...directoryErrorTexts.en,
    ...documentsErrorTexts.en,
    ...exchangeErrorTexts.en,
    ...mailErrorTexts.en,
    ...ownErrorTexts.en,
  },
  es: {
    ...platformErrorTexts.es,
    ...accountsErrorTexts.es,
    ...directoryErrorTexts.es,
    ...documentsErrorTexts.es,
    ...exchangeErrorTexts.es,
    ...mailErrorTexts.es,
    ...ownErrorTexts.es,
  },
  fr: {
    ...platformErrorTexts.fr,
    ...accountsErrorTexts.fr,
    ...directoryErrorTexts.fr,
    ...documentsErrorTexts.fr,
    ...exchangeErrorTexts.fr,
    ...mailErrorTexts.fr,
    ...ownErrorTexts.fr,
  },
  ru: {
    ...platformErrorTexts.ru,
    ...accountsErrorTexts.ru,
    ...directoryErrorTexts.ru,
    ...documentsErrorTexts.ru,
    ...exchangeErrorTexts.ru,
    ...mailErrorTexts.ru,
    ...ownErrorTexts.ru,
  },
  zh: {
    ...platformErrorTexts.zh,
    ...accountsErrorTexts.zh,
    ...directoryErrorTexts.zh,
    ...documentsErrorTexts.zh,
    ...exchangeErrorTexts.zh,
    ...mailErrorTexts.zh,
    ...ownErrorTexts.zh,
  },
}

const errorText = catalogue(errorTexts)
const terminalText = catalogue(terminalTexts)

/**
 * A refusal as the terminal says it: what happened and what to do next, then one indented line for each problem. The last
 * line has no line break. Problems keep the language they were found in.
 */
export function adviceOn(error: ComityError, lang: Lang = 'en'): string {
  const faults = error.problems.map(({ path, message }) => (path === '' ? `  ${message}` : `  ${path}: ${message}`))
  return [sentenceOn(error, lang), ...faults].join('\n')
}

function sentenceOn({ code, values: given }: ComityError, lang: Lang): string {
  const values = directionOf(lang) === 'rtl' ? isolated(given) : given
  if (code === 'not-signed-in') return terminalText(lang)(code)
  if (code === 'no-answer' && 'reason' in values) return terminalText(lang)(code, values)
  if (code === 'conflict' && 'file' in values) return terminalText(lang)('file-exists', values)
  return errorText(lang)(code, values)
}

/** What a refusal says by itself, without what it was about; null where there is no such code, or its text needs more. */
export function refusalName(lang: Lang, code: string): string | null {
  const said = Object.entries(errorTexts[lang]).find(([name]) => name === code)?.[1]
  return said === undefined || said.includes('{') ? null : said
}

/** Paths and addresses run from left to right and would re-order an Arabic sentence. Numbers stay numbers, for plurals. */
function isolated(values: ComityError['values']): ComityError['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : value]),
  )
}
