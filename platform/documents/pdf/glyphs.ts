import assert from 'node:assert/strict'

/** The characters that a TrueType font can show: its `cmap` table, formats 4 and 12 (ISO/IEC 14496-22 §5.2.1). */
export function charactersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const found = new Set<number>()
  for (let at = 0; at < font.readUInt16BE(cmap + 2); at += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4)
    const format = font.readUInt16BE(subtable)
    if (format === 4) addSegments(font, subtable, found)
    if (format === 12) addGroups(font, subtable, found)
  }
  return found
}

function tableAt(font: Buffer, tag: string): number {
  for (let at = 0; at < font.readUInt16BE(4); at += 1) {
    const entry = 12 + at * 16
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  assert.fail(`the font has no table ${tag}`)
}

function addSegments(font: Buffer, subtable: number, found: Set<number>): void {
  const bytes = font.readUInt16BE(subtable + 6)
  for (let at = 0; at < bytes; at += 2) {
    const last = font.readUInt16BE(subtable + 14 + at)
    const first = font.readUInt16BE(subtable + 16 + bytes + at)
    for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code)
  }
}

function addGroups(font: Buffer, subtable: number, found: Set<number>): void {
  const groups = font.readUInt32BE(subtable + 12)
  for (let at = 0; at < groups; at += 1) {
    const group = subtable + 16 + at * 12
    for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code += 1) found.add(code)
  }
}
