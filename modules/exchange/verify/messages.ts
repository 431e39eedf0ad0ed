import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** The texts of verification reports. */
export const verifyTexts = { ar, en, es, fr, ru, zh }

/** A key of the texts. */
export type VerifyText = keyof typeof en

/** One text in one language: `verifyText(lang)('proven-intact', { count })`. */
export const verifyText = catalogue(verifyTexts)
