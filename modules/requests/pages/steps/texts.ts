import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Texts of the pages of acts, by language. */
export const stepTexts = { ar, en, es, fr, ru, zh }

/** Gives them in one language. */
export const sayOfSteps = catalogue(stepTexts)
