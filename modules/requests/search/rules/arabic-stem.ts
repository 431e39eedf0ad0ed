/** Shorter than that nothing is taken off: what remained would be no word. */
const SHORTEST = 3

const articles = ['وال', 'بال', 'كال', 'فال', 'ولل', 'فلل', 'ال', 'لل']
const endings = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي']

/**
 * The stem of a folded Arabic word: without conjunction (و, ف), article, the prepositions grown together with it, and endings (light stemming after
 * Larkey, Ballesteros and Connell 2002). Taken off as often as they stand there, so that a word has one stem with and without them; the
 * broken plurals of the law's own words have that of their singular.
 */
export function arabicStem(word: string): string {
  const bare = withoutEndings(withoutBeginnings(word))
  return singulars.get(bare) ?? bare
}

function withoutBeginnings(word: string): string {
  const article = articles.find((one) => word.startsWith(one) && word.length - one.length >= SHORTEST)
  if (article !== undefined) return withoutBeginnings(word.slice(article.length))
  if (/^[وف]/.test(word) && word.length - 1 >= SHORTEST) return withoutBeginnings(word.slice(1))
  return word
}

function withoutEndings(word: string): string {
  return endings.reduce(
    (left, ending) => (left.endsWith(ending) && left.length - ending.length >= SHORTEST ? left.slice(0, -ending.length) : left),
    word,
  )
}

/** Broken plurals that requests are full of: plural, singular. */
const plurals = [
  ['حقوق', 'حق'],
  ['اموال', 'مال'],
  ['جرائم', 'جريمه'],
  ['شهود', 'شاهد'],
  ['ادله', 'دليل'],
  ['احكام', 'حكم'],
  ['قضايا', 'قضيه'],
  ['عقود', 'عقد'],
  ['بنوك', 'بنك'],
  ['مصارف', 'مصرف'],
  ['اصول', 'اصل'],
  ['محاكم', 'محكمه'],
  ['قوانين', 'قانون'],
  ['مبالغ', 'مبلغ'],
  ['رشاوي', 'رشوه'],
  ['اشخاص', 'شخص'],
  ['وزراء', 'وزير'],
  ['عملاء', 'عميل'],
  ['ارباح', 'ربح'],
  ['تدابير', 'تدبير'],
  ['شروط', 'شرط'],
  ['اسهم', 'سهم'],
  ['تقارير', 'تقرير'],
  ['اسباب', 'سبب'],
  ['وثائق', 'وثيقه'],
  ['وكلاء', 'وكيل'],
  ['فواتير', 'فاتوره'],
  ['ودائع', 'وديعه'],
  ['رسائل', 'رساله'],
  ['وسائل', 'وسيله'],
] as const

// The kinds of hamza are folded away where a text is folded; the words above are written as folded.
const singulars: ReadonlyMap<string, string> = new Map(
  plurals.map(([plural, singular]) => [stripped(plural), stripped(singular)]),
)

function stripped(word: string): string {
  return withoutEndings(withoutBeginnings(word.normalize('NFKD').replace(/\p{M}+/gu, '')))
}
