import { AuthorityEntry, type ContactPoint, type KeptLetter } from '../contract.ts'
import { designationsOfForm } from './designations-of-form.ts'
import { nominationOfForm } from '../letters/letter-form.ts'
import { pointOfTexts, pointsOfTable, textsFrom } from '../rules/point-fields.ts'

/** The fields of a form, each with its values. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** What a form makes of an entry, or the places where it does not hold. */
export type FormEntry = { readonly entry: AuthorityEntry } | { readonly wrong: readonly string[] }

/** Reads the edit form on top of the entry that it was made from: what it has no field for stays as it was. */
export function entryOfForm(
  before: AuthorityEntry,
  fields: Fields,
  { table, on, letter }: { readonly table: Uint8Array | null; readonly on: string; readonly letter: KeptLetter | null },
): FormEntry {
  const text = (name: string): string => [fields[name] ?? ''].flat().join('\n').replaceAll('\r', '').trim()
  const chosen = (name: string): readonly string[] => [fields[name] ?? []].flat()
  const { points, wrong } = table === null ? pointsOfForm(before, text, on) : tableOf(table, before, on)
  if (wrong.length > 0) return { wrong }
  const nominated = nominationOfForm(before.nomination, text, letter)
  if ('wrong' in nominated) return nominated
  const { nomination } = nominated
  const { email: _email, phone: _phone, website: _website, nomination: _nomination, ...kept } = before
  const names = Object.fromEntries(
    (['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).flatMap((lang) =>
      text(`name.${lang}`) === '' ? [] : [[lang, text(`name.${lang}`)]],
    ),
  )
  const networks = chosen('network')
  const parsed = AuthorityEntry.safeParse({
    ...kept,
    names,
    address: text('address'),
    ...given('email', text('email')),
    ...given('phone', text('phone')),
    ...given('website', text('website')),
    designations: designationsOfForm(before, { text, chosen }),
    contactPoints: points,
    memberships: networks.map((network) => before.memberships.find((one) => one.network === network) ?? { network }),
    ...(nomination === undefined ? {} : { nomination }),
  })
  return parsed.success ? { entry: parsed.data } : { wrong: parsed.error.issues.map(({ path }) => path.join('.')) }
}

function given(key: string, value: string): Record<string, string> {
  return value === '' ? {} : { [key]: value }
}

function pointsOfForm(before: AuthorityEntry, text: (name: string) => string, on: string) {
  // One more than there are: the last is for a new one.
  const read = Array.from({ length: before.contactPoints.length + 1 }, (_, place) => {
    const texts = textsFrom((field) => text(`p.${place}.${field}`))
    return texts.id === ''
      ? null
      : {
          place,
          said: pointOfTexts(
            texts,
            before.contactPoints.find(({ id }) => id === texts.id),
            on,
          ),
        }
  }).filter((one) => one !== null)
  return {
    points: read.flatMap(({ said }): ContactPoint[] => ('point' in said ? [said.point] : [])),
    wrong: read.flatMap(({ place, said }) => ('wrong' in said ? [`p.${place}.${said.wrong}`] : [])),
  }
}

function tableOf(table: Uint8Array, before: AuthorityEntry, on: string) {
  const { points, wrong } = pointsOfTable(new TextDecoder().decode(table), before, on)
  return { points, wrong: wrong.map(({ line, column }) => `table ${line}: ${column}`) }
}
