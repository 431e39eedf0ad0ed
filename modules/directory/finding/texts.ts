import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Texts of finding, by language. */
export const findingTexts = { ar, en, es, fr, ru, zh }

/** Gives the texts of finding in one language. */
export const findingText = catalogue(findingTexts)
