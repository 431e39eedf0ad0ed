import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { SearchFilter } from '../contract.ts'
import { completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { indexWords } from './rules/words.ts'
import { searchAll } from './search-all.ts'

const { arlenia } = await openOffices()
const { rita, ben } = await staffOf(arlenia)
const { db } = arlenia.node

/** Sentences as requests have them; each with searches that must find it, and searches that must not. */
const sentences = {
  en: {
    facts: 'The companies transferred bribes to the minister’s accounts; O’Brien-Nwosu denied it in her naïve statement.',
    finds: [
      'company',
      'COMPANIES transfer',
      'bribe account',
      '"transferred bribes"',
      "O'Brien-Nwosu",
      'nwosu',
      'naive statements',
      'minist',
      'the companies',
    ],
    misses: ['"bribes transferred"', 'banana', 'company banana'],
  },
  fr: {
    facts: 'Les sociétés ont versé des pots-de-vin à l’épouse du ministre ; les comptes bancaires furent gelés à Genève.',
    finds: [
      'société',
      'societes',
      'compte bancaire',
      'pots-de-vin',
      '«comptes bancaires»',
      'épouse',
      "l'epouse",
      'GENEVE',
      'geler compte bancaires',
    ],
    misses: ['«bancaires comptes»', 'Lausanne'],
  },
  es: {
    facts: 'Las empresas transfirieron sobornos al funcionario; se decomisaron los bienes y el avión del señor Núñez de la Cruz.',
    finds: ['empresa', 'soborno funcionarios', 'decomisar', 'avion', 'nunez', '"de la Cruz"', 'bien', 'SEÑOR'],
    misses: ['"la de Cruz"', 'Madrid'],
  },
  ru: {
    facts:
      'Компания перечислила взятку на счёт чиновника; следователь Алексеев изъял документы о переводах по законам обеих стран.',
    finds: [
      'компании',
      'взятки',
      'счета',
      'счет',
      'документ перевод',
      'Алексеева',
      'закон',
      'следовател',
      '"документы о переводах"',
    ],
    misses: ['"переводах о документы"', 'прокурор'],
  },
  ar: {
    facts: 'طَلَبَت النيابةُ تجميدَ الأموال واستردادها وفقاً للقانون، وتتعلق الجرائم بحقوق الشركة والموظفين في وزارة المالية.',
    finds: [
      'استرداد',
      'واسترداد',
      'الاسترداد',
      'قانون',
      'القانون',
      'والقانون',
      'أموال',
      'المال',
      'جريمة',
      'الشركات',
      'موظف',
      'الوزارة',
      'وزارة',
      'تجميد الاموال',
      'النيابه',
      '«تجميد الأموال»',
    ],
    misses: ['«الأموال تجميد»', 'محكمة'],
  },
  zh: {
    facts: '检察机关请求冻结王伟明在该国银行的账户，并追回腐败所得资产。涉案公司为北方公路建设有限公司。',
    finds: ['冻结', '冻结账户', '资产追回', '王伟明', '伟明', '明', '腐败所得资产', '“北方公路”', '银行 账户', '公司'],
    misses: ['王明伟', '“公路北方”', '上海'],
  },
  mixed: {
    facts: 'Account XB29-0001 of «Северная дорога» LLC (شركة الطريق الشمالي, 北方公路), case № ٤٥٦/٢٠٢٦, IBAN XB2900017788.',
    finds: ['Северной account', 'XB29-0001', 'xb29 дорога 公路', '456/2026', '٤٥٦', 'الطريق 北方', 'XB2900017788', 'xb290001'],
    misses: ['XB29-0002', 'Южная'],
  },
} as const

const letters = fc.constantFrom(
  ...Array.from('aZéßøñœ09²½ 　-_.,/\'"’@:<>&|!()*\\ЯйёъЇ قسأىةلاّـ٣۴冻结王𠮷ぁカ한글αΩאब\u200f\u00ad\n'),
)

describe('search in each language', () => {
  for (const [language, { facts, finds, misses }] of Object.entries(sentences)) {
    it(`finds what was written in ${language} by other forms of its words, and nothing else`, async () => {
      const content = { ...completeContent(), facts, language: language === 'mixed' ? 'en' : language }
      const { id } = await arrived(arlenia, rita, `Sentence ${language}`, content)
      const found = async (text: string) => {
        const { hits } = await searchAll(db, { actor: ben }, SearchFilter.parse({ text, limit: 50 }))
        return hits.some(({ requestId }) => requestId === id)
      }
      for (const text of finds) assert.ok(await found(text), text)
      for (const text of misses) assert.ok(!(await found(text)), text)
    })
  }

  it('marks what was found in its own form', async () => {
    for (const [text, marks] of [
      ['company bribe', ['companies', 'bribes']],
      ['societes', ['sociétés']],
      ['взятки', ['взятку']],
      ['القانون', ['للقانون']],
      ['冻结账户', ['冻结', '账户']],
    ] as const) {
      const { hits } = await searchAll(db, { actor: ben }, SearchFilter.parse({ text }))
      const marked = hits.flatMap(({ excerpt }) => excerpt.filter(({ hit }) => hit).map((piece) => piece.text))
      for (const mark of marks) assert.ok(marked.includes(mark), `${text}: ${marked.join(', ')}`)
    }
  })

  it('gives the index one word for one word, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letters, maxLength: 40 }), async (text) => {
        const words = indexWords(`${text} a1 2e5 x٣y мир 王伟明`)
        const { rows } = await sql<{ count: number }>`
          select coalesce(sum(cardinality(positions)), 0)::integer as count
          from unnest(requests.search_vector(array['en'], ${[words]}::text[]))`.execute(db)
        assert.equal(rows[0]?.count, words.split(' ').length, words)
      }),
      { numRuns: 100 },
    )
  })

  it('takes any text to look for without failing, and nothing where no letter is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const { hits } = await searchAll(db, { actor: ben }, SearchFilter.parse({ text: text.replaceAll('\0', '') }))
        assert.ok(Array.isArray(hits))
      }),
      { numRuns: 40 },
    )
    for (const text of ['', '  ', '%&*', '"', "'' | !", '\\'])
      assert.deepEqual((await searchAll(db, { actor: ben }, SearchFilter.parse({ text }))).hits, [])
  })
})
