import ar from './messages/errors.ar.json' with { type: 'json' }
import en from './messages/errors.en.json' with { type: 'json' }
import es from './messages/errors.es.json' with { type: 'json' }
import fr from './messages/errors.fr.json' with { type: 'json' }
import ru from './messages/errors.ru.json' with { type: 'json' }
import zh from './messages/errors.zh.json' with { type: 'json' }

/** Code → what happened and what to do next, for the codes of this package. */
export const mailErrorTexts = { ar, en, es, fr, ru, zh }
