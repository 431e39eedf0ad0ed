/** Names of the demonstration's States and authorities in the six languages. */
export const demoNames = {
  arlenia: { en: 'Arlenia', ar: 'أرلينيا', zh: '阿尔莱尼亚', fr: 'Arlénie', ru: 'Арления', es: 'Arlenia' },
  bresonia: { en: 'Bresonia', ar: 'بريسونيا', zh: '布雷索尼亚', fr: 'Brésonie', ru: 'Бресония', es: 'Bresonia' },
  network: {
    en: 'Comity Network',
    ar: 'شبكة كوميتي',
    zh: 'Comity 网络',
    fr: 'Réseau Comity',
    ru: 'Сеть Comity',
    es: 'Red Comity',
  },
  centralAuthorityOfArlenia: {
    en: 'Central Authority of Arlenia, Ministry of Justice',
    ar: 'السلطة المركزية لأرلينيا، وزارة العدل',
    zh: '阿尔莱尼亚司法部中央机关',
    fr: 'Autorité centrale d’Arlénie, ministère de la Justice',
    ru: 'Центральный орган Арлении, Министерство юстиции',
    es: 'Autoridad Central de Arlenia, Ministerio de Justicia',
  },
  centralAuthorityOfBresonia: {
    en: 'Central Authority of Bresonia, Office of the Prosecutor General',
    ar: 'السلطة المركزية لبريسونيا، مكتب المدعي العام',
    zh: '布雷索尼亚总检察长办公室中央机关',
    fr: 'Autorité centrale de Brésonie, parquet général',
    ru: 'Центральный орган Бресонии, Генеральная прокуратура',
    es: 'Autoridad Central de Bresonia, Fiscalía General',
  },
  secretariat: {
    en: 'Secretariat of the Comity Network',
    ar: 'أمانة شبكة كوميتي',
    zh: 'Comity 网络秘书处',
    fr: 'Secrétariat du réseau Comity',
    ru: 'Секретариат сети Comity',
    es: 'Secretaría de la Red Comity',
  },
} as const
