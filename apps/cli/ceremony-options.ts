import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { directoryRoles, type DirectoryRole } from '@comity/directory/contract'
import { readKeyCard, type OfferedKey } from '@comity/directory/ceremony'
import { ComityError } from '@comity/errors'
import { isLang, languages, type Lang } from '@comity/i18n'
import { InvalidArgumentError, Option } from 'commander'
import { harmless, readInput, type Terminal } from './terminal.ts'

/** Bytes of a file that was named on the command line. */
export async function fileAt(terminal: Terminal, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(path.resolve(terminal.folder, name)))
}

/** @throws ComityError `conflict` where one of the files is there already: nothing is written over. */
export async function mustBeFree(terminal: Terminal, ...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (existsSync(path.resolve(terminal.folder, name))) throw new ComityError('conflict', { values: { file: name } })
}

/** Writes a file that does not exist yet; a key only for its owner. */
export async function writeNew(terminal: Terminal, name: string, file: { bytes: Uint8Array; mode: number }): Promise<string> {
  const place = path.resolve(terminal.folder, name)
  await writeFile(place, file.bytes, { flag: 'wx', mode: file.mode })
  return place
}

/** Lines that others wrote parts of: harmless, one below the other. */
export function tell(terminal: Terminal, lines: readonly string[]): void {
  terminal.out.write(`${lines.map(harmless).join('\n')}\n`)
}

/** A passphrase from a file, or from standard input: never from the command line, which everybody on the machine can read. */
export async function passphraseOf(terminal: Terminal, file: string | undefined): Promise<string> {
  if (file === undefined) return readInput(terminal.input)
  return new TextDecoder().decode(await fileAt(terminal, file)).replace(/\r?\n$/, '')
}

/** `--lang`, for the words in which a holder reads what they sign. */
export const langOption = (): Option =>
  new Option('--lang <language>', 'language of what is said').choices(languages.map(({ code }) => code)).default('en')

export function langOf(given: string | undefined): Lang {
  return given !== undefined && isLang(given) ? given : 'en'
}

/** `role=value`, as often as it is given. */
export function perRole(text: string, before: readonly (readonly [DirectoryRole, string])[] = []) {
  const [name, ...rest] = text.split('=')
  const role = directoryRoles.find((one) => one === name)
  const value = rest.join('=')
  if (role === undefined || value === '') throw new InvalidArgumentError(`give it as ${directoryRoles.join('|')}=…`)
  return [...before, [role, value] as const]
}

/** Every value of an option that may be given several times. */
export function many(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

export async function keyAt(terminal: Terminal, name: string): Promise<OfferedKey> {
  return readKeyCard(await fileAt(terminal, name))
}
