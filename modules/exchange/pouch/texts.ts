import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** The texts of pouches. */
export const pouchTexts = { ar, en, es, fr, ru, zh }

/** One text in one language: `pouchText(lang)('title')`. */
export const pouchText = catalogue(pouchTexts)
