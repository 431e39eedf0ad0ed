import { words } from './label-words.ts'
import type { Words } from './label-words.ts'

/** The headings of the dossiers beyond the straight way of a request. */
export const lawTitles: Readonly<Record<string, Words>> = {
  'supplementary-request': words('Supplementary request', 'Demande complémentaire', 'Solicitud complementaria', 'Дополнительный запрос', '补充请求', 'طلب تكميلي'),
  'forwarded-request': words('Request passed on', 'Demande transmise à l’autorité compétente', 'Solicitud trasladada', 'Переданный запрос', '转交的请求', 'طلب محال'),
  'misdirected': words('Notice: request sent to an authority that is not competent', 'Avis : demande adressée à une autorité non compétente', 'Aviso: solicitud dirigida a una autoridad no competente', 'Уведомление: запрос направлен некомпетентному органу', '通知：请求发送至非主管机关', 'إشعار: أُرسل الطلب إلى سلطة غير مختصة'),
  'consultation': words('Consultation', 'Consultation', 'Consulta', 'Консультация', '磋商', 'تشاور'),
  'consultation-reply': words('Reply in a consultation', 'Réponse à une consultation', 'Respuesta a una consulta', 'Ответ в рамках консультации', '磋商答复', 'رد في إطار التشاور'),
  'consultation-concluded': words('End of a consultation', 'Fin d’une consultation', 'Conclusión de una consulta', 'Завершение консультации', '磋商结束', 'انتهاء التشاور'),
  'conditions-proposed': words('Proposed conditions', 'Conditions proposées', 'Condiciones propuestas', 'Предложенные условия', '拟议条件', 'شروط مقترحة'),
  'conditions-answered': words('Answer to conditions', 'Réponse aux conditions', 'Respuesta a las condiciones', 'Ответ на условия', '对条件的答复', 'الرد على الشروط'),
  'status-enquiry': words('Status enquiry', 'Demande d’état d’avancement', 'Consulta sobre el estado', 'Запрос о ходе исполнения', '进展查询', 'استفسار عن الحالة'),
  'status-reply': words('Reply to a status enquiry', 'Réponse sur l’état d’avancement', 'Respuesta sobre el estado', 'Ответ о ходе исполнения', '进展答复', 'رد على الاستفسار عن الحالة'),
  'urgency-changed': words('Change of urgency', 'Changement d’urgence', 'Cambio de urgencia', 'Изменение срочности', '紧急程度变更', 'تغيير درجة الاستعجال'),
  'use-consent-asked': words('Consent to another use asked', 'Demande de consentement à un autre usage', 'Petición de consentimiento para otro uso', 'Запрос согласия на иное использование', '请求同意作其他用途', 'طلب الموافقة على استعمال آخر'),
  'use-consent-answered': words('Answer on another use', 'Réponse sur un autre usage', 'Respuesta sobre otro uso', 'Ответ об ином использовании', '对其他用途的答复', 'الرد بشأن استعمال آخر'),
  'disclosure-notice': words('Notice of a disclosure that helps the accused', 'Avis de divulgation à décharge', 'Aviso de revelación exculpatoria', 'Уведомление о раскрытии оправдывающих сведений', '披露开脱罪责资料的通知', 'إشعار بالإفشاء لصالح المتهم'),
  'cost-notice': words('Notice of costs', 'Avis de frais', 'Aviso de gastos', 'Уведомление о расходах', '费用通知', 'إشعار بالتكاليف'),
  'cost-answer': words('Answer about costs', 'Réponse sur les frais', 'Respuesta sobre los gastos', 'Ответ о расходах', '费用答复', 'رد بشأن التكاليف'),
  'correction': words('Correction', 'Rectification', 'Corrección', 'Исправление', '更正', 'تصحيح'),
  'withdrawal': words('Withdrawal', 'Retrait', 'Retirada', 'Отзыв', '撤回', 'سحب'),
  'material-returned': words('Return of material', 'Restitution de pièces', 'Devolución de material', 'Возврат материалов', '材料归还', 'إعادة المواد'),
  'asset-report': words('Report on an asset', 'Rapport sur un bien', 'Informe sobre un bien', 'Сообщение об имуществе', '资产报告', 'تقرير عن أصل'),
  'lifting-proposed': words('Lifting of a freeze proposed', 'Levée de gel proposée', 'Propuesta de levantar un embargo preventivo', 'Предложение снять арест', '拟解除冻结', 'اقتراح رفع التجميد'),
  'lifting-views': words('Views on the lifting of a freeze', 'Observations sur la levée de gel', 'Observaciones sobre el levantamiento', 'Мнение о снятии ареста', '对解除冻结的意见', 'الآراء بشأن رفع التجميد'),
  'freeze-lifted': words('Freeze lifted', 'Gel levé', 'Embargo preventivo levantado', 'Арест снят', '冻结已解除', 'رُفع التجميد'),
  'agreement-proposed': words('Agreement on return proposed', 'Accord de restitution proposé', 'Propuesta de acuerdo de restitución', 'Предложение соглашения о возврате', '拟议返还协议', 'اقتراح اتفاق على الإرجاع'),
  'agreement-answered': words('Answer to an agreement on return', 'Réponse à l’accord de restitution', 'Respuesta al acuerdo de restitución', 'Ответ о соглашении о возврате', '对返还协议的答复', 'الرد على اتفاق الإرجاع'),
  'reopening': words('Reopening', 'Réouverture', 'Reapertura', 'Возобновление', '重新启动', 'إعادة فتح'),
}
