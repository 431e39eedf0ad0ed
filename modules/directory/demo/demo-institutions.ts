/** Names of the demonstration's authorities without a node. */
export const demoInstitutions = {
  fiuOfArlenia: {
    en: 'Financial Intelligence Unit of Arlenia',
    ar: 'وحدة الاستخبارات المالية في أرلينيا',
    zh: '阿尔莱尼亚金融情报机构',
    fr: 'Cellule de renseignement financier d’Arlénie',
    ru: 'Подразделение финансовой разведки Арлении',
    es: 'Unidad de Inteligencia Financiera de Arlenia',
  },
  commissionOfArlenia: {
    en: 'Anti-Corruption Commission of Arlenia',
    ar: 'لجنة مكافحة الفساد في أرلينيا',
    zh: '阿尔莱尼亚反腐败委员会',
    fr: 'Commission anticorruption d’Arlénie',
    ru: 'Антикоррупционная комиссия Арлении',
    es: 'Comisión Anticorrupción de Arlenia',
  },
  registerOfArlenia: {
    en: 'Register of Companies and Beneficial Owners of Arlenia',
    ar: 'سجل الشركات والمستفيدين الحقيقيين في أرلينيا',
    zh: '阿尔莱尼亚公司及实益所有人登记处',
    fr: 'Registre des sociétés et des bénéficiaires effectifs d’Arlénie',
    ru: 'Реестр компаний и бенефициарных владельцев Арлении',
    es: 'Registro de Sociedades y Beneficiarios Finales de Arlenia',
  },
  assetsOfBresonia: {
    en: 'Asset Recovery Office of Bresonia',
    ar: 'مكتب استرداد الموجودات في بريسونيا',
    zh: '布雷索尼亚资产追回办公室',
    fr: 'Bureau de recouvrement des avoirs de Brésonie',
    ru: 'Ведомство по возвращению активов Бресонии',
    es: 'Oficina de Recuperación de Activos de Bresonia',
  },
  auditOfBresonia: {
    en: 'Supreme Audit Office of Bresonia',
    ar: 'ديوان الرقابة المالية في بريسونيا',
    zh: '布雷索尼亚最高审计署',
    fr: 'Cour des comptes de Brésonie',
    ru: 'Счетная палата Бресонии',
    es: 'Entidad Fiscalizadora Superior de Bresonia',
  },
} as const

/** Names of its desks. */
export const demoDesks = {
  registry: { en: 'Registry', ar: 'قلم التسجيل', zh: '登记处', fr: 'Greffe', ru: 'Регистратура', es: 'Registro' },
  incoming: {
    en: 'Incoming requests desk',
    ar: 'مكتب الطلبات الواردة',
    zh: '来文处',
    fr: 'Bureau des demandes reçues',
    ru: 'Отдел входящих запросов',
    es: 'Oficina de solicitudes recibidas',
  },
  duty: { en: 'Duty desk', ar: 'مكتب المناوبة', zh: '值班处', fr: 'Permanence', ru: 'Дежурная часть', es: 'Oficina de guardia' },
  neighbour: {
    en: 'Desk for Bresonia',
    ar: 'مكتب شؤون بريسونيا',
    zh: '布雷索尼亚事务处',
    fr: 'Bureau pour la Brésonie',
    ru: 'Отдел по делам Бресонии',
    es: 'Oficina para Bresonia',
  },
} as const
