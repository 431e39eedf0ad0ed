import { AuthorityEntry, type KeptLetter } from '../../contract.ts'
import { designationsOfForm } from '../../content/designations-of-form.ts'
import type { Fields, FormEntry } from '../../content/entry-form.ts'
import { nominationOfForm } from '../letter-form.ts'

/** After the State's code and a dot: what `AuthorityId` takes. */
const SUFFIX = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])$/

/** Reads the form of an authority that is not listed yet. */
export function authorityOfForm(fields: Fields, letter: KeptLetter | null): FormEntry {
  const text = (name: string): string => [fields[name] ?? ''].flat().join('\n').replaceAll('\r', '').trim()
  const chosen = (name: string): readonly string[] => [fields[name] ?? []].flat()
  const wrong = [...(SUFFIX.test(text('id')) ? [] : ['id']), ...(/^[A-Z]{2}$/.test(text('state')) ? [] : ['state'])]
  const nominated = nominationOfForm(undefined, text, letter)
  if ('wrong' in nominated) return { wrong: [...wrong, ...nominated.wrong] }
  if (wrong.length > 0) return { wrong }
  const names = Object.fromEntries(
    (['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).flatMap((one) =>
      text(`name.${one}`) === '' ? [] : [[one, text(`name.${one}`)]],
    ),
  )
  const given = Object.fromEntries(
    ['email', 'phone', 'website'].flatMap((name) => (text(name) === '' ? [] : [[name, text(name)]])),
  )
  const parsed = AuthorityEntry.safeParse({
    id: `${text('state').toLowerCase()}.${text('id')}`,
    state: text('state'),
    kind: text('kind'),
    names,
    address: text('address'),
    ...given,
    designations: designationsOfForm({ state: text('state'), designations: [] }, { text, chosen }),
    contactPoints: [],
    memberships: [],
    ...(nominated.nomination === undefined ? {} : { nomination: nominated.nomination }),
  })
  if (parsed.success) return { entry: parsed.data }
  return { wrong: [...new Set(parsed.error.issues.map(({ path }) => fieldOf(path.map(String))))] }
}

/** The field of the form that holds a place of the entry. */
function fieldOf(path: readonly string[]): string {
  if (path[0] === 'names') return `name.${path[1] ?? 'en'}`
  return path[0] === 'designations' ? `d.${path.slice(1, 3).join('.')}` : path.join('.')
}
