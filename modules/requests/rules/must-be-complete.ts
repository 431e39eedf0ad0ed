import { ComityError } from '@comity/errors'
import { RequestContent } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { completenessOf } from './completeness.ts'
import type { OwnDraft } from './completeness.ts'

/**
 * The content in the strict form in which it leaves the house.
 *
 * @throws ComityError `request-incomplete`: one problem for each item that blocks, its message being the article that asks for it.
 */
export function mustBeComplete(request: {
  readonly content: DraftContent
  readonly counterpart: string | null
  readonly attachments?: readonly { readonly name: string }[]
}): RequestContent {
  const own = { files: (request.attachments ?? []).map(({ name }) => name) }
  const blocking = completenessOf(request.content, own).filter((finding) => finding.level === 'block')
  const problems = blocking.map(({ path, article }) => ({ path, message: article }))
  if (request.counterpart === null) problems.unshift({ path: 'counterpart', message: '46(13)' })
  if (problems.length > 0) throw new ComityError('request-incomplete', { problems })
  const strict = RequestContent.safeParse(travelling(request.content, own))
  if (strict.success) return strict.data
  throw new ComityError('request-incomplete', {
    problems: strict.error.issues.map((issue) => ({ path: ['content', ...issue.path].join('.'), message: issue.message })),
  })
}

/** Nothing empty, and no reason for what is not missing (any more). */
function travelling(content: DraftContent, own: OwnDraft): object {
  const lacking = new Set(completenessOf(content, own).map((finding) => finding.path))
  const written = Object.entries(content.proceeding ?? {}).filter(([, value]) => value !== undefined && value.trim() !== '')
  return {
    offences: [],
    persons: [],
    property: [],
    ...content,
    proceeding: Object.fromEntries(written),
    acceptedGaps: (content.acceptedGaps ?? []).filter((gap) => lacking.has(gap.path)),
  }
}
