import type { Lang } from '@comity/i18n'
import type { Contents, DirectoryRole, Root } from '../contract.ts'
import { contentsChanges } from './contents-changes.ts'
import { rootChanges, type RootChange } from './root-changes.ts'
import { confirmationOf } from './sign-draft.ts'
import type { RootStanding } from './root-standing.ts'
import { ceremonyText } from './texts.ts'

/** Enough of a key's id to tell it from the others, and to name it in a plan. */
const SHORT_ID = 12

/** The lines that a holder reads before they sign a root; `old` is the root that they themselves hold, null for a first one. */
export function describeRoot(lang: Lang, old: Root | null, next: Root): string[] {
  const t = ceremonyText(lang)
  return [
    t('root-title', { network: next.network, version: next.version }),
    ...rootChanges(old, next).map((one) => lineOf(lang, one)),
  ]
}

function lineOf(lang: Lang, change: RootChange): string {
  const t = ceremonyText(lang)
  if (change.change === 'first') return t('change-first', { network: change.network })
  if (change.change === 'expires') return t('change-expires', { time: change.expires })
  const role = roleName(lang, change.role)
  if (change.change === 'threshold')
    return t('change-threshold', { role, needed: change.needed, count: change.count, before: change.before })
  return t(change.change === 'key-added' ? 'change-key-added' : 'change-key-removed', {
    role,
    holder: change.holder || t('no-name'),
    key: change.keyId.slice(0, SHORT_ID),
  })
}

/** Who has signed a root and who has not. */
export function describeStanding(lang: Lang, standing: RootStanding): string[] {
  const t = ceremonyText(lang)
  const lines = standing.needs.flatMap(({ by, threshold, signed, holders }) => [
    t(by === 'old' ? 'needs-old' : 'needs-new', { signed, threshold }),
    ...holders.map(({ keyId, holder, signed: has }) =>
      t(has ? 'holder-signed' : 'holder-missing', { holder: holder || t('no-name'), key: keyId.slice(0, SHORT_ID) }),
    ),
  ])
  return [...lines, t(standing.complete ? 'complete' : 'incomplete')]
}

/** The lines that a second person reads before they sign contents; `old` are those that they themselves hold. */
export function describeContents(lang: Lang, old: Contents | null, next: Contents): string[] {
  const t = ceremonyText(lang)
  const changes = contentsChanges(old, next)
  return [
    t('contents-title', { version: next.version, authorities: next.authorities.length, states: next.states.length }),
    ...changes.map(({ change, id, name, fingerprint }) => t(`contents-${change}`, { id, name, fingerprint })),
    ...(changes.length === 0 ? [t('contents-same')] : []),
    t('change-expires', { time: next.expires }),
  ]
}

/** What was shown, and how to sign exactly that. */
export function askToConfirm(lang: Lang, shown: readonly string[], signed: Root | Contents): string[] {
  return [...shown, '', ceremonyText(lang)('to-sign', { code: confirmationOf(signed) })]
}

/** That it is signed. */
export function signedText(lang: Lang): string {
  return ceremonyText(lang)('signed')
}

function roleName(lang: Lang, role: DirectoryRole): string {
  return ceremonyText(lang)(`role-${role}`)
}
