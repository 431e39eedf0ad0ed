import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { charactersOf } from './glyphs.ts'

/** Fonts of every script, each with the text extracted right again (copying, search, screen readers): all under the OFL-1.1. */
const files = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf',
  '@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
]

export interface Fonts {
  readonly paths: readonly string[]
  /** Whether some font has it. The typesetter makes no PDF/UA with a character that nobody can see. */
  shows(character: number): boolean
}

export function loadFonts(): Fonts {
  const { resolve } = createRequire(import.meta.url)
  const paths = files.map((file) => resolve(file))
  const known = paths.filter((file) => file.includes('Regular')).map((file) => charactersOf(readFileSync(file)))
  return { paths, shows: (character) => known.some((characters) => characters.has(character)) }
}
