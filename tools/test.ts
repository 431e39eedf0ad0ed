import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { closingLine } from './closing-line.ts'

/**
 * Runs the checks of the house, then every test: the long ones first, one process a file.
 * With arguments, runs only the files whose path contains one of them, and leaves the checks out.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
process.chdir(root)

if (wanted.length === 0) {
  const check = spawnSync(process.execPath, [...process.execArgv, 'tools/check.ts'], { stdio: 'inherit' })
  if (check.status !== 0) {
    console.log('0 passed, 1 failed, 0 skipped')
    process.exit(1)
  }
}

const files = globSync(['{apps,modules,platform,testing,tools}/**/*.{test,e2e}.{ts,tsx}'], {
  exclude: (name) => name.includes('node_modules'),
})
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted()
if (files.length === 0) {
  console.error('No test file matches.')
  process.exit(1)
}

/** Ends a test that hangs. On a busy machine a good one may take minutes: this asserts no speed. */
const TEST_TIMEOUT_MS = 600_000

// Held in a name, since the types of Node do not know the set-up of all files yet.
const plan = {
  files: files.toSorted((one, other) => turnOf(one) - turnOf(other)),
  globalSetupPath: 'testing/setup.ts',
  concurrency: 2,
  execArgv: [`--test-timeout=${TEST_TIMEOUT_MS}`],
}
const events = run(plan)
events.on('test:fail', () => {
  process.exitCode = 1
})
events.compose(new spec()).pipe(process.stdout)
events.compose(closingLine).pipe(process.stdout)

/** Journeys over whole networks, other work of a browser, networks without one, the rest: no long file is left for the end, when a core has nothing else. */
function turnOf(file: string): number {
  const kinds = [/^testing\/journey\//, /\.e2e\.ts$/, /^testing\//]
  const kind = kinds.findIndex((one) => one.test(file))
  return kind === -1 ? kinds.length : kind
}
