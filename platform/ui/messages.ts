import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** The texts of the frame itself: navigation, tables, forms, receipts. Pages bring their own. */
export const uiText = catalogue({ en, ar, zh, fr, ru, es })
