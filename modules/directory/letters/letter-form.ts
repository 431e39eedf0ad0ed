import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import type { UploadedFile, Viewer } from '@comity/http'
import { Nomination, type KeptLetter } from '../contract.ts'
import { uploaded } from '../trust/refusal.ts'
import { keepLetter } from './operations/keep-letter.ts'

/** The letter that came with a form, kept; null where none was chosen, and `wrong` where the file is no letter. */
export async function letterOfUpload(
  node: Node,
  viewer: Viewer,
  files: readonly UploadedFile[],
): Promise<{ readonly letter: KeptLetter | null } | { readonly wrong: readonly string[] }> {
  const bytes = uploaded(files, 'letter')
  if (bytes === null) return { letter: null }
  try {
    return { letter: await inContext(node, viewer.actor, (ctx) => keepLetter(ctx, bytes)) }
  } catch (error) {
    if (!(error instanceof ComityError) || error.code !== 'letter-not-pdf') throw error
    return { wrong: ['letter'] }
  }
}

/** What the fields of a form make of an entry's letter: an uploaded one takes the place of the one before. */
export function nominationOfForm(
  before: Nomination | undefined,
  text: (name: string) => string,
  letter: KeptLetter | null,
): { readonly nomination: Nomination | undefined } | { readonly wrong: readonly string[] } {
  if (letter === null && (before === undefined || text('letter.remove') !== '')) return { nomination: undefined }
  const file = letter ?? { sha256: before?.sha256, bytes: before?.bytes, mediaType: before?.mediaType }
  const reference = text('letter.reference')
  const readers = text('letter.readers')
    .split(/\s+/)
    .filter((one) => one !== '')
  const parsed = Nomination.safeParse({
    ...file,
    on: text('letter.on'),
    ...(reference === '' ? {} : { reference }),
    visibility: text('letter.visibility') === 'named' ? { readers } : text('letter.visibility') || 'members',
  })
  if (parsed.success) return { nomination: parsed.data }
  const places = parsed.error.issues.map(({ path }) =>
    path[0] === 'visibility' ? 'letter.readers' : `letter.${String(path[0])}`,
  )
  return { wrong: [...new Set(places)] }
}
