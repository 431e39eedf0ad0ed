import path from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/** So many files are named with the time they took: what makes a run long stays seen. */
const NAMED = 10

/** Closes node:test's report with the slowest files and the one plain line that every reader of a run understands. */
export async function* closingLine(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { readonly name: string; readonly ms: number }[] = []
  for await (const event of events) {
    if (event.type !== 'test:summary') continue
    const { counts, file, duration_ms: ms } = event.data
    if (file !== undefined) {
      files.push({ name: path.relative(process.cwd(), file), ms })
      continue
    }
    yield `\nThe slowest files, in seconds:\n`
    for (const { name, ms: took } of files.toSorted((one, other) => other.ms - one.ms).slice(0, NAMED))
      yield `${(took / 1000).toFixed(1).padStart(7)}  ${name}\n`
    const ran = counts.tests - counts.skipped - counts.todo
    yield `${counts.passed} passed, ${ran - counts.passed} failed, ${counts.skipped} skipped\n`
  }
}
