import { catalogue, type Lang } from '@comity/i18n'
import { assetActName } from '@comity/recovery/pages'
import { actName as nameOfStep, dossierKindName } from '@comity/requests/pages'
import ar from './messages/acts.ar.json' with { type: 'json' }
import en from './messages/acts.en.json' with { type: 'json' }
import es from './messages/acts.es.json' with { type: 'json' }
import fr from './messages/acts.fr.json' with { type: 'json' }
import ru from './messages/acts.ru.json' with { type: 'json' }
import zh from './messages/acts.zh.json' with { type: 'json' }

/** Words of what the audit trail records, beside those that requests and assets have for their own steps. */
export const actTexts = { ar, en, es, fr, ru, zh }

type Key = keyof typeof en
const text = catalogue(actTexts)
const isKey = (name: string): name is Key => Object.hasOwn(en, name)

/** What an act of the audit trail is called; its own code where an older or newer version recorded it. */
export function actName(lang: Lang, act: string): string {
  if (isKey(act)) return text(lang)(act)
  return nameOfRequestAct(lang, act) ?? nameOfAssetAct(lang, act) ?? act
}

/** What a thing that acts are done to is called. */
export function subjectKindName(lang: Lang, kind: string): string {
  const key = `kind.${kind}`
  return isKey(key) ? text(lang)(key) : kind
}

/** How an act on a request is made of words that the request's own pages have: what was said, and what became of it. */
const made = [
  ['request.receipt-', '', 'receipt'],
  ['request.', '-received', 'received'],
  ['request.', '-registered', 'registered'],
] as const

function nameOfRequestAct(lang: Lang, act: string): string | null {
  if (!act.startsWith('request.')) return null
  const whole = nameOfStep(lang, act.slice('request.'.length))
  if (whole !== null) return whole
  for (const [before, after, key] of made) {
    if (!act.startsWith(before) || !act.endsWith(after)) continue
    const kind = act.slice(before.length, act.length - after.length)
    const what = dossierKindName(lang, kind)
    if (what !== kind) return text(lang)(key, { what })
  }
  const undone = act.endsWith('-undone') ? nameOfStep(lang, act.slice('request.'.length, -'-undone'.length)) : null
  return undone === null ? null : text(lang)('undone', { what: undone })
}

function nameOfAssetAct(lang: Lang, act: string): string | null {
  const what = act.startsWith('asset.') ? assetActName(lang, act.slice('asset.'.length)) : null
  return what === null ? null : text(lang)('asset', { what })
}
