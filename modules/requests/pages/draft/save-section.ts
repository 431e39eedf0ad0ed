import type { Node, Viewer } from '@comity/accounts/contract'
import { ComityError, type Problem } from '@comity/errors'
import { DraftContent, type Request } from '../../contract.ts'
import { fingerprintOf, problemsOf, type Typed } from '../form/read-fields.ts'
import { sectionFields, sectionValues, withSection, type FormSection } from '../form/sections.ts'
import type { Say } from '../texts.ts'
import { saveContent } from './draft-call.ts'

/** What became of a section that was sent in: saved, at fault, or written by somebody else meanwhile. */
export type SectionSaved =
  | { readonly kind: 'saved'; readonly draft: Request }
  | { readonly kind: 'faulty'; readonly problems: readonly Problem[] }
  | { readonly kind: 'conflict'; readonly draft: Request }

/** Saves one section over the newest content: others may write other sections at the same time. */
export async function saveSection(
  node: Node,
  viewer: Viewer,
  say: Say,
  draft: Request,
  section: FormSection,
  typed: Typed,
): Promise<SectionSaved> {
  const now = sectionValues(section, draft.content)
  if (typed['was'] !== fingerprintOf(now)) {
    return sameText(section, now, typed) ? { kind: 'saved', draft } : { kind: 'conflict', draft }
  }
  const parsed = DraftContent.safeParse(withSection(section, draft.content, typed))
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(say, parsed.error, sectionFields(section)) }
  return storeOver(node, viewer, draft, parsed.data)
}

async function storeOver(node: Node, viewer: Viewer, draft: Request, content: DraftContent): Promise<SectionSaved> {
  try {
    return { kind: 'saved', draft: await saveContent(node, viewer, draft, content) }
  } catch (error) {
    if (error instanceof ComityError && error.code === 'request-changed-meanwhile') return { kind: 'conflict', draft }
    throw error
  }
}

function sameText(section: FormSection, now: Typed, typed: Typed): boolean {
  return sectionFields(section).every(({ name }) => (now[name] ?? '') === (typed[name] ?? ''))
}
