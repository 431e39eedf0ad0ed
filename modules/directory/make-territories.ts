import { writeFileSync } from 'node:fs'

/**
 * Writes reference/territories.json anew: the codes of ISO 3166-1 with their names in the six languages, as the CLDR of this Node has
 * them (Intl.DisplayNames). Five names follow the usage of the United Nations instead, which here is another than the CLDR's.
 */
const languages = ['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const

/** Two letters that the CLDR names although ISO 3166-1 does not assign them: reserved, withdrawn, or of its own. */
const notOfIso = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UK UN VD XA XB XK YD YU ZR ZZ'.split(' '),
)

const usageOfTheUnitedNations: Readonly<Record<string, readonly string[]>> = {
  FK: [
    'Falkland Islands (Malvinas)',
    'جزر فوكلاند (مالفيناس)',
    '福克兰群岛（马尔维纳斯）',
    'Îles Falkland (Malvinas)',
    'Фолклендские (Мальвинские) острова',
    'Islas Malvinas (Falkland Islands)',
  ],
  MM: ['Myanmar', 'ميانمار', '缅甸', 'Myanmar', 'Мьянма', 'Myanmar'],
  PS: ['State of Palestine', 'دولة فلسطين', '巴勒斯坦国', 'État de Palestine', 'Государство Палестина', 'Estado de Palestina'],
  TW: [
    'Taiwan, Province of China',
    'مقاطعة تايوان الصينية',
    '中国台湾省',
    'Taïwan, province de Chine',
    'Тайвань, провинция Китая',
    'Taiwán, provincia de China',
  ],
  VA: ['Holy See', 'الكرسي الرسولي', '教廷', 'Saint-Siège', 'Святой Престол', 'Santa Sede'],
}

const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place))
const namesOf = languages.map((lang) => new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }))
const codes = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => !notOfIso.has(code) && namesOf[0]?.of(code) !== undefined)

const table = codes.map((code) => {
  const names = usageOfTheUnitedNations[code] ?? namesOf.map((one) => one.of(code) ?? '')
  return { code, names: Object.fromEntries(languages.map((lang, place) => [lang, names[place]])) }
})
writeFileSync(new URL('./reference/territories.json', import.meta.url), `${JSON.stringify(table, null, 1)}\n`)
