/** What made-up requests of one language are put together from. `{person}`, `{other}`, `{place}`, `{firm}`, `{number}`, `{account}` are filled in. */
export interface Words {
  readonly language: string
  readonly given: string
  readonly family: string
  /** The beginnings and the ends of second family names, which make full names as rare as a register's are. */
  readonly seconds: readonly [string, string]
  readonly places: string
  readonly firms: string
  readonly subject: string
  readonly facts: string
  /** Said again, one to four times. */
  readonly more: string
  readonly purpose: string
  readonly measure: string
}

const firms = 'Meridian|Halcyon|Orion|Castor|Delta|Arbor|Vesta|Lumen|Boreal|Zephyr'

/** The six languages of the product; lists are separated by `|`. Everybody and everything is invented. */
export const words: readonly Words[] = [
  {
    language: 'en',
    given: 'Amara|Bruno|Chen|Dalia|Elif|Farid|Grace|Hugo|Ines|Jamal|Kofi|Leila|Marta|Nadia|Omar|Petra|Rashid|Sofia|Tariq|Yara',
    family:
      'Okoye|Santos|Wei|Haddad|Yilmaz|Karimov|Mensah|Moreau|Silva|Diallo|Owusu|Nasser|Kovac|Petrova|Rahman|Novak|Aziz|Romero|Bello|Suarez',
    seconds: [
      'Al|Bar|Cor|Dav|El|Fer|Gal|Har|Is|Jor|Kal|Lin|Mar|Nor|Or|Pal|Quin|Ros|Sal|Tor|Ul|Var|Wil|Zan',
      'ander|bury|croft|dale|ell|field|gate|holm|ington|kin|lock|mere|nell|ora|ridge|sby|stone|ton|vane|well|wick|worth|yard|ziri',
    ],
    places:
      'Harbour|Northern road|Airport|Central hospital|Water works|Railway|Customs house|Power station|Housing fund|Mining licence',
    firms,
    subject: '{place} contract: bank records of {firm} {number} Ltd',
    facts:
      'Between 2019 and 2025 a public official in charge of the {place} project received payments through {firm} {number} Ltd, a company without staff. The payments were split over account {account} and passed on to {other}, who bought real property. ',
    more: 'The bank statements show transfers in round sums shortly after each award. ',
    purpose: 'To prove the route of the payments.',
    measure: 'Account statements of {person}',
  },
  {
    language: 'fr',
    given: 'Camille|Étienne|Hélène|Julien|Léa|Mathieu|Noémie|Rémi|Sylvie|Théo',
    family: 'Garnier|Lefèvre|Moreau|Peltier|Renaud|Roussel|Tessier|Vasseur|Béranger|Chevalier',
    seconds: [
      'Al|Bar|Cor|Dav|El|Fer|Gal|Har|Is|Jor|Kal|Lin|Mar|Nor|Or|Pal|Quin|Ros|Sal|Tor|Ul|Var|Wil|Zan',
      'abel|aud|beau|champ|derac|emont|erin|fort|gny|ice|iel|llac|mont|nard|oire|onet|ouan|quier|rac|say|tier|ubert|ville|vray',
    ],
    places: 'du port|de la route du nord|de l’aéroport|de l’hôpital central|des eaux|du chemin de fer|des douanes|du logement',
    firms,
    subject: 'Marché {place} : relevés bancaires de {firm} {number} SARL',
    facts:
      'Entre 2019 et 2025, un agent public chargé du marché {place} a reçu des versements par l’intermédiaire de {firm} {number} SARL, société sans personnel. Les fonds ont transité par le compte {account} puis ont été remis à {other}, qui a acquis des immeubles. ',
    more: 'Les relevés montrent des virements de montants ronds peu après chaque attribution. ',
    purpose: 'Établir le cheminement des paiements.',
    measure: 'Relevés de compte de {person}',
  },
  {
    language: 'es',
    given: 'Álvaro|Beatriz|Cristóbal|Elena|Íñigo|Lucía|Mateo|Noelia|Rubén|Ximena',
    family: 'Ibáñez|Núñez|Ferrer|Castaño|Peña|Quintana|Rincón|Sarmiento|Urrutia|Zúñiga',
    seconds: [
      'Al|Bar|Cor|Dav|El|Fer|Gal|Har|Is|Jor|Kal|Lin|Mar|Nor|Or|Pal|Quin|Ros|Sal|Tor|Ul|Var|Wil|Zan',
      'adal|anza|bedo|cedo|dero|egui|ejo|eras|estra|gado|iba|illas|lanos|mena|nedo|oaga|orra|quera|rales|sola|tegui|uelo|vides|zabal',
    ],
    places:
      'del puerto|de la carretera norte|del aeropuerto|del hospital central|de aguas|del ferrocarril|de aduanas|de vivienda',
    firms,
    subject: 'Contrato {place}: movimientos bancarios de {firm} {number} S.L.',
    facts:
      'Entre 2019 y 2025 un funcionario encargado del contrato {place} recibió pagos a través de {firm} {number} S.L., sociedad sin personal. Los pagos se repartieron desde la cuenta {account} y llegaron a {other}, que compró inmuebles. ',
    more: 'Los extractos muestran transferencias por importes redondos poco después de cada adjudicación. ',
    purpose: 'Probar el recorrido de los pagos.',
    measure: 'Extractos de las cuentas de {person}',
  },
  {
    language: 'ru',
    given: 'Алексей|Вера|Григорий|Дарья|Елена|Игорь|Ксения|Лев|Марина|Тимур',
    family: 'Орлов|Соболь|Зимин|Карелин|Лунин|Мальцев|Северин|Тихонов|Ушаков|Яровой',
    seconds: [
      'Бар|Вел|Гор|Дар|Ел|Жар|Зар|Ил|Кор|Лад|Мир|Нел|Ор|Пав|Род|Сев|Тар|Уль|Фед|Хол|Чер|Шир|Юр|Яс',
      'анов|арин|бин|вский|град|дин|ежин|енко|жин|илов|ицын|кин|лов|мин|нев|опов|рин|сков|тин|ужин|цев|чин|шин|юков',
    ],
    places: 'порта|северной дороги|аэропорта|центральной больницы|водоканала|железной дороги|таможни|жилищного фонда',
    firms: 'Меридиан|Гелиос|Орион|Кастор|Дельта|Вега|Люмен|Борей|Зефир|Аврора',
    subject: 'Контракт {place}: банковские выписки ООО «{firm} {number}»',
    facts:
      'С 2019 по 2025 год должностное лицо, отвечавшее за контракт {place}, получало платежи через ООО «{firm} {number}», не имеющее работников. Платежи были разделены со счёта {account} и переданы лицу по имени {other}, которое приобрело недвижимость. ',
    more: 'Выписки показывают переводы круглых сумм вскоре после каждого решения о заключении контракта. ',
    purpose: 'Доказать путь платежей.',
    measure: 'Выписки по счетам: {person}',
  },
  {
    language: 'ar',
    given: 'سلمى|كريم|ليلى|طارق|هدى|ياسر|نورة|فارس|رانيا|عمر',
    family: 'الحداد|الناصر|المنصوري|القاسمي|البكري|الشامي|الزهراني|العلي|الراشد|السالم',
    seconds: [
      'إبراهيم|أحمد|إدريس|إسماعيل|أنس|أيمن|بدر|بشير|توفيق|جابر|جمال|حاتم|حسان|حمزة|خالد|خليل|داود|راشد|رضا|زياد|سامي|سعيد|سليمان|شاكر|صالح|طاهر|عادل|عثمان|غسان|فؤاد|فيصل|قاسم|كمال|مازن|محمود|منير|نبيل|نعيم|هاشم|يوسف',
      '',
    ],
    places: 'الميناء|طريق الشمال|المطار|المستشفى المركزي|المياه|السكك الحديدية|الجمارك|صندوق الإسكان',
    firms: 'ميريديان|أوريون|دلتا|فيستا|لومن|بوريال|زفير|كاستور',
    subject: 'عقد {place}: كشوف حسابات شركة {firm} {number}',
    facts:
      'بين عامي 2019 و2025 تلقى موظف عمومي مسؤول عن مشروع {place} مدفوعات عن طريق شركة {firm} {number}، وهي شركة بلا موظفين. وقُسمت المدفوعات من الحساب {account} ثم حُولت إلى {other} الذي اشترى عقارات. ',
    more: 'وتبين الكشوف تحويلات بمبالغ مقربة بعد كل ترسية بوقت قصير. ',
    purpose: 'إثبات مسار المدفوعات.',
    measure: 'كشوف حسابات {person}',
  },
  {
    language: 'zh',
    given: '伟|芳|静|磊|洋|敏|强|丽|军|娜',
    family: '欧阳|林|周|吴|郑|许|何|沈|韩|杨',
    seconds: [
      '安|冰|成|达|恩|凡|光|海|嘉|凯|兰|明|宁|平|琪|荣|山|涛|薇|祥|雅|泽|志|卓|晨|东|飞|贵|豪|江|康|立|梅|南|鹏|清|瑞|松|天|文',
      '',
    ],
    places: '港口|北方公路|机场|中心医院|水厂|铁路|海关|住房基金',
    firms: '子午线|猎户座|三角洲|维斯塔|流明|北风|西风|海狸',
    subject: '{place}合同：{firm}{number}有限公司的银行记录',
    facts:
      '2019年至2025年间，负责{place}项目的公职人员通过{firm}{number}有限公司收取款项，该公司没有员工。款项由账户{account}拆分，转给{other}，后者购置了不动产。',
    more: '银行对账单显示，每次中标后不久即有整数金额的转账。',
    purpose: '证明款项的流向。',
    measure: '{person}的账户对账单',
  },
]
