import { ComityError } from '@comity/errors'
import { FileName } from '@comity/exchange/contract'
import type { Attachment } from '@comity/exchange/contract'
import { MAX_EXHIBITS } from '../contract.ts'
import type { Exhibit } from '../contract.ts'

/** The exhibits that are there, without those taken away. */
export function present(exhibits: readonly Exhibit[]): Exhibit[] {
  return exhibits.filter(({ removedAt }) => removedAt === undefined)
}

/** The next number of a matter's own row: E-1, E-2 … past the highest that was ever given. */
export function nextLabel(exhibits: readonly Exhibit[]): string {
  const given = exhibits.map(({ label }) => Number(/^E-(\d{1,9})$/.exec(label)?.[1] ?? 0))
  return `E-${Math.max(0, ...given) + 1}`
}

/**
 * Refuses a number that another exhibit of the matter bears, whatever its case.
 *
 * @throws ComityError `conflict`.
 */
export function mustBeFreeLabel(exhibits: readonly Exhibit[], label: string, id: string | null): void {
  const taken = present(exhibits).some((other) => other.id !== id && other.label.toLowerCase() === label.toLowerCase())
  if (taken) throw new ComityError('conflict', { problems: [{ path: 'label', message: 'taken' }] })
}

/** @throws ComityError `bad-input` where a matter would have too many. */
export function mustHaveRoom(exhibits: readonly Exhibit[]): void {
  if (exhibits.length >= MAX_EXHIBITS)
    throw new ComityError('bad-input', { problems: [{ path: 'label', message: 'too-many-exhibits' }] })
}

/**
 * The file as it goes beside these others: under its own name, or behind the exhibit's number where another file bears that. Null where the
 * same file is there already.
 *
 * @throws ComityError `conflict` where both names are taken.
 */
export function fileBeside(exhibit: Pick<Exhibit, 'label'>, file: Attachment, others: readonly Attachment[]): Attachment | null {
  if (others.some(({ sha256 }) => sha256 === file.sha256)) return null
  const numbered = `${exhibit.label.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')} ${file.name}`.slice(-200)
  const name = [file.name, numbered].find((one) => FileName.safeParse(one).success && others.every((other) => other.name !== one))
  if (name === undefined) throw new ComityError('conflict', { problems: [{ path: 'name', message: 'taken' }] })
  return { ...file, name }
}
