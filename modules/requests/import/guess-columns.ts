import { importFields, type ImportField } from '../contract.ts'
import { headings } from './headings.ts'
import { plain } from './plain.ts'

const byHeading: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) => [field, ...headings[field]].map((word) => [plain(word), field] as const)),
)

/**
 * What the columns of a file probably mean: as the office said last time above the same heading, else by what such columns are usually called.
 * No field is given to two columns.
 */
export function guessColumns(header: readonly string[], remembered: ReadonlyMap<string, ImportField>): (ImportField | null)[] {
  const taken = new Set<ImportField>()
  return header.map((heading) => {
    const word = plain(heading)
    const field = remembered.get(word) ?? byHeading.get(word) ?? null
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
