import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError, type ErrorCode } from '@comity/errors'
import { catalogue, catalogueFaults, languages } from '@comity/i18n'
import { readConfig } from './config.ts'
import { terminalTexts } from './error-texts.ts'
import { adviceOn, errorStatus, errorTexts } from './errors.ts'

const isCode = (text: string): text is ErrorCode => Object.hasOwn(errorStatus, text)
const codes = Object.keys(errorStatus).filter(isCode)

/** Values that are given at every place where the code is thrown; a text may use no others. */
const alwaysGiven: Partial<Record<ErrorCode, Readonly<Record<string, string | number>>>> = {
  'too-many-attempts': { seconds: 30 },
  'directory-key-missing': { file: 'seal.key' },
  'application-invalid': { reason: 'signature' },
  'statement-invalid': { reason: 'seal' },
  'letter-of-another': { id: 'xb.central-authority' },
  'contents-signature-missing': { signed: 1, needed: 2 },
  'root-plan-invalid': { reason: 'key-twice' },
  'root-would-lock-out': { reason: 'spare', role: 'root' },
  'passphrase-too-short': { length: 15 },
  'key-of-no-role': { role: 'root' },
  'port-in-use': { host: '127.0.0.1', port: 8080 },
  'address-not-available': { host: '192.0.2.1', port: 80 },
  'node-not-initialised': { folder: '/data' },
  'data-folder-in-use': { folder: '/data' },
  'data-folder-unusable': { folder: '/data', reason: 'EACCES: permission denied' },
  'data-folder-unreachable': { folder: '/root/data', user: 'nobody' },
  'disk-full': { folder: '/data' },
  'data-folder-path-too-long': { path: '/data/s/.s.PGSQL.5432', limit: 107 },
  'database-not-installed': { reason: 'the package is missing' },
  'database-not-started': { reason: 'out of memory' },
  'database-unreachable': { server: 'db.example', reason: 'connect ECONNREFUSED' },
  'database-too-old': { version: '15.4', oldest: 16 },
  'migration-changed': { module: 'audit', migration: '0001-audit' },
  'database-newer': { module: 'audit', migration: '0002-more' },
  'migration-out-of-order': { module: 'audit', migration: '0003-more.sql' },
  'migration-failed': { module: 'audit', migration: '0002-more', reason: 'syntax error' },
  'pouch-malformed': { reason: 'pouch.json' },
  'pouch-of-another': { to: 'xb.central-authority' },
  'password-too-weak': { length: 15 },
  'table-too-large': { rows: 100_000, columns: 200 },
  'import-touched': { count: 3 },
  'filters-full': { most: 50 },
  'mail-refused': { answer: '550 no such user' },
  'mail-deferred': { answer: '450 greylisted' },
  'mail-unavailable': { answer: 'ECONNREFUSED' },
  'mail-not-encrypted': { answer: 'no STARTTLS' },
  'mail-not-trusted': { answer: 'CERT_HAS_EXPIRED' },
  'mail-sign-in-refused': { answer: '535 no' },
}

describe('the texts of refusals', () => {
  it('are complete in all six languages, with the same placeholders', () => {
    assert.deepEqual(catalogueFaults(errorTexts), [])
    assert.deepEqual(catalogueFaults(terminalTexts), [])
  })

  it('exist for exactly the codes that have a status', () => {
    assert.deepEqual(Object.keys(errorTexts.en).toSorted(), codes.toSorted())
    for (const code of codes) assert.ok(errorStatus[code] >= 400 && errorStatus[code] < 600, code)
  })

  it('can be said with the values that every refusal of their code carries', () => {
    const text = catalogue(errorTexts)
    for (const { code: lang } of languages) {
      for (const code of codes) assert.doesNotMatch(text(lang)(code, alwaysGiven[code]), /[{}]|undefined|NaN/, `${lang}.${code}`)
    }
  })

  it('are whole sentences, and not English where another language is meant', () => {
    for (const code of codes) {
      for (const { code: lang } of languages) assert.match(errorTexts[lang][code], /[.。]$/, `${lang}.${code}`)
      for (const lang of ['ar', 'es', 'fr', 'ru', 'zh'] as const)
        assert.notEqual(errorTexts[lang][code], errorTexts.en[code], `${lang}.${code}`)
      for (const lang of ['ar', 'ru', 'zh'] as const) assert.match(errorTexts[lang][code], scripts[lang], `${lang}.${code}`)
    }
  })
})

const scripts = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u }

describe('advice in the terminal', () => {
  it('says what to do about a port that is taken', () => {
    const error = new ComityError('port-in-use', { values: { host: '127.0.0.1', port: 8080 } })
    assert.equal(adviceOn(error), 'Port 8080 is in use. Set COMITY_PORT to another one, or stop the program that holds it.')
    assert.equal(
      adviceOn(error, 'fr'),
      'Le port 8080 est déjà utilisé. Indiquez-en un autre dans COMITY_PORT, ou arrêtez le programme qui l’occupe.',
    )
  })

  it('names the folder on which another node runs', () => {
    const error = new ComityError('data-folder-in-use', { values: { folder: '/srv/comity' } })
    assert.equal(
      adviceOn(error),
      'Another Comity is running on the folder /srv/comity. Stop it first, or set COMITY_DATA_DIR to another folder.',
    )
  })

  it('names the command that makes a missing node', () => {
    assert.match(
      adviceOn(new ComityError('node-not-initialised', { values: { folder: '/srv/comity' } })),
      /\/srv\/comity.*“comity node init”/,
    )
  })

  it('lists every setting that is not valid, one a line', () => {
    assert.throws(
      () => readConfig({ COMITY_PORT: 'eighty', COMITY_LOG_LEVEL: 'loud' }),
      (error) => {
        assert.ok(error instanceof ComityError)
        const [first, ...settings] = adviceOn(error).split('\n')
        assert.match(first ?? '', /^The configuration is not valid\./)
        assert.deepEqual(
          settings.map((line) => line.slice(0, line.indexOf(':'))),
          ['  COMITY_PORT', '  COMITY_LOG_LEVEL'],
        )
        return true
      },
    )
  })

  it('tells what exists already instead of speaking of a page', () => {
    assert.match(
      adviceOn(new ComityError('conflict', { values: { file: 'node.json' } })),
      /^node\.json exists already; nothing was overwritten\./,
    )
    assert.doesNotMatch(adviceOn(new ComityError('conflict')), /exists already/)
  })

  it('tells why another computer gave no answer, and how to sign in', () => {
    assert.match(adviceOn(new ComityError('no-answer', { values: { reason: 'refused' } })), /\(refused\)/)
    assert.match(adviceOn(new ComityError('not-signed-in')), /comity sign-in/)
  })

  it('keeps a path from re-ordering an Arabic sentence', () => {
    assert.ok(
      adviceOn(new ComityError('disk-full', { values: { folder: '/srv/comity' } }), 'ar').includes('\u2068/srv/comity\u2069'),
    )
  })
})
