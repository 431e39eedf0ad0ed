import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import errorsAr from './messages/errors.ar.json' with { type: 'json' }
import errorsEn from './messages/errors.en.json' with { type: 'json' }
import errorsEs from './messages/errors.es.json' with { type: 'json' }
import errorsFr from './messages/errors.fr.json' with { type: 'json' }
import errorsRu from './messages/errors.ru.json' with { type: 'json' }
import errorsZh from './messages/errors.zh.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

export const texts = { ar, en, es, fr, ru, zh }

/** Words of the pages of this module. */
export const accountsText = catalogue(texts)

/** Texts of the codes that this module's contract declares; a part of `ErrorTexts` of `@comity/http`. */
export const accountsErrorTexts = { ar: errorsAr, en: errorsEn, es: errorsEs, fr: errorsFr, ru: errorsRu, zh: errorsZh }

export const errorText = catalogue(accountsErrorTexts)
