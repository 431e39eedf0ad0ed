import type { TestEvent } from 'node:test/reporters'

/** Closes node:test's report with the one plain line that every reader of a run understands. */
export default async function* closingLine(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { counts } = event.data
    const ran = counts.tests - counts.skipped - counts.todo
    yield `${counts.passed} passed, ${ran - counts.passed} failed, ${counts.skipped} skipped\n`
  }
}
