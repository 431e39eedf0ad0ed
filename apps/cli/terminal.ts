import type { Readable, Writable } from 'node:stream'

/** What a run of the command has to do with: nothing else reads the process. */
export interface Terminal {
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Relative file names count from here. */
  readonly folder: string
  readonly out: Writable
  readonly err: Writable
  readonly input: Readable
}

/** Everything on standard input, as text, without the line end at its end. */
export async function readInput(input: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/** Fields of records as lines of `name: value`, lists as tables; `--json` prints the answer itself. */
export function say(terminal: Terminal, answer: unknown, json: boolean): void {
  terminal.out.write(`${json ? escaped(JSON.stringify(answer, null, 2)) : plain(answer)}\n`)
}

/** Much of what is said was written by a peer: its control characters could rewrite what the terminal shows. */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}')
}

/** The same for JSON, which has a spelling for them; line ends between its members are its own. */
function escaped(json: string): string {
  return json.replaceAll(/[^\P{Cc}\n]|\p{Cf}/gu, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
}

function plain(answer: unknown): string {
  if (Array.isArray(answer)) return answer.length === 0 ? '(none)' : table(answer)
  if (!isRecord(answer)) return harmless(String(answer))
  const [rows] = Object.values(answer).filter((value) => Array.isArray(value))
  const others = Object.entries(answer).filter(([, value]) => value !== rows)
  const head = others.map(([key, value]) => `${harmless(key)}: ${cell(value)}`).join('\n')
  return rows === undefined ? head : [head, table(rows)].filter((part) => part !== '').join('\n\n')
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function table(rows: readonly unknown[]): string {
  if (rows.length === 0) return '(none)'
  const records = rows.map((row) => (isRecord(row) ? row : { value: row }))
  const columns = [
    ...new Set(records.flatMap((row) => Object.keys(row).filter((key) => !isRecord(row[key]) && !Array.isArray(row[key])))),
  ]
  const lines = [columns.map(harmless), ...records.map((row) => columns.map((column) => cell(row[column])))]
  const widths = columns.map((_, at) => Math.min(44, Math.max(...lines.map((line) => line[at]?.length ?? 0))))
  return lines
    .map((line) =>
      line
        .map((text, at) => text.slice(0, 44).padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return harmless(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
