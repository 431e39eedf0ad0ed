import { codeWords, MAX_LETTERS, versionFor, type Version } from './code-words.ts'

/** A square of dark (true) and light fields, without the quiet zone of four around it. */
export type QrMatrix = readonly (readonly boolean[])[]

interface Grid {
  readonly size: number
  readonly dark: boolean[][]
  readonly fixed: boolean[][]
}

/**
 * The QR code (ISO/IEC 18004, error correction M) of up to 262 digits, capital letters and ` $%*+-./:`; null for anything else.
 */
export function qrCode(text: string): QrMatrix | null {
  if (text.length === 0 || text.length > MAX_LETTERS || !/^[0-9A-Z $%*+\-./:]+$/.test(text)) return null
  const version = versionFor(text.length)
  const words = codeWords(text, version)
  const drawn = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => draw(version, words, mask))
  return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best))
}

function draw(version: Version, words: readonly number[], mask: number): boolean[][] {
  const size = version.number * 4 + 17
  const field = (): boolean[][] => Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const grid: Grid = { size, dark: field(), fixed: field() }
  drawPatterns(grid, version)
  drawFormat(grid, mask)
  if (version.number >= 7) drawVersion(grid, version.number)
  drawWords(grid, words, mask)
  return grid.dark
}

function put({ dark, fixed }: Grid, row: number, column: number, isDark: boolean): void {
  const [line, held] = [dark[row], fixed[row]]
  if (line === undefined || held === undefined || line[column] === undefined) return
  line[column] = isDark
  held[column] = true
}

function drawPatterns(grid: Grid, { positions }: Version): void {
  const { size } = grid
  for (let at = 0; at < size; at += 1) {
    put(grid, 6, at, at % 2 === 0)
    put(grid, at, 6, at % 2 === 0)
  }
  const corners: readonly (readonly [number, number])[] = [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ]
  for (const centre of corners) drawRings(grid, centre, 4)
  for (const row of positions)
    for (const column of positions) {
      const onCorner = corners.some(([y, x]) => Math.abs(row - y) < 5 && Math.abs(column - x) < 5)
      if (!onCorner) drawRings(grid, [row, column], 2)
    }
}

/** Rings about a centre: light at distance 4 and 2 of the large ones, at distance 1 of the small ones. */
function drawRings(grid: Grid, [row, column]: readonly [number, number], radius: number): void {
  for (let y = -radius; y <= radius; y += 1)
    for (let x = -radius; x <= radius; x += 1) {
      const ring = Math.max(Math.abs(x), Math.abs(y))
      put(grid, row + y, column + x, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1)
    }
}

function drawFormat(grid: Grid, mask: number): void {
  const { size } = grid
  // Level M is 00; the remainder and the fixed pattern are those of annex C.
  const bits = ((mask << 10) | remainder(mask << 10, 0x537, 10)) ^ 0x5412
  const bit = (place: number): boolean => ((bits >> place) & 1) === 1
  for (let at = 0; at < 15; at += 1) {
    const vertical = at < 6 ? at : at < 8 ? at + 1 : size - 15 + at
    const horizontal = at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at
    put(grid, vertical, 8, bit(at))
    put(grid, 8, horizontal, bit(at))
  }
  put(grid, size - 8, 8, true)
}

function drawVersion(grid: Grid, number: number): void {
  const bits = (number << 12) | remainder(number << 12, 0x1f25, 12)
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >> at) & 1) === 1
    const [near, far] = [Math.floor(at / 3), grid.size - 11 + (at % 3)]
    put(grid, near, far, isDark)
    put(grid, far, near, isDark)
  }
}

/** The rest of a division of polynomials over GF(2). */
function remainder(value: number, divisor: number, degree: number): number {
  let rest = value
  for (let at = 31 - Math.clz32(rest); at >= degree; at = 31 - Math.clz32(rest)) rest ^= divisor << (at - degree)
  return rest
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** Two columns at a time from the right, upwards and downwards in turn, past the vertical line of dots. */
function drawWords({ size, dark, fixed }: Grid, words: readonly number[], mask: number): void {
  let bit = 0
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step
      for (const column of [right, right - 1]) {
        const line = dark[row]
        if (line === undefined || fixed[row]?.[column] === true) continue
        const isDark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        line[column] = isDark !== (masks[mask]?.(row, column) ?? false)
        bit += 1
      }
    }
    upwards = !upwards
  }
}

/** How hard it is to read: long runs of one colour, and more of one colour than of the other. */
function penalty(matrix: QrMatrix): number {
  const columns = matrix.map((_, at) => matrix.map((line) => line[at] ?? false))
  const darkShare = matrix.flat().filter(Boolean).length / matrix.length ** 2
  return [...matrix, ...columns].reduce((sum, line) => sum + runs(line), 0) + Math.abs(darkShare - 0.5) * 200
}

function runs(line: readonly boolean[]): number {
  let length = 0
  let sum = 0
  for (const [at, isDark] of line.entries()) {
    length = isDark === line[at - 1] ? length + 1 : 1
    if (length === 5) sum += 3
    else if (length > 5) sum += 1
  }
  return sum
}
