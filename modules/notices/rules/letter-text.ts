import type { Lang } from '@comity/i18n'
import { noticeKinds, type NoticeKind } from '../contract.ts'
import { noticesText } from '../texts.ts'

/**
 * What leaves the node by e-mail: that there is something new, of which kinds, and where to sign in. It takes nothing else, so that
 * nothing else can be said: e-mail is read by strangers.
 */
export function letterText(lang: Lang, kinds: readonly NoticeKind[], origin: string): { subject: string; text: string } {
  const t = noticesText(lang)
  const named = noticeKinds.filter((kind) => kinds.includes(kind)).map((kind) => `– ${t(`kind.${kind}`)}`)
  const lines = [t('letter.new'), '', ...named, '', t('letter.sign-in'), `${origin}/notices`, '', t('letter.why')]
  return { subject: t('letter.subject'), text: `${lines.join('\n')}\n` }
}
