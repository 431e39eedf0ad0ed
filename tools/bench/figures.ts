/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 50)
}

/** The figure that this share of all does not exceed (nearest rank). */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN
}

export function digits(figure: number, after = 0): string {
  return Number.isFinite(figure) ? figure.toFixed(after) : '–'
}

/** One bench as it is printed and written down. */
export interface Measured {
  readonly title: string
  /** How it was measured and against what. */
  readonly about: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What bounds the figures, as they show it. */
  readonly bound: string
}

/** As Markdown, which a terminal shows readably too. */
export function markdown({ title, about, head, rows, bound }: Measured): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return `## ${title}\n\n${about}\n\n${line(head)}\n${rule}\n${rows.map(line).join('\n')}\n\n**Bound by:** ${bound}\n`
}
