import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Runs the checks of the house, then every test: units first, then the browser journeys, one process a file.
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

const run = spawnSync(
  process.execPath,
  [
    ...process.execArgv,
    '--test',
    '--test-global-setup=testing/setup.ts',
    '--test-concurrency=2',
    '--test-timeout=120000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./tools/closing-line.ts',
    '--test-reporter-destination=stdout',
    ...files,
  ],
  { stdio: 'inherit' },
)
process.exit(run.status ?? 1)
