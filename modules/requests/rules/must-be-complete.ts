import { ComityError } from '@comity/errors'
import { RequestContent } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { completenessOf } from './completeness.ts'

/**
 * The content in the strict form in which it leaves the house.
 *
 * @throws ComityError `request-incomplete`: one problem for each item that blocks, its message being the article that asks for it.
 */
export function mustBeComplete(request: { readonly content: DraftContent; readonly counterpart: string | null }): RequestContent {
  const blocking = completenessOf(request.content).filter((finding) => finding.level === 'block')
  const problems = blocking.map(({ path, article }) => ({ path, message: article }))
  if (request.counterpart === null) problems.unshift({ path: 'counterpart', message: '46(13)' })
  if (problems.length > 0) throw new ComityError('request-incomplete', { problems })
  const strict = RequestContent.safeParse({ offences: [], persons: [], property: [], acceptedGaps: [], ...request.content })
  if (strict.success) return strict.data
  throw new ComityError('request-incomplete', { problems: strict.error.issues.map((issue) => ({ path: ['content', ...issue.path].join('.'), message: issue.message })) })
}
