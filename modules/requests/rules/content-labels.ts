import { words } from './label-words.ts'
import type { Words } from './label-words.ts'

/** The labels of what asset recovery and single measures ask for. */
export const contentLabels: Readonly<Record<string, Words>> = {
  person: words('Person concerned', 'Personne concernée', 'Persona de que se trata', 'Лицо, которого касается мера', '所涉人员', 'الشخص المعني'),
  questions: words('Questions or points', 'Questions ou points', 'Preguntas o puntos', 'Вопросы', '问题或事项', 'الأسئلة أو النقاط'),
  place: words('Place, site or objects', 'Lieu, site ou objets', 'Lugar, sitio u objetos', 'Место, объект или предметы', '地点、场所或物品', 'المكان أو الموقع أو الأشياء'),
  necessity: words('Why it is needed', 'Pourquoi elle est nécessaire', 'Por qué es necesaria', 'Почему это необходимо', '必要性', 'سبب الحاجة إليه'),
  accounts: words('Banks and accounts', 'Banques et comptes', 'Bancos y cuentas', 'Банки и счета', '银行与账户', 'المصارف والحسابات'),
  periodFrom: words('From', 'Du', 'Desde', 'С', '自', 'من تاريخ'),
  periodUntil: words('Until', 'Au', 'Hasta', 'По', '至', 'حتى تاريخ'),
  identifier: words('Technical identifier', 'Identifiant technique', 'Identificador técnico', 'Технический идентификатор', '技术标识', 'المعرّف التقني'),
  consent: words('Consent of the person and agreement of the States', 'Consentement de la personne et accord des États', 'Consentimiento de la persona y acuerdo de los Estados', 'Согласие лица и договорённость государств', '本人同意及两国协议', 'موافقة الشخص واتفاق الدولتين'),
  custody: words('Custody, transport and return', 'Détention, transport et retour', 'Custodia, traslado y devolución', 'Содержание под стражей, перевозка и возвращение', '羁押、移送与归还', 'الاحتجاز والنقل والإعادة'),
  officials: words('Who conducts it or attends', 'Qui la conduit ou y assiste', 'Quién la dirige o asiste', 'Кто проводит или присутствует', '由谁进行或在场', 'من يتولاه أو يحضره'),
  allowances: words('Allowances and safe conduct', 'Indemnités et sauf-conduit', 'Dietas y salvoconducto', 'Возмещение расходов и гарантия неприкосновенности', '津贴与安全保障', 'البدلات وعدم التعرض'),
  homeLaw: words('Statement that it could be taken under your own law', 'Déclaration que la mesure pourrait être prise selon votre droit', 'Declaración de que podría adoptarse según su propio derecho', 'Заявление, что мера допустима по вашему праву', '声明依本国法亦可采取该措施', 'بيان أن التدبير جائز في قانونكم'),
  provisionalMeasures: words('Need for provisional measures', 'Nécessité de mesures provisoires', 'Necesidad de medidas cautelares', 'Необходимость обеспечительных мер', '是否需要临时措施', 'الحاجة إلى تدابير مؤقتة'),
  noProsecution: words('Why the offender cannot be prosecuted', 'Pourquoi l’auteur ne peut être poursuivi', 'Por qué no se puede enjuiciar al autor', 'Почему правонарушитель не может быть привлечён к ответственности', '犯罪人无法被起诉的原因', 'سبب تعذر ملاحقة مرتكب الجريمة'),
  priorOwnership: words('Prior ownership and how it is established', 'Propriété antérieure et comment elle est établie', 'Propiedad anterior y cómo se acredita', 'Прежнее право собственности и его подтверждение', '原所有权及其证明', 'الملكية السابقة وكيف تثبت'),
  damage: words('Damage to the State', 'Dommage causé à l’État', 'Daño causado al Estado', 'Ущерб государству', '对国家造成的损害', 'الضرر اللاحق بالدولة'),
  judgment: words('Final judgment', 'Jugement définitif', 'Sentencia firme', 'Окончательное решение', '生效判决', 'الحكم النهائي'),
  judgmentDetails: words('Court, reference and day, or why it is to be waived', 'Juridiction, référence et date, ou raison de la dispense', 'Tribunal, referencia y fecha, o motivo de la dispensa', 'Суд, номер и дата либо причина отказа', '法院、编号和日期，或放弃的理由', 'المحكمة والرقم والتاريخ، أو سبب الاستغناء'),
  victims: words('Victims and prior legitimate owners', 'Victimes et propriétaires légitimes antérieurs', 'Víctimas y propietarios legítimos anteriores', 'Потерпевшие и прежние законные собственники', '被害人与原合法所有人', 'الضحايا والمالكون الشرعيون السابقون'),
  disposal: words('Arrangement proposed for the disposal', 'Arrangement proposé pour la disposition', 'Arreglo propuesto para la disposición', 'Предлагаемая договорённость о распоряжении', '建议的处置安排', 'الترتيب المقترح للتصرف'),
  return: words('Return of property', 'Restitution des biens', 'Restitución de bienes', 'Возврат имущества', '财产返还', 'إرجاع الممتلكات'),
  sourceSha256: words('SHA-256 of the authentic text', 'SHA-256 du texte authentique', 'SHA-256 del texto auténtico', 'SHA-256 аутентичного текста', '作准文本的 SHA-256', 'SHA-256 للنص الأصلي'),
}
