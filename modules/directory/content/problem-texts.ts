import { catalogue, type Lang } from '@comity/i18n'
import { entryProblemKinds } from '../rules/entry-problems.ts'
import { rowProblemKinds } from '../rules/status-table.ts'
import ar from './problems/ar.json' with { type: 'json' }
import en from './problems/en.json' with { type: 'json' }
import es from './problems/es.json' with { type: 'json' }
import fr from './problems/fr.json' with { type: 'json' }
import ru from './problems/ru.json' with { type: 'json' }
import zh from './problems/zh.json' with { type: 'json' }

/** What does not hold in an entry or a table, and what to write instead. */
export const problemTexts = { ar, en, es, fr, ru, zh }

const problemText = catalogue(problemTexts)

/** The words of a problem's code; of one that is newer than this program, that something does not hold. */
export function problemWords(lang: Lang, code: string): string {
  const kind = [...entryProblemKinds, ...rowProblemKinds].find((one) => one === code)
  return problemText(lang)(kind ?? 'not-valid')
}
