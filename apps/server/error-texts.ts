import ar from './messages/errors.ar.json' with { type: 'json' }
import en from './messages/errors.en.json' with { type: 'json' }
import es from './messages/errors.es.json' with { type: 'json' }
import fr from './messages/errors.fr.json' with { type: 'json' }
import ru from './messages/errors.ru.json' with { type: 'json' }
import zh from './messages/errors.zh.json' with { type: 'json' }
import arTerminal from './messages/terminal.ar.json' with { type: 'json' }
import enTerminal from './messages/terminal.en.json' with { type: 'json' }
import esTerminal from './messages/terminal.es.json' with { type: 'json' }
import frTerminal from './messages/terminal.fr.json' with { type: 'json' }
import ruTerminal from './messages/terminal.ru.json' with { type: 'json' }
import zhTerminal from './messages/terminal.zh.json' with { type: 'json' }

/** Texts of the codes whose packages have no texts of their own. */
export const ownErrorTexts = { ar, en, es, fr, ru, zh }

/** What the terminal says where the text of the code speaks of pages. */
export const terminalTexts = { ar: arTerminal, en: enTerminal, es: esTerminal, fr: frTerminal, ru: ruTerminal, zh: zhTerminal }
