import { catalogue } from '@comity/i18n'
import { exchangeErrorTexts } from './error-texts.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** The texts of the exchange's pages. */
export const exchangeTexts = { ar, en, es, fr, ru, zh }

/** One text in one language: `exchangeText(lang)('title')`. */
export const exchangeText = catalogue(exchangeTexts)

/** What this module's codes mean, in one language. */
export const exchangeErrorText = catalogue(exchangeErrorTexts)
