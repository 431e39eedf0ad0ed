import type { ErrorCode, ErrorRegistry } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import ar from './messages/errors.ar.json' with { type: 'json' }
import en from './messages/errors.en.json' with { type: 'json' }
import es from './messages/errors.es.json' with { type: 'json' }
import fr from './messages/errors.fr.json' with { type: 'json' }
import ru from './messages/errors.ru.json' with { type: 'json' }
import zh from './messages/errors.zh.json' with { type: 'json' }

/** Code → HTTP status, exhaustive by its type; `compose.ts` writes it once. */
export type ErrorStatus = { readonly [C in ErrorCode]: ErrorRegistry[C] }

/** Code → what happened and what to do next, in each language; ICU MessageFormat over the values of the refusal. */
export type ErrorTexts = { readonly [L in Lang]: { readonly [C in ErrorCode]: string } }

/** The part of {@link ErrorTexts} for the codes of `@comity/errors`, `@comity/world` and this package. */
export const platformErrorTexts = { ar, en, es, fr, ru, zh }
