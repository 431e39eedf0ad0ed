import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Texts of drafting: asset recovery, translations, the history of edits; the pages say them beside the module's own. */
export const draftingTexts = { ar, en, es, fr, ru, zh }
