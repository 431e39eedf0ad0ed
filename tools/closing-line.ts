import path from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/** So many files are named with the time they took: what makes a run long stays seen. */
const NAMED = 10

/** Closes node:test's report with the slowest files and the one plain line that every reader of a run understands. */
export async function* closingLine(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { readonly name: string; readonly ms: number }[] = []
  let closing = ''
  for await (const event of events) {
    if (event.type !== 'test:summary') continue
    const { counts, file, duration_ms: ms } = event.data
    if (file !== undefined) files.push({ name: path.relative(process.cwd(), file), ms })
    const ran = counts.tests - counts.skipped - counts.todo
    closing = `${counts.passed} passed, ${ran - counts.passed} failed, ${counts.skipped} skipped\n`
  }
  // After the last event, whose telling by another reporter comes before it.
  const slowest = files.toSorted((one, other) => other.ms - one.ms).slice(0, NAMED)
  yield ['\nThe slowest files, in seconds:', ...slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(7)}  ${name}`)]
    .map((line) => `${line}\n`)
    .join('')
  yield closing
}
