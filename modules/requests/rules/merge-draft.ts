import { isDeepStrictEqual } from 'node:util'
import { ComityError } from '@comity/errors'
import { DraftContent } from '../contract.ts'

/** What one writer saves (`mine`), what stands now (`theirs`), and what both began with; null when that is no longer known. */
export interface ThreeDrafts {
  readonly base: DraftContent | null
  readonly mine: DraftContent
  readonly theirs: DraftContent
}

/**
 * Both writings together: a field that only one of them changed is that one's.
 *
 * @throws ComityError `request-changed-meanwhile` with the paths that both changed differently and the present `revision`.
 */
export function mergedDraft(drafts: ThreeDrafts, revision: number): DraftContent {
  const paths = fields(drafts)
    .filter((field) => inConflict(drafts, field))
    .map((field) => `content.${field}`)
  if (paths.length > 0) {
    throw new ComityError('request-changed-meanwhile', {
      values: { revision },
      problems: paths.map((path) => ({ path, message: 'changed-meanwhile' })),
    })
  }
  const merged = fields(drafts).map((field) => [field, mineCounts(drafts, field) ? drafts.mine[field] : drafts.theirs[field]])
  return DraftContent.parse(Object.fromEntries(merged.filter(([, value]) => value !== undefined)))
}

type Field = keyof DraftContent

function fields(drafts: ThreeDrafts): Field[] {
  const known = DraftContent.keyof().options
  return known.filter((field) => field in drafts.mine || field in drafts.theirs)
}

function mineCounts({ base, mine, theirs }: ThreeDrafts, field: Field): boolean {
  return base === null || !isDeepStrictEqual(mine[field], base[field]) || isDeepStrictEqual(mine[field], theirs[field])
}

function inConflict({ base, mine, theirs }: ThreeDrafts, field: Field): boolean {
  if (isDeepStrictEqual(mine[field], theirs[field])) return false
  return base === null || (!isDeepStrictEqual(mine[field], base[field]) && !isDeepStrictEqual(theirs[field], base[field]))
}
