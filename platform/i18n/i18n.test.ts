import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  catalogue,
  catalogueFaults,
  dayIn,
  directionOf,
  formatBytes,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  isLang,
  isolate,
  languages,
  negotiateLanguage,
  sortNames,
} from './index.ts'

describe('choosing a language', () => {
  it('takes the query before the cookie before the header, and English at last', () => {
    assert.equal(negotiateLanguage({ query: 'ar', cookie: 'fr', acceptLanguage: 'ru' }), 'ar')
    assert.equal(negotiateLanguage({ query: 'xx', cookie: 'fr', acceptLanguage: 'ru' }), 'fr')
    assert.equal(negotiateLanguage({ cookie: '', acceptLanguage: 'ru' }), 'ru')
    assert.equal(negotiateLanguage({ acceptLanguage: 'de, it' }), 'en')
    assert.equal(negotiateLanguage({}), 'en')
  })

  it('weighs the ranges of Accept-Language and ignores what q=0 refuses (RFC 9110 §12.5.4)', () => {
    assert.equal(negotiateLanguage({ acceptLanguage: 'de;q=1, es-MX;q=0.4, zh-Hant-TW;q=0.9' }), 'zh')
    assert.equal(negotiateLanguage({ acceptLanguage: 'fr;q=0, ru;q=0.1' }), 'ru')
    assert.equal(negotiateLanguage({ acceptLanguage: 'fr;q=oops, es;q=0.2' }), 'es')
  })

  it('knows six codes and nothing else', () => {
    assert.deepEqual(
      languages.map((language) => language.code).filter((code) => !isLang(code)),
      [],
    )
    assert.deepEqual(['EN', 'en-GB', '', undefined, 6].filter(isLang), [])
    assert.deepEqual(
      languages.map(({ code, dir }) => directionOf(code) === dir),
      [true, true, true, true, true, true],
    )
  })
})

describe('texts', () => {
  const one = { open: '{count, plural, one {# request of {name}} other {# requests of {name}}}' }
  const ar = {
    open: '{count, plural, zero {لا طلبات من {name}} one {طلب من {name}} two {طلبان من {name}} few {# طلبات من {name}} many {# طلبًا من {name}} other {# طلب من {name}}}',
  }
  const text = catalogue({ en: one, ar, zh: one, fr: one, ru: one, es: one })

  it('fills values, with the plural of the language and Latin digits in Arabic', () => {
    assert.equal(text('en')('open', { count: 1, name: 'Ostmark' }), '1 request of Ostmark')
    assert.equal(text('ar')('open', { count: 3, name: isolate('Ostmark') }), '3 طلبات من \u2068Ostmark\u2069')
    assert.equal(text('ar')('open', { count: 2, name: '' }), 'طلبان من ')
  })

  it('does not take angle brackets in values or texts for markup', () => {
    assert.equal(text('en')('open', { count: 1, name: '<b>' }), '1 request of <b>')
  })

  it('names faults that the compiler cannot see', () => {
    const faults = catalogueFaults({
      en: one,
      ar: {},
      zh: { open: '{total}' },
      fr: { ...one, more: 'x' },
      ru: { open: '{count, plural' },
      es: one,
    })
    assert.deepEqual(
      faults.map((fault) => fault.slice(0, 22)),
      ['ar.open: missing', 'zh.open: placeholders ', 'fr.more: no such key i', 'ru.open: does not pars'],
    )
  })
})

describe('formats', () => {
  it('writes the instant in the viewer’s zone, on the 24-hour clock, month by name', () => {
    assert.equal(formatDateTime('en', '2026-10-04T22:30:00Z', 'Asia/Tokyo'), '5 Oct 2026, 07:30')
    assert.equal(formatDateTime('ar', '2026-10-04T00:05:00Z'), '4 أكتوبر 2026، 00:05')
    assert.equal(formatDate('zh', '2026-10-04'), '2026年10月4日')
  })

  it('tells the calendar day of an instant where the reader is', () => {
    const at = new Date('2026-10-04T22:30:00Z')
    assert.deepEqual(
      ['Asia/Tokyo', 'America/Bogota', undefined].map((zone) => dayIn(at, zone)),
      ['2026-10-05', '2026-10-04', '2026-10-04'],
    )
  })

  it('keeps every digit of an amount given as a decimal string', () => {
    assert.equal(formatMoney('en', '90071992547409931.07', 'EUR'), 'EUR\u00a090,071,992,547,409,931.07')
    assert.throws(() => formatMoney('en', '1e9', 'EUR'), /decimal/)
    assert.throws(() => formatDate('en', 'yesterday'), /valid/)
  })

  it('writes sizes in decimal units of the language', () => {
    assert.deepEqual(
      [0, 999, 1000, 25_000_000].map((bytes) => formatBytes('fr', bytes).replace(/\s/g, ' ')),
      ['0 octet', '999 octets', '1 ko', '25 Mo'],
    )
    assert.equal(formatNumber('ar', 1234.5), '1,234.5')
  })

  it('sorts names as the language does, and leaves its input alone', () => {
    const names = ['Żar', 'Öst', 'Zar 10', 'Zar 9', 'Ost']
    assert.deepEqual(
      sortNames('en', names, (name) => name),
      ['Ost', 'Öst', 'Żar', 'Zar 9', 'Zar 10'],
    )
    assert.equal(names[0], 'Żar')
  })
})
