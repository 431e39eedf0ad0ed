import { startTestServer } from './test-server.ts'
import type { TestServer } from './test-server.ts'

// node:test calls the two exports of this file once, in a process of its own, around all test files.
const running: TestServer[] = []

/** Starts the one database server of a test run and tells the test files where it is. */
export async function globalSetup(): Promise<void> {
  const server = await startTestServer()
  running.push(server)
  process.env['COMITY_TEST_PG'] = server.host
}

/** Ends that server and removes its files. */
export async function globalTeardown(): Promise<void> {
  await Promise.all(running.map((server) => server.stop()))
}
